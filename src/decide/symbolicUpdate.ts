import type { Surrogate } from '../algorithm/algorithm.js';
import { Rational } from '../exact/rational.js';
import { NotDecidable } from './notDecidable.js';

/**
 * What an update does at one decision, in a form that conditions on the new distribution q can be written from.
 * All but the last maximise a sum of concave functions of single masses over a part of the simplex.
 */
export type SymbolicUpdate =
  /** min(ρM, clip(ρ)M), with the ratio of the turn or of all turns; with `floor`, over q ≥ (1 − ε)p only. */
  | {
      readonly kind: 'clip';
      readonly joint: boolean;
      readonly low: Rational;
      readonly high: Rational;
      readonly floor: boolean;
    }
  /** E[M] within 1 − ε ≤ q/p ≤ 1 + ε. */
  | { readonly kind: 'box'; readonly epsilon: Rational }
  /** E[M] within ½·Σ|q − p| ≤ δ. */
  | { readonly kind: 'ball'; readonly radius: Rational }
  /** E[M] − λ·½·Σ|q − p|. */
  | { readonly kind: 'penalty'; readonly weight: Rational }
  /** E[M] − (λ/2)·Σ(q − p)²/w, with w = 1 or w = p. */
  | { readonly kind: 'quadratic'; readonly weight: Rational; readonly relative: boolean }
  /** E[M] over the whole simplex. */
  | { readonly kind: 'best' }
  /**
   * Known only as far as that q/p is the greater, the greater E[M|a]/lengths[a] is (`ofLogits`: the greater p times that
   * less its mean), and equal where these are equal: KL and gradient steps. With two actions: mass moves to the better.
   */
  | {
      readonly kind: 'direction';
      readonly lengths: readonly number[];
      readonly ofLogits: boolean;
      readonly what: string;
    };

/** Is the update the same when M is multiplied by a positive number? */
export function isScaleFree({ kind }: SymbolicUpdate): boolean {
  return kind !== 'penalty' && kind !== 'quadratic';
}

/** Does the update see E[M|a] alone? A clipped one sees E[M⁺|a] and E[M⁻|a] apart. */
export function seesMeanOnly({ kind }: SymbolicUpdate): boolean {
  return kind !== 'clip';
}

/** The update of a surrogate of named parts. Throws NotDecidable for a step of one's own. */
export function symbolicUpdate(surrogate: Surrogate): SymbolicUpdate {
  switch (surrogate.kind) {
    case 'clip':
      return {
        kind: 'clip',
        joint: surrogate.level === 'joint',
        low: surrogate.low,
        high: surrogate.high,
        floor: false,
      };
    case 'kl':
      return { kind: 'direction', lengths: [1], ofLogits: false, what: 'the exponential of the KL step' };
    case 'gradient':
      if (surrogate.size.isZero()) throw new NotDecidable('a gradient step of size 0 moves nothing');
      return {
        kind: 'direction',
        lengths: surrogate.lengths ?? [1],
        ofLogits: true,
        what: 'the exponential of a gradient step on logits',
      };
    case 'mirror':
      return updateOfStep(surrogate.step.name);
  }
}

/** The update of an exact step by its name, such as "ratio-box:1/5". Throws NotDecidable for an unknown one. */
export function updateOfStep(text: string): SymbolicUpdate {
  const [name, size] = text.split(':');
  const exact = (): Rational => Rational.parse(size);
  switch (name) {
    case 'unrestricted':
    case 'supported': // From full support the same.
      return { kind: 'best' };
    case 'euclidean':
      return { kind: 'quadratic', weight: exact(), relative: false };
    case 'chi-square':
      return { kind: 'quadratic', weight: exact(), relative: true };
    case 'ratio-box':
      return { kind: 'box', epsilon: exact() };
    case 'total-variation':
      return { kind: 'ball', radius: exact() };
    case 'total-variation-penalty':
      return { kind: 'penalty', weight: exact() };
    case 'clip-floor':
      return { kind: 'clip', joint: false, low: exact(), high: exact(), floor: true };
    default:
      throw new NotDecidable(`the step "${text}" is code: only steps with a name of this program can be written out`);
  }
}
