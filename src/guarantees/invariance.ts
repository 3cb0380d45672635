import { actionInWords } from '../claims/catalogue/inWords.js';
import { carriedOver, edgeOf } from '../claims/catalogue/paddedPolicy.js';
import type { Family } from '../claims/generate/family.js';
import type { Instance } from '../claims/instance.js';
import { all, HOLDS_STRICTLY, type Outcome, VACUOUS } from '../claims/outcome.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import { assemble } from '../game/assemble.js';
import { type Game, NodeKind } from '../game/game.js';
import { padded } from '../game/pad.js';
import type { Policy } from '../policy/policy.js';
import { parseTie } from '../sweep/tie.js';
import { familiesOf } from './families.js';
import type { Guarantee, GuaranteeRegime, Step } from './guarantee.js';

/** Significant digits; equal numbers that are not known exactly overlap at any precision, others do not for long. */
const PRECISION = 40;

const fullInformation = ({ information }: GuaranteeRegime): boolean => information === 'full';

const firstTie = (family: Family): Family => ({ ...family, parameters: () => ({ tie: ['first'], seed: ['1'] }) });

/** The padding of §4.1, as a property of the update. */
export const EARLY_ENDS: Guarantee = {
  id: 'early-ends',
  title: 'early ends are equivalent to no-op turns',
  statement:
    'Replacing every early leaf by a chain of single-action no-op turns, up to T turns, changes no updated probability.',
  claim: 'A6',
  applies: fullInformation,
  families: (regime) => familiesOf(regime).map(firstTie),
  check: (step) => (instance) => {
    const { game, policies } = instance;
    const old = policies['old'];
    const { game: whole, nodeOf } = padded(game);
    if (whole.nodeCount === game.nodeCount) return VACUOUS; // no path ends early
    const oldPadded = carriedOver(old, whole, nodeOf);
    return sameUpdate(step, instance, old, oldPadded, (i, e) => edgeOf(game, whole, nodeOf, i, e), 'with no-op turns');
  },
};

/** Nothing in the update may depend on how actions are numbered, or samples sorted. */
export const RELABELLING: Guarantee = {
  id: 'relabelling',
  title: 'does not depend on the order in which actions are listed',
  statement:
    'Listing the actions of every history, and the outcomes of every chance node, in the opposite order changes no updated probability, wherever the update does not depend on how ties are broken.',
  claim: 'A6',
  applies: fullInformation,
  families: (regime) => familiesOf(regime).map(firstTie),
  check: (step) => (instance) => {
    const { game, policies } = instance;
    const old = policies['old'];
    const seed = Number(instance.parameters['seed'] ?? '1');
    const [first, last] = (['first', 'last'] as const).map((tie) => step(old, { tie, seed, precision: PRECISION }));
    const reals = new RealArithmetic(PRECISION);
    if (first.probability.some((p, e) => differ(reals, p, last.probability[e]))) return VACUOUS;
    const { game: mirrored, edge } = mirror(game);
    const probability = mirrored.chance.slice();
    old.probability.forEach((p, e) => (probability[edge[e]] = p));
    return sameUpdate(step, instance, old, { game: mirrored, probability }, (_, e) => edge[e], 'listed the other way');
  },
};

/** Rewards that all paths have in common teach nothing. */
export const EQUAL_REWARDS: Guarantee = {
  id: 'equal-rewards',
  title: 'equal rewards move nothing',
  statement: 'Where every path has the same return, an iteration leaves every probability as it is.',
  claim: 'B5',
  applies: () => true,
  families: (regime) =>
    familiesOf(regime).map((family) => ({
      ...firstTie(family),
      rewards: [1, 1],
      tiny: { ...family.tiny, rewards: ['1'] },
    })),
  check: (step) => (instance) => {
    const { game, policies } = instance;
    const old = policies['old'];
    const leaves = Array.from({ length: game.nodeCount }, (_, i) => i).filter(
      (i) => game.kind[i] === NodeKind.terminal,
    );
    if (leaves.some((i) => !game.reward[i].equals(game.reward[leaves[0]]))) return VACUOUS;
    const next = step(old, { tie: parseTie(instance.parameters['tie'] ?? 'first'), seed: 1, precision: PRECISION });
    return samePlaces(game, old.probability, next.probability, (_, e) => e, 'π_k(a|h)', 'π_{k+1}(a|h)');
  },
};

function sameUpdate(
  step: Step,
  { parameters, game }: Instance,
  old: Policy,
  other: Policy,
  place: (i: number, e: number) => number,
  inWords: string,
): Outcome {
  const options = {
    tie: parseTie(parameters['tie'] ?? 'first'),
    seed: Number(parameters['seed'] ?? '1'),
    precision: PRECISION,
  };
  const there = step(other, options).probability;
  return samePlaces(game, step(old, options).probability, there, place, 'π_{k+1}(a|h)', `π_{k+1}(a|h) ${inWords}`);
}

/** Is each probability the same in its other place? Enclosures that overlap count as the same. */
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
          yield HOLDS_STRICTLY;
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
