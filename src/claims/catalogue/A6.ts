import { advantage } from '../../evaluate/actionValue.js';
import { carriedAdvantage, jointAdvantage, ratios } from '../../evaluate/carriedAdvantage.js';
import { paths } from '../../evaluate/paths.js';
import { value } from '../../evaluate/value.js';
import { type Rational } from '../../exact/rational.js';
import type { Game } from '../../game/game.js';
import { type ChainReward, padded } from '../../game/pad.js';
import type { Policy } from '../../policy/policy.js';
import { sweep } from '../../sweep/sweep.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, equal, type Outcome, VACUOUS } from '../outcome.js';
import { actionInWords, pathInWords } from './inWords.js';
import { carriedOver, edgeOf } from './paddedPolicy.js';
import { sweepOptions } from './sweepOf.js';
import { stated } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'any' },
  // A permutation would name T turns, too few for the padded game; so the orders with a name.
  parameters: (game) => ({
    step: ['clip:1/5', 'euclidean:1', 'chi-square:1', 'total-variation:1/10', 'unrestricted'],
    order: ['reverse', 'forward', 'simultaneous'],
    'extra turns': endsEarly(game) ? ['0', '1'] : ['1'],
  }),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

/** Is there a path of fewer than T decisions, so that padding to T adds something? */
function endsEarly(game: Game): boolean {
  return padded(game).game.nodeCount > game.nodeCount;
}

/** Values, advantages, one sweep's update and every M_t: original against padded. */
function* unchanged(instance: Instance, pays: ChainReward): Generator<Outcome> {
  const { game, policies, parameters } = instance;
  const { game: whole, nodeOf } = padded(game, game.turns + Number(parameters['extra turns'] ?? '0'), pays);
  if (whole.nodeCount === game.nodeCount) {
    yield VACUOUS; // no path ends early
    return;
  }
  const old = policies['old'];
  const oldPadded = carriedOver(old, whole, nodeOf);
  const values = value(old);
  const valuesPadded = value(oldPadded);
  for (let i = 0; i < game.nodeCount; i++) {
    yield equal('V(h)', values[i], 'V(h), padded', valuesPadded[nodeOf[i]], () => game.nodeName[i]);
  }
  const options = sweepOptions(instance);
  const next = sweep(old, options).policy;
  const nextPadded = sweep(oldPadded, options).policy;
  const perEdge: [string, readonly Rational[], readonly Rational[]][] = [
    ['A(h,a)', advantage(game, values), advantage(whole, valuesPadded)],
    ['π_{k+1}(a|h)', next.probability, nextPadded.probability],
  ];
  for (const [label, before, after] of perEdge) {
    for (let i = 0; i < game.nodeCount; i++) {
      for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
        const there = edgeOf(game, whole, nodeOf, i, e);
        yield equal(label, before[e], `${label}, padded`, after[there], () => actionInWords(game, i, e));
      }
    }
  }
  yield* carriedUnchanged(old, next, oldPadded, nextPadded);
}

/** M_t on every path that π_k samples; the no-op turns have ratio 1, so that there M is still Â. */
function* carriedUnchanged(old: Policy, next: Policy, oldPadded: Policy, nextPadded: Policy): Generator<Outcome> {
  const values = value(old);
  const valuesPadded = value(oldPadded);
  const withNoOps = paths(oldPadded.game); // in the order of the originals
  for (const [n, path] of paths(old.game).entries()) {
    if (path.edges.some((e) => old.probability[e].isZero())) continue;
    const joint = jointAdvantage(path, values);
    const carried = carriedAdvantage(joint, ratios(path, next, old));
    const long = withNoOps[n];
    const carriedLong = carriedAdvantage(jointAdvantage(long, valuesPadded), ratios(long, nextPadded, oldPadded));
    for (const [t, M] of carriedLong.entries()) {
      const label = `M_${t + 1}`;
      yield equal(label, carried[t] ?? joint, `${label}, padded`, M, () => pathInWords(old.game, path));
    }
  }
}

/** How many turns a path of the game has changes nothing, as long as no-ops fill the rest. */
export const A6: Claim = {
  id: 'A6',
  title: 'Early ends are equivalent to no-op turns',
  statement:
    'Replacing every early leaf by a chain of single-action no-op turns, up to T or more turns, changes no V(h), no A(h,a), no M_t and no updated probability π_{k+1}(a|h).',
  source: '§4.1 (padding of tasks that end early)',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'any',
    discount: "any γ; the first no-op pays the leaf's reward",
    order: 'reverse, forward, simultaneous',
  },
  paper: 'guaranteed',
  expected: 'holds',
  remark:
    "Where the leaf's reward is paid matters for γ < 1 only: a no-op turn counts as a decision, so a reward behind the chain would be discounted again. Ties go to the first action; a random tie-breaking that is seeded by the number of the history chooses anew when nodes are added.",
  family,
  check: (instance) => all(unchanged(instance, 'first no-op')),
  variants: [
    {
      id: 'reward-behind-chain',
      title: 'The reward may wait behind the no-op turns, with a discount',
      expected: 'refuted',
      drops: "γ = 1 or payment at the leaf's own depth",
      witness: stated(({ parameters }, { where = '' }) => ({
        id: 'padding',
        pays: 'end',
        extra: parameters['extra turns'] ?? '0',
        node: where,
      })),
      check: (instance) => all(unchanged(instance, 'end of chain')),
    },
    {
      id: 'reward-behind-chain-undiscounted',
      title: 'Without a discount the reward may wait behind the no-op turns',
      expected: 'holds',
      drops: 'payment by the first no-op, replaced by: γ = 1',
      family: { ...family, discounts: ['1'] },
      check: (instance) => all(unchanged(instance, 'end of chain')),
    },
  ],
  effort: 1 / 2,
};
