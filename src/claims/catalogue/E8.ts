import { recordMade } from '../../certify/record.js';
import type { WitnessIteration } from '../../certify/witness.js';
import { optimalValue } from '../../evaluate/optimalValue.js';
import { Rational } from '../../exact/rational.js';
import { type Real, RealArithmetic } from '../../exact/real.js';
import { type Game, NodeKind } from '../../game/game.js';
import type { RealPolicy } from '../../sweep/klSweep.js';
import { valueIn } from '../../evaluate/valueIn.js';
import { softmaxGradientStep } from '../../sweep/softmaxGradient.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, type Outcome, VACUOUS } from '../outcome.js';
import { asPlain } from './asPlain.js';
import { enclosedAtLeast } from './enclosedOutcome.js';
import { BETTER } from './witnesses.js';

const family: Family = {
  ...COMMON,
  turns: 1,
  actions: [2, 3],
  chance: false,
  earlyEnds: false,
  parameters: () => ({ steps: ['4', '12'] }),
  tiny: {
    turns: [1],
    rewards: ['0', '1', '2'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

/** J(π_t) and π_t(a*) for t = 1, 2, …, steps; π_1 is the start. */
interface Run {
  readonly returns: readonly Real[];
  readonly best: readonly Real[];
}

/** max R − min R. */
function rangeOf(game: Game): Rational {
  const rewards = game.reward.filter((_, i) => game.kind[i] === NodeKind.terminal);
  return rewards.reduce((x, y) => Rational.max(x, y)).sub(rewards.reduce((x, y) => Rational.min(x, y)));
}

/** REINFORCE with exact gradients in a bandit, with the step size 2/5 in units of 1/(max R − min R). */
function run({ game, policies, parameters }: Instance, precision: number): Run {
  const size = Rational.of(2, 5).div(rangeOf(game));
  const star = game.reward.findIndex((r, i) => game.kind[i] === NodeKind.terminal && r.equals(optimalValue(game)[0]));
  const edge = game.child.indexOf(star);
  const returns: Real[] = [];
  const best: Real[] = [];
  let policy: RealPolicy = policies['old'];
  for (let t = 1; t <= Number(parameters['steps']); t++) {
    if (t > 1) policy = softmaxGradientStep(policy, { size, precision });
    returns.push(valueIn(new RealArithmetic(precision), policy)[0]);
    best.push(policy.probability[edge]);
  }
  return { returns, best };
}

/** The gap against bound(t, c) = Δ·(what it returns), c a lower bound of π_s(a*) for s ≤ t; and J never falls. */
function follows(instance: Instance, label: string, bound: (t: number, c: Rational) => Rational): Outcome {
  const range = rangeOf(instance.game);
  if (range.isZero()) return VACUOUS;
  const best = optimalValue(instance.game)[0];
  const known = new Map<number, Run>();
  const at = (precision: number): Run => {
    let result = known.get(precision);
    if (result === undefined) known.set(precision, (result = run(instance, precision)));
    return result;
  };
  const lowest = (precision: number, t: number): Rational => {
    const reals = new RealArithmetic(precision);
    // The upper ends make the bound smaller, and so the check stricter, by no more than the enclosures' width.
    return at(precision)
      .best.slice(0, t)
      .map((p) => reals.enclose(p).bounds()[1])
      .reduce((x, y) => Rational.min(x, y));
  };
  const steps = Array.from({ length: Number(instance.parameters['steps']) }, (_, i) => i + 1);
  const check = function* (): Generator<Outcome> {
    for (const t of steps) {
      const here = (): string => `t = ${t}`;
      if (t > 1) {
        const now = (precision: number): Real => at(precision).returns[t - 1];
        yield asPlain(enclosedAtLeast(`J(π_t)`, now, 'J(π_{t−1})', (precision) => at(precision).returns[t - 2], here));
      }
      const allowed = (precision: number): Real => range.mul(bound(t, lowest(precision, t)));
      const gap = (precision: number): Real => new RealArithmetic(precision).sub(best, at(precision).returns[t - 1]);
      yield enclosedAtLeast(label, allowed, 'J* − J(π_t)', gap, here);
    }
  };
  return all(check());
}

/** The certificate that the gap is greater than the bound after the steps until then. */
function isSlower(bound: string): WitnessMaker {
  return (instance, { where = '' }) => {
    const { game, policies } = instance;
    const size = Rational.of(2, 5).div(rangeOf(game));
    const iterations: WitnessIteration[] = [];
    let policy: RealPolicy = policies['old'];
    for (let t = 1; t < Number(where.replace('t = ', '')); t++) {
      policy = softmaxGradientStep(policy, { size, precision: RECORDED });
      const words = { estimator: 'joint', step: `gradient:${size}`, order: 'simultaneous', carry: 'exact' } as const;
      iterations.push(recordMade(policy, { ...words, unreached: 'argmax' }));
    }
    const better = BETTER.policies?.(instance);
    return {
      game,
      statement: { id: 'gradient-rate', bound },
      policies: { old: policies['old'], ...better },
      iterations,
    };
  };
}

/** Digits of recorded enclosures. */
const RECORDED = 100;

/** The published rate of the plain policy gradient. */
export const E8: Claim = {
  id: 'E8',
  title: 'REINFORCE with exact softmax gradients improves at every step and closes the gap at the rate 1/t',
  statement:
    'In a bandit with steps of size 2/(5Δ), Δ = max R − min R: J(π_{t+1}) ≥ J(π_t) and J* − J(π_t) ≤ 5Δ/(c²·t) for t = 1, …, 12, with c the least π_s(a*) for s ≤ t.',
  source: 'Mei et al., ICML 2020 (Theorem 2: η = 2/5, rewards in [0, 1]); the paper on REINFORCE with GRAE',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'gradient steps of size 2/(5Δ)',
    support: 'full',
    discount: 'γ = 1',
    order: 'none: one turn',
  },
  paper: 'guaranteed',
  expected: 'holds',
  remark:
    'That J tends to J* is a statement about the limit: what is checked is the finite-time bound that implies it as long as c stays above 0, which the literature proves. Improvement needs no small step and no single turn (D10). The bound is the published one, with c over the steps made so far, as its proof allows; computed on enclosures.',
  family,
  check: (instance) => follows(instance, '5Δ/(c²·t)', (t, c) => Rational.of(5, t).div(c.mul(c))),
  variants: [
    {
      id: 'quadratic-rate',
      title: 'The gap falls like 1/t²: J* − J(π_t) ≤ 2Δ/t²',
      expected: 'refuted',
      witness: isSlower('2Δ/t²'),
      check: (instance) => follows(instance, '2Δ/t²', (t) => Rational.of(2, t * t)),
    },
    {
      id: 'without-c',
      title: 'The start does not matter: J* − J(π_t) ≤ 5Δ/t·(1/4)',
      expected: 'refuted',
      drops: 'c, the least probability that the best action had on the way',
      witness: isSlower('5Δ/(4t)'),
      check: (instance) => follows(instance, '5Δ/(4t)', (t) => Rational.of(5, 4 * t)),
    },
  ],
  effort: 1 / 8,
};
