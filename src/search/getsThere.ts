import { randomPolicy } from '../claims/generate/randomPolicy.js';
import { Random, streamSeed } from '../claims/generate/random.js';
import { actionValue } from '../evaluate/actionValue.js';
import { optimalValue } from '../evaluate/optimalValue.js';
import { value } from '../evaluate/value.js';
import { valueIn } from '../evaluate/valueIn.js';
import { UncertainError } from '../exact/arithmetic.js';
import type { DoubleInterval } from '../exact/doubleInterval.js';
import { Rational } from '../exact/rational.js';
import type { Game } from '../game/game.js';
import { LIBRARY } from '../game/library/index.js';
import type { Examined } from '../guarantees/guarantee.js';
import { DOUBLES, inDoubles, isExact } from '../guarantees/trial.js';
import { type Policy, unchecked, uniformPolicy } from '../policy/policy.js';
import { corpusIn, ownCorpus } from './corpus.js';

/** The iterations after which the gap is read. */
export const READ_AFTER = [10, 50] as const;
/** An enclosure of the gap's share that is wider than this says nothing. */
const WIDEST = 1e-6;
/** Corpus games beside those of the library, and their most nodes. */
const CORPUS_GAMES = 36;
const MOST_NODES = 16;
/** Exact iteration goes on while its fractions are shorter than this. */
const LONG = 10n ** 200n;

/** A run: where it starts, and the share of the gap J* − J(π_0) that is left, enclosed; undefined where undecided. */
export interface Run {
  readonly game: string;
  readonly start: string;
  readonly left: readonly (DoubleInterval | undefined)[];
}

/** A game with its starts. */
export interface Course {
  readonly name: string;
  readonly game: Game;
  readonly starts: readonly { readonly name: string; readonly policy: Policy }[];
}

let known: readonly Course[] | undefined;

/**
 * The games on which "gets there" is measured, all under full information: those of the library of at most 40 nodes, and
 * of the corpus. Each from the uniform policy, from 99/100 and 999/1000 on the worst action of every history, and from two
 * random policies. Games on which every policy has the greatest J are left out.
 */
export function courses(): readonly Course[] {
  known ??= [...libraryGames(), ...corpusGames()].flatMap(({ name, game }) => {
    if (!game.isTree || !game.discount.equals(Rational.ONE)) return []; // tokens are not spelled out there
    const starts = startsOf(name, game);
    return starts.length === 0 ? [] : [{ name, game, starts }];
  });
  return known;
}

function libraryGames(): { name: string; game: Game }[] {
  return LIBRARY.map((entry) => ({ name: entry.id, game: entry.build() })).filter(
    ({ game }) => game.information.kind === 'full' && game.nodeCount <= 40,
  );
}

function corpusGames(): { name: string; game: Game }[] {
  const all = corpusIn(ownCorpus(), { information: 'full', turns: 'multi' }).slice(0, ownCorpus().instances.length);
  const small = all.filter(({ game }) => game.nodeCount <= MOST_NODES && game.turns > 0);
  const step = Math.max(1, Math.floor(small.length / CORPUS_GAMES));
  return small
    .filter((_, n) => n % step === 0)
    .slice(0, CORPUS_GAMES)
    .map(({ game }, n) => ({ name: `corpus game ${n * step + 1}`, game }));
}

function startsOf(name: string, game: Game): Course['starts'] {
  const best = optimalValue(game);
  const worth = actionValue(game, best);
  const random = new Random(streamSeed(1, `gets-there/${name}`));
  const onTheWorst = (weight: number): Policy =>
    unchecked(
      game,
      game.infoSets.map(([i]) => {
        const edges = Array.from(
          { length: game.firstEdge[i + 1] - game.firstEdge[i] },
          (_, a) => game.firstEdge[i] + a,
        );
        if (edges.length === 1) return [Rational.ONE];
        const worst = edges.reduce((low, e) => (worth[e].lt(worth[low]) ? e : low));
        const rest = Rational.of(1, weight * (edges.length - 1));
        return edges.map((e) => (e === worst ? Rational.of(weight - 1, weight) : rest));
      }),
    );
  return [
    { name: 'uniform', policy: uniformPolicy(game) },
    { name: '99/100 on the worst', policy: onTheWorst(100) },
    { name: '999/1000 on the worst', policy: onTheWorst(1000) },
    { name: 'random 1', policy: randomPolicy(random, game, 'full') },
    { name: 'random 2', policy: randomPolicy(random, game, 'full') },
  ].filter(({ policy }) => value(policy)[0].lt(best[0]));
}

