import { z } from 'zod';
import { optimalValue } from '../evaluate/optimalValue.js';
import { valueIn } from '../evaluate/valueIn.js';
import { UncertainError } from '../exact/arithmetic.js';
import type { DoubleInterval } from '../exact/doubleInterval.js';
import type { Game } from '../game/game.js';
import type { Examined } from '../guarantees/guarantee.js';
import { DOUBLES, inDoubles, isExact, nearly } from '../guarantees/trial.js';
import type { Policy } from '../policy/policy.js';
import type { PolicyIn } from '../policy/policyIn.js';
import { courses } from './courses.js';
import { type Never, neverSpec, whyNever } from './staysAway.js';

/** The iterations after which the gap is read. */
export const READ_AFTER = [10, 50] as const;
/** An enclosure of the gap's share that is wider than this says nothing. */
const WIDEST = 1e-6;
/** A smaller share is given as 0. */
const LEAST = 1e-12;
/** Exact iteration stops once a denominator exceeds this. */
const LONG = 10n ** 200n;
/** A run that comes back to a policy, as far as doubles tell, does so within so many iterations. */
const PERIOD = 6;
const NEAR = 1e-9;

/** A run: where it starts, and the share of the gap J* − J(π_0) that is left, enclosed; undefined where undecided. */
export interface Run {
  readonly game: string;
  readonly start: string;
  readonly left: readonly (DoubleInterval | undefined)[];
  /** Why it certainly never gets to J*, where that is known. */
  readonly never?: Never;
}

/**
 * Follows the iteration from every start of `courses`: in pairs of doubles, and where these cannot tell exactly, with the
 * tie rule "stay" and the iteration's number as the seed. Measured, not judged: a run that is slow refutes nothing. Of
 * runs that never get there it is said why, where a certain argument is known; that an iteration comes back to where it
 * was is none if its order is drawn (more than one of `seeds`, as a regime has them).
 */
export function getsThere(examined: Examined, seeds: readonly number[] = [1]): Run[] {
  return courses().flatMap(({ name, game, starts }) =>
    starts.map(({ name: start, policy }): Run => {
      const { left, end, returns } = leftAfter(examined, game, policy);
      const last = left[READ_AFTER.length - 1];
      const isAway = last === undefined || last.lo > 0;
      const never = isAway ? whyNever(examined, policy, end, returns && seeds.length === 1) : undefined;
      return { game: name, start, left, ...(never === undefined ? {} : { never }) };
    }),
  );
}

interface Followed {
  /** The last policy. */
  readonly end: PolicyIn<DoubleInterval>;
  /** J per entry of `READ_AFTER`; undefined where undecided. */
  readonly attained: readonly (DoubleInterval | undefined)[];
  /** May it have come back to a policy where it had been before? */
  readonly returns: boolean;
}

function leftAfter(
  examined: Examined,
  game: Game,
  start: Policy,
): Omit<Followed, 'attained'> & { left: (DoubleInterval | undefined)[] } {
  const best = DOUBLES.of(optimalValue(game)[0]);
  const gap = DOUBLES.sub(best, inDoubles(start).values[0]);
  const { attained, ...followed } = quickly(examined, start) ?? exactly(examined, start);
  const left = attained.map((j) => {
    if (j === undefined) return undefined;
    const { lo, hi } = DOUBLES.div(DOUBLES.sub(best, j), gap);
    return hi - lo <= WIDEST ? { lo: Math.max(0, lo), hi: Math.max(0, hi) } : undefined;
  });
  return { left, ...followed };
}

/** The run in doubles; undefined where they cannot tell what the iteration does. */
function quickly({ quick }: Examined, start: Policy): Followed | undefined {
  if (quick === undefined) return undefined;
  const attained: DoubleInterval[] = [];
  const recent: PolicyIn<DoubleInterval>[] = [];
  let { policy } = inDoubles(start);
  try {
    for (let k = 1; k <= READ_AFTER[1]; k++) {
      recent.push(policy);
      policy = quick(policy, { seed: k });
      if ((READ_AFTER as readonly number[]).includes(k)) attained.push(valueIn(DOUBLES, policy)[0]);
    }
  } catch (error) {
    if (error instanceof UncertainError) return undefined;
    throw error;
  }
  if (!attained.every(({ lo, hi }) => hi - lo < Infinity)) return undefined;
  return { attained, end: policy, returns: recent.slice(-PERIOD).some((earlier) => areNear(earlier, policy)) };
}

function areNear(a: PolicyIn<DoubleInterval>, b: PolicyIn<DoubleInterval>): boolean {
  return a.probability.every((p, e) => Math.abs(nearly(p) - nearly(b.probability[e])) < NEAR);
}

/** The same exactly, as far as the policies are rational and their fractions short. */
function exactly({ step }: Examined, start: Policy): Followed {
  const read: (DoubleInterval | undefined)[] = [];
  let policy = start;
  let returns = false;
  for (let k = 1; k <= READ_AFTER[1]; k++) {
    const next = step(policy, { tie: 'stay', seed: k, precision: 30 });
    if (!isExact(next) || next.probability.some((p) => p.denominator > LONG)) break;
    returns ||= next.probability.every((p, e) => p.equals(policy.probability[e]));
    policy = next;
    if ((READ_AFTER as readonly number[]).includes(k)) read.push(inDoubles(policy).values[0]);
  }
  return { attained: READ_AFTER.map((_, n) => read[n]), end: inDoubles(policy).policy, returns };
}

const count = z.int().min(0);
const share = z.string().regex(/^\d+(\.\d+)?(e-?\d+)?$/);
const place = { game: z.string(), start: z.string() };

/** What the runs came to, for one rule. Shares of the gap J* − J(π_0) are upper ends of enclosures. */
export const measuredSpec = z.strictObject({
  runs: count,
  after: z
    .array(
      z.strictObject({
        iterations: count,
        undecided: count.meta({ description: 'Runs whose enclosure is too wide to say anything.' }),
        median: share.meta({ description: 'The share of the gap that is left in the median run; 0 below 10⁻¹².' }),
        worst: z.strictObject({ left: share, ...place }),
      }),
    )
    .meta({ description: 'The gap that is left after some numbers of iterations.' }),
  never: z
    .array(z.strictObject({ why: neverSpec, runs: count, ...place }))
    .meta({ description: 'Runs that certainly never get there, by argument, each with the first of them.' }),
});

/** `measuredSpec` as a type. */
export type Measured = z.infer<typeof measuredSpec>;

/** Four digits, rounded. */
function decimal(x: number): string {
  return String(Number(x.toPrecision(4)));
}

/** The runs summed up; undefined where a reading has no decided run. */
export function summary(runs: readonly Run[]): Measured | undefined {
  const after = READ_AFTER.map((iterations, n) => {
    const decided = runs.flatMap(({ game, start, left }) => {
      const share = left[n];
      return share === undefined ? [] : [{ left: share.hi < LEAST ? 0 : share.hi, game, start }];
    });
    decided.sort((a, b) => a.left - b.left);
    const [median, worst] = [decided[Math.floor(decided.length / 2)], decided.at(-1)];
    return worst === undefined
      ? undefined
      : {
          iterations,
          undecided: runs.length - decided.length,
          median: decimal(median.left),
          worst: { ...worst, left: decimal(worst.left) },
        };
  });
  const never = neverSpec.options.flatMap((why) => {
    const own = runs.filter((run) => run.never === why);
    return own.length === 0 ? [] : [{ why, runs: own.length, game: own[0].game, start: own[0].start }];
  });
  return after.every((one) => one !== undefined) ? { runs: runs.length, after, never } : undefined;
}
