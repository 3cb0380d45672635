import { actionInWords } from '../claims/catalogue/inWords.js';
import { carriedOver, edgeOf } from '../claims/catalogue/paddedPolicy.js';
import type { Instance } from '../claims/instance.js';
import { all, HOLDS_STRICTLY, type Outcome, VACUOUS } from '../claims/outcome.js';
import { Interval } from '../exact/interval.js';
import { Rational } from '../exact/rational.js';
import { boundsOf, type Real, RealArithmetic } from '../exact/real.js';
import { assemble } from '../game/assemble.js';
import { type Game, NodeKind } from '../game/game.js';
import { padded } from '../game/pad.js';
import type { Policy } from '../policy/policy.js';
import { guarantee } from './define.js';
import type { Guarantee, GuaranteeRegime } from './guarantee.js';
import type { Trial } from './trial.js';

/** Significant digits of enclosed probabilities. */
const PRECISION = 40;
/** Enclosed numbers that may be equal are told to be equal when they lie within this of each other. */
const TOLERANCE = Rational.of(1n, 10n ** 30n);

const fullInformation = ({ information }: GuaranteeRegime): boolean => information === 'full';

/** The padding of §4.1, as a property of the update. */
export const EARLY_ENDS: Guarantee = guarantee({
  id: 'early-ends',
  title: 'early ends are equivalent to no-op turns',
  statement:
    'Replacing every early leaf by a chain of single-action no-op turns, up to T turns, changes no updated probability. (Enclosed probabilities: by no more than 10^−30.)',
  claim: 'A6',
  applies: ({ information, turns }) => information === 'full' && turns === 'multi',
  seldom: true,
  decide: (trial) => {
    const { game, old } = trial;
    if (!game.isTree) return VACUOUS;
    const { game: whole, nodeOf } = padded(game);
    if (whole.nodeCount === game.nodeCount) return VACUOUS; // no path ends early
    const other = carriedOver(old, whole, nodeOf);
    return sameUpdate(trial, other, (i, e) => edgeOf(game, whole, nodeOf, i, e), 'with no-op turns');
  },
});

/** Nothing in the update may depend on how actions are numbered, or samples sorted. */
export const RELABELLING: Guarantee = guarantee({
  id: 'relabelling',
  title: 'does not depend on the order in which actions are listed',
  statement:
    'Listing the actions of every history, and the outcomes of every chance node, in the opposite order changes no updated probability, wherever the update does not depend on how ties are broken. (Enclosed probabilities: by no more than 10^−30.)',
  claim: 'A6',
  applies: fullInformation,
  seldom: true,
  decide: (trial) => {
    const { game, old } = trial;
    const seed = Number(trial.instance.parameters['seed'] ?? '1');
    const [first, last] = (['first', 'last'] as const).map((tie) =>
      trial.examined.step(old, { tie, seed, precision: PRECISION }),
    );
    const reals = new RealArithmetic(PRECISION);
    if (first.probability.some((p, e) => differ(reals, p, last.probability[e]))) return VACUOUS;
    const { game: mirrored, edge } = mirror(game);
    const probability = mirrored.chance.slice();
    old.probability.forEach((p, e) => (probability[edge[e]] = p));
    return sameUpdate(trial, { game: mirrored, probability }, (_, e) => edge[e], 'listed the other way');
  },
});

/** Rewards that all paths have in common teach nothing. */
export const EQUAL_REWARDS: Guarantee = guarantee({
  id: 'equal-rewards',
  title: 'equal rewards move nothing',
  statement:
    'Where every path has the same return, an iteration leaves every probability as it is. (Enclosed probabilities: within 10^−30.)',
  claim: 'B5',
  applies: () => true,
  seldom: true,
  prepare: withEqualRewards,
  decide: (trial) => {
    const { game, old } = trial;
    const leaves = Array.from({ length: game.nodeCount }, (_, i) => i).filter(
      (i) => game.kind[i] === NodeKind.terminal,
    );
    const equal = leaves.every((i) => game.reward[i].equals(game.reward[leaves[0]]));
    if (!equal || game.paysOnEdges || !game.discount.equals(Rational.ONE)) return VACUOUS;
    const next = trial.after(PRECISION).policy.probability;
    return samePlaces(game, old.probability, next, (_, e) => e, 'π_k(a|h)', 'π_{k+1}(a|h)');
  },
});