/**
 * Follows the iteration from every start: in pairs of doubles, and where these cannot tell exactly, with the tie rule
 * "stay" and the iteration's number as the seed. Measured, not judged: a run that is slow refutes nothing.
 */
export function getsThere(examined: Examined): Run[] {
  return courses().flatMap(({ name, game, starts }) =>
    starts.map(({ name: start, policy }) => ({ game: name, start, left: leftAfter(examined, game, policy) })),
  );
}

function leftAfter(examined: Examined, game: Game, start: Policy): (DoubleInterval | undefined)[] {
  const best = DOUBLES.of(optimalValue(game)[0]);
  const gap = DOUBLES.sub(best, inDoubles(start).values[0]);
  const shares = quickly(examined, start) ?? exactly(examined, start);
  return shares.map((attained) => {
    if (attained === undefined) return undefined;
    const { lo, hi } = DOUBLES.div(DOUBLES.sub(best, attained), gap);
    return hi - lo <= WIDEST ? { lo: Math.max(0, lo), hi: Math.max(0, hi) } : undefined;
  });
}

/** J after the iterations of `READ_AFTER`, in doubles; undefined where they cannot tell what the iteration does. */
function quickly({ quick }: Examined, start: Policy): DoubleInterval[] | undefined {
  if (quick === undefined) return undefined;
  const read: DoubleInterval[] = [];
  let { policy } = inDoubles(start);
  try {
    for (let k = 1; k <= READ_AFTER[1]; k++) {
      policy = quick(policy, { seed: k });
      if ((READ_AFTER as readonly number[]).includes(k)) read.push(valueIn(DOUBLES, policy)[0]);
    }
  } catch (error) {
    if (error instanceof UncertainError) return undefined;
    throw error;
  }
  return read.every(({ lo, hi }) => hi - lo < Infinity) ? read : undefined;
}

/** The same exactly, as far as the policies are rational and their fractions short. */
function exactly({ step }: Examined, start: Policy): (DoubleInterval | undefined)[] {
  const read: (DoubleInterval | undefined)[] = [];
  let policy = start;
  for (let k = 1; k <= READ_AFTER[1]; k++) {
    const next = step(policy, { tie: 'stay', seed: k, precision: 30 });
    if (!isExact(next) || next.probability.some((p) => p.denominator > LONG)) break;
    policy = next;
    if ((READ_AFTER as readonly number[]).includes(k)) read.push(inDoubles(policy).values[0]);
  }
  return READ_AFTER.map((_, n) => read[n]);
}

/** What the runs came to, for one rule. Shares are upper ends of enclosures. */
export interface Measured {
  readonly runs: number;
  /** Per entry of `READ_AFTER`: */
  readonly after: readonly {
    readonly iterations: number;
    readonly undecided: number;
    readonly median: number;
    readonly worst: { readonly left: number; readonly game: string; readonly start: string };
  }[];
}

/** The runs summed up; undefined where a reading has no decided run. */
export function summary(runs: readonly Run[]): Measured | undefined {
  const after = READ_AFTER.map((iterations, n) => {
    const decided = runs.flatMap(({ game, start, left }) => {
      const share = left[n];
      return share === undefined ? [] : [{ left: Number(share.hi.toPrecision(4)), game, start }];
    });
    decided.sort((a, b) => a.left - b.left);
    const [median, worst] = [decided[Math.floor(decided.length / 2)], decided.at(-1)];
    return worst === undefined
      ? undefined
      : { iterations, undecided: runs.length - decided.length, median: median.left, worst };
  });
  return after.every((one) => one !== undefined) ? { runs: runs.length, after } : undefined;
}
