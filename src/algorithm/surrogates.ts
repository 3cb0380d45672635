import { Rational } from '../exact/rational.js';
import { parseStep } from '../mirror/parseStep.js';
import type { ClippedSurrogate, GradientStep, KlSurrogate, MirrorSurrogate } from './algorithm.js';

// Sizes are exact text, such as "1/5". Each constructor throws RangeError for a size out of range, and ExactError
// for text that is no number.

/** PPO-clip on the ratio of a whole response, 1 − ε … 1 + ε, or 1 − ε … 1 + `high` (clip-higher). */
export function clipped(epsilon: string, high = epsilon): ClippedSurrogate {
  return clip('turn', epsilon, high);
}

/** PPO-clip on the ratio of every single token. */
export function tokenClipped(epsilon: string, high = epsilon): ClippedSurrogate {
  return clip('token', epsilon, high);
}

/** PPO-clip on the ratio of all turns together (claim D5). */
export function jointClipped(epsilon: string, high = epsilon): ClippedSurrogate {
  return clip('joint', epsilon, high);
}

function clip(level: ClippedSurrogate['level'], lowText: string, highText: string): ClippedSurrogate {
  const low = Rational.parse(lowText);
  const high = Rational.parse(highText);
  if (low.sign() <= 0 || low.gt(Rational.ONE)) throw new RangeError(`the clip range ε must be in (0, 1], not ${low}`);
  if (high.sign() <= 0) throw new RangeError(`the upper clip range must be positive, not ${high}`);
  return { kind: 'clip', level, low, high };
}

/** An exact step by its name, e.g. "euclidean:1", "ratio-box:1/5", "unrestricted"; `clipped` is for the clipped one. */
export function exact(step: string): MirrorSurrogate {
  const parsed = parseStep(step);
  if (parsed.needsParts) throw new RangeError(`"${step}" is a clipped surrogate: write clipped("1/5")`);
  return { kind: 'mirror', step: parsed };
}

/** The KL step with drift weight λ > 0. */
export function kl(lambda: string): KlSurrogate {
  const weight = Rational.parse(lambda);
  if (weight.sign() <= 0) throw new RangeError(`the drift weight λ must be positive, not ${weight}`);
  return { kind: 'kl', weight };
}

/** One gradient step of size α ≥ 0; with `lengths`, on the geometric-mean ratio. */
export function gradient(size: string, lengths?: readonly number[]): GradientStep {
  const alpha = Rational.parse(size);
  if (alpha.sign() < 0) throw new RangeError(`the step size must not be negative, not ${alpha}`);
  if (lengths !== undefined && (lengths.length === 0 || !lengths.every((l) => Number.isSafeInteger(l) && l >= 1))) {
    throw new RangeError(`lengths are positive integers, at least one, not [${lengths.join(', ')}]`);
  }
  return { kind: 'gradient', size: alpha, ...(lengths === undefined ? {} : { lengths }) };
}