/** The game with the reward of its first leaf at all leaves, nothing paid on the way and no discount. */
function withEqualRewards(instance: Instance): Instance {
  const { game } = instance.policies['old'];
  const reward = game.reward[game.kind.indexOf(NodeKind.terminal)];
  const equal: Game = {
    ...game,
    discount: Rational.ONE,
    reward: game.reward.map((r, i) => (game.kind[i] === NodeKind.terminal ? reward : r)),
    edgeReward: game.edgeReward.map(() => Rational.ZERO),
    paysOnEdges: false,
    returnAtTerminal: true,
  };
  const policies = Object.fromEntries(
    Object.entries(instance.policies).map(([name, { probability }]) => [name, { game: equal, probability }]),
  );
  return { ...instance, game: equal, policies };
}

function sameUpdate(trial: Trial, other: Policy, place: (i: number, e: number) => number, inWords: string): Outcome {
  const here = trial.after(PRECISION).policy.probability;
  const there = trial.step(other, PRECISION).probability;
  return samePlaces(trial.game, here, there, place, 'π_{k+1}(a|h)', `π_{k+1}(a|h) ${inWords}`);
}

/** Is each probability the same in its other place? Enclosures that overlap and are narrow count as the same. */
function samePlaces(
  game: Game,
  here: readonly Real[],
  there: readonly Real[],
  place: (i: number, e: number) => number,
  label: string,
  otherLabel: string,
): Outcome {
  const reals = new RealArithmetic(PRECISION);
  const outcomes = function* (): Generator<Outcome> {
    for (let i = 0; i < game.nodeCount; i++) {
      if (game.kind[i] !== NodeKind.decision) continue;
      for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
        const x = here[e];
        const y = there[place(i, e)];
        if (!differ(reals, x, y)) {
          yield isClose(x, y) ? HOLDS_STRICTLY : { status: 'undecided', reason: `${label} is enclosed too widely` };
          continue;
        }
        yield {
          status: 'violated',
          expected: `${label} = ${otherLabel}`,
          left: { label, value: x.toString() },
          right: { label: otherLabel, value: y.toString() },
          gap: reals.sub(y, x).toString(),
          where: actionInWords(game, i, e),
        };
      }
    }
  };
  return all(outcomes());
}

function differ(reals: RealArithmetic, x: Real, y: Real): boolean {
  const order = reals.compare(x, y);
  return order === 'less' || order === 'greater';
}

/** Are two numbers that do not differ with certainty certain to lie close together? */
function isClose(x: Real, y: Real): boolean {
  if (!(x instanceof Interval) && !(y instanceof Interval)) return true;
  const [a, b] = [boundsOf(x, PRECISION), boundsOf(y, PRECISION)];
  return Rational.max(a[1], b[1]).sub(Rational.min(a[0], b[0])).le(TOLERANCE);
}

/** The game with all lists of edges turned round, and per edge its new number. */
function mirror(game: Game): { readonly game: Game; readonly edge: Int32Array } {
  const raw = Array.from({ length: game.nodeCount }, (_, i) => ({
    name: game.nodeName[i],
    kind: game.kind[i],
    reward: game.reward[i],
    edges: Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, n) => {
      const e = game.firstEdge[i + 1] - 1 - n;
      return { label: game.label[e], to: game.child[e], reward: game.edgeReward[e], probability: game.chance[e] };
    }),
  }));
  const { name, discount, information } = game;
  const { game: mirrored, numberOf } = assemble(raw, { name, discount, information });
  const edge = new Int32Array(game.edgeCount);
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      edge[e] = mirrored.firstEdge[numberOf[i]] + (game.firstEdge[i + 1] - 1 - e);
    }
  }
  return { game: mirrored, edge };
}
