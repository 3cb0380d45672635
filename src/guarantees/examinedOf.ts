import type { Algorithm } from '../algorithm/algorithm.js';
import { exactCarry } from '../algorithm/carry.js';
import { iterate, iterateIn, meansAtOnlyDecision } from '../algorithm/iterate.js';
import { recorderOf } from '../certify/guaranteeWitness.js';
import type { Examined, QuickStep } from './guarantee.js';
import { DOUBLES } from './trial.js';

/** An algorithm of named parts, ready to be examined: exactly, from enclosed policies, and in doubles where all parts can. */
export function examinedOf(algorithm: Algorithm): Examined {
  return {
    step: (policy, options) => iterate(algorithm, policy, options),
    onReals: algorithm.safeguard === undefined ? (policy, options) => iterate(algorithm, policy, options) : undefined,
    quick: quickStepOf(algorithm),
    record: recorderOf(algorithm),
    depends: dependence(algorithm),
    keepsZeros: algorithm.safeguard === undefined && algorithm.surrogate.kind !== 'mirror',
    means: followsMeans(algorithm) ? (policy) => meansAtOnlyDecision(DOUBLES, algorithm, policy) : undefined,
  };
}

/** KL, gradient and quadratic steps are continuous; the other argmaxes of this package follow the means. */
function dependence({ surrogate, safeguard, carry }: Algorithm): Examined['depends'] {
  if (safeguard !== undefined || (carry !== undefined && carry.nextIn === undefined)) return undefined;
  if (surrogate.kind === 'kl' || surrogate.kind === 'gradient') return 'continuously';
  if (surrogate.kind === 'clip') return 'by means';
  const { step } = surrogate;
  const { name } = step;
  if (!('solveIn' in step) || name.startsWith('total-variation-penalty')) return undefined;
  return /^(euclidean|chi-square):/.test(name) ? 'continuously' : 'by means';
}

/** Lengths of responses weigh the means, and tokens are several decisions; every other step that is known follows them. */
function followsMeans(algorithm: Algorithm): boolean {
  const { surrogate } = algorithm;
  if (surrogate.kind === 'gradient' && surrogate.lengths !== undefined) return false;
  if (surrogate.kind === 'clip' && surrogate.level === 'token') return false;
  return dependence(algorithm) !== undefined;
}

function quickStepOf(algorithm: Algorithm): QuickStep | undefined {
  const { carry = exactCarry, safeguard, surrogate } = algorithm;
  if (safeguard !== undefined) return undefined;
  if (surrogate.kind === 'mirror' && surrogate.step.solveIn === undefined) return undefined;
  if (carry.nextIn === undefined) return undefined;
  return (policy, { seed, onTie }) =>
    iterateIn(DOUBLES, algorithm, policy, {
      tie: 'stay',
      seed,
      carry: (factors, ratios) => carry.nextIn?.(DOUBLES, factors, ratios) ?? [],
      onTie,
    });
}
