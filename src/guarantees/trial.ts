import type { Instance } from '../claims/instance.js';
import { value } from '../evaluate/value.js';
import { valueInto } from '../evaluate/valueIn.js';
import { UncertainError } from '../exact/arithmetic.js';
import { DoubleArithmetic, type DoubleInterval } from '../exact/doubleInterval.js';
import { Rational } from '../exact/rational.js';
import { boundsOf, type Real, RealArithmetic } from '../exact/real.js';
import type { Game } from '../game/game.js';
import { numbersOf } from '../game/numbersOf.js';
import type { Policy } from '../policy/policy.js';
import type { PolicyIn } from '../policy/policyIn.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { parseTie } from '../sweep/tie.js';
import { type Best, bestKnown } from './bestKnown.js';
import type { Examined } from './guarantee.js';

/** The arithmetic of quick looks. */
export const DOUBLES = new DoubleArithmetic();

/** A policy after an iteration, and its V per node; index 0 is J. */
export interface After<N> {
  readonly policy: PolicyIn<N>;
  readonly values: readonly N[];
}

/** What an iteration came to, at every precision and in doubles. */
interface Shared {
  readonly exact: Map<number, After<Real>>;
  quickly: After<DoubleInterval> | 'uncertain' | undefined;
  ties: boolean;
}

/** Significant digits of the first look; an exact result does not depend on them. */
const START = 30;

/** One algorithm on one instance, each of its iterations computed once however many guarantees ask. */
export class Trial {
  readonly old: Policy;
  readonly game: Game;
  private readonly shared: Shared;

  constructor(
    readonly examined: Examined,
    readonly instance: Instance,
    /** A trial of the same step on the same policy, tie rule and seed, whose iteration is shared. */
    same?: Trial,
  ) {
    this.old = instance.policies['old'];
    this.game = this.old.game;
    this.shared = same?.shared ?? { exact: new Map(), quickly: undefined, ties: false };
  }

  /** V_{π_k} per node. */
  get oldValues(): readonly Rational[] {
    return oldValuesOf(this.old);
  }

  /** The best policy with the game's information that is known, if any. */
  get best(): Best | undefined {
    return bestKnown(this.game);
  }

  /** Was some argmax of the first iteration not unique, as far as it has been looked at and the step tells? */
  get tied(): boolean {
    return this.shared.ties;
  }

  /** π_{k+1} and its values at a precision. Throws what the step throws. */
  after(precision = START): After<Real> {
    let result = this.shared.exact.get(precision);
    if (result === undefined) {
      const policy = this.step(this.old, precision, () => (this.shared.ties = true));
      result = { policy, values: valuesAfter(policy, this.old, this.oldValues, precision) };
      this.shared.exact.set(precision, result);
    }
    return result;
  }

  /** One iteration from any policy, with the instance's tie rule and seed. */
  step(policy: Policy, precision = START, onTie?: () => void): RealPolicy {
    const { parameters } = this.instance;
    const tie = parseTie(parameters['tie'] ?? 'first');
    return this.examined.step(policy, { tie, seed: this.seed, precision, onTie });
  }

  /**
   * A further iteration, from a policy that may be enclosed. Throws UncertainError where the algorithm takes exact
   * policies only.
   */
  follow(policy: RealPolicy, precision = START): RealPolicy {
    if (isExact(policy)) return this.step(policy, precision);
    const { onReals } = this.examined;
    if (onReals === undefined) throw new UncertainError('an enclosed policy is not followed further');
    const { parameters } = this.instance;
    return onReals(policy, { tie: parseTie(parameters['tie'] ?? 'first'), seed: this.seed, precision });
  }

  /** π_{k+1} and its values in doubles; undefined where the algorithm has no such form, or it cannot tell. */
  quick(): After<DoubleInterval> | undefined {
    this.shared.quickly ??= this.lookQuickly();
    return this.shared.quickly === 'uncertain' ? undefined : this.shared.quickly;
  }

  private lookQuickly(): After<DoubleInterval> | 'uncertain' {
    const { quick } = this.examined;
    if (quick === undefined || (this.instance.parameters['tie'] ?? 'first') !== 'stay') return 'uncertain';
    const old = inDoubles(this.old);
    try {
      const policy = quick(old.policy, { seed: this.seed, onTie: () => (this.shared.ties = true) });
      const values = numbersOf(DOUBLES, this.game).reward.slice();
      const before = { probability: old.policy.probability, values: old.values };
      valueInto(DOUBLES, { probability: policy.probability, values }, before, this.game, 0, this.game.nodeCount);
      return { policy, values };
    } catch (error) {
      if (error instanceof UncertainError) return 'uncertain';
      throw error;
    }
  }

  private get seed(): number {
    return Number(this.instance.parameters['seed'] ?? '1');
  }
}

const valuesOfPolicy = new WeakMap<Policy, readonly Rational[]>();
const policyInDoubles = new WeakMap<Policy, After<DoubleInterval>>();

function oldValuesOf(old: Policy): readonly Rational[] {
  let values = valuesOfPolicy.get(old);
  if (values === undefined) valuesOfPolicy.set(old, (values = value(old)));
  return values;
}

/** An exact policy and its values in doubles, converted once. */
export function inDoubles(old: Policy): After<DoubleInterval> {
  let result = policyInDoubles.get(old);
  if (result === undefined) {
    result = {
      policy: { game: old.game, probability: old.probability.map((p) => DOUBLES.of(p)) },
      values: oldValuesOf(old).map((v) => DOUBLES.of(v)),
    };
    policyInDoubles.set(old, result);
  }
  return result;
}

/** V per node; where nothing that a node's value depends on was touched it is the very object of before. */
function valuesAfter(
  policy: RealPolicy,
  old: Policy,
  oldValues: readonly Rational[],
  precision: number,
): readonly Real[] {
  if (isExact(policy)) return value(policy);
  const { game, probability } = policy;
  const values: Real[] = game.reward.slice();
  const before = { probability: old.probability, values: oldValues };
  valueInto<Real>(new RealArithmetic(precision), { probability, values }, before, game, 0, game.nodeCount);
  return values;
}

/** Are all of its probabilities rational? */
export function isExact(policy: RealPolicy): policy is Policy {
  return policy.probability.every((p) => p instanceof Rational);
}

/** A double near the number: for margins, which decide nothing. */
export function nearly(x: Real | DoubleInterval): number {
  if ('lo' in x && typeof x.lo === 'number') return (x.lo + (x as DoubleInterval).hi) / 2;
  const [lo, hi] = boundsOf(x as Real, START);
  return (lo.toDouble() + hi.toDouble()) / 2;
}
