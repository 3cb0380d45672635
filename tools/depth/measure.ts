import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { type Real, RealArithmetic } from '../../src/exact/real.js';
import { stopOrGo } from '../../src/game/library/stopOrGo.js';
import { parseStep } from '../../src/mirror/parseStep.js';
import { policyFromJson } from '../../src/policy/policyFile.js';
import { klSweeps } from '../../src/sweep/klSweep.js';
import { parseOrder } from '../../src/sweep/order.js';
import { sweep } from '../../src/sweep/sweep.js';

/** One line of the table: a step on stop-or-go, with or without the final coin of ±3. */
export interface Row {
  readonly step: string;
  readonly coin: boolean;
  readonly words: string;
  /** Measured up to this many turns. */
  readonly turns: number;
}

/** What is measured. */
export const ROWS: readonly Row[] = [
  { step: 'ratio-box:1/5', coin: false, words: 'ratio box 1 ± 1/5', turns: 6 },
  { step: 'clip:1/5', coin: true, words: 'clip 1 ± 1/5, noisy rewards', turns: 5 },
  { step: 'clip-floor:1/5', coin: true, words: 'clip with the floor, noisy rewards', turns: 5 },
  { step: 'clip-floor:1/5', coin: false, words: 'clip with the floor, sure rewards', turns: 7 },
  { step: 'clip:1/5', coin: false, words: 'clip 1 ± 1/5, sure rewards', turns: 7 },
  { step: 'kl:1', coin: false, words: 'KL, λ = 1', turns: 5 },
  { step: 'euclidean:1', coin: false, words: 'Euclidean, λ = 1', turns: 7 },
];

/** The orders that are measured. */
export const ORDERS = ['reverse', 'forward', 'simultaneous'] as const;

const GOAL = Rational.of(7, 8);
const DIGITS = 120;

/**
 * The first sweep after which J ≥ 7/8 of J* = 1, from the probability 1/(4T) of going on; undefined where the sweeps come to
 * rest before. Throws RangeError where neither happens within `most` sweeps.
 */
export function sweepsUntil(
  { step, coin }: Pick<Row, 'step' | 'coin'>,
  order: string,
  turns: number,
  most = 5000,
): number | undefined {
  const entry = stopOrGo(`stop-or-go:${turns}${coin ? ':3' : ''}`);
  if (entry?.start === undefined) throw new RangeError(`no game of ${turns} turns`);
  const game = entry.build();
  const start = policyFromJson(game, entry.start);
  const [kind, size] = step.split(':');
  if (kind === 'kl') return klUntil(start, Rational.parse(size), order, most);
  const options = { step: parseStep(step), order: parseOrder(order), tie: 'first' } as const;
  let policy = start;
  for (let k = 0; k <= most; k++) {
    if (value(policy)[0].ge(GOAL)) return k;
    const next = sweep(policy, options).policy;
    if (next.probability.every((p, e) => p.equals(policy.probability[e]))) return undefined;
    policy = next;
  }
  throw tooMany(most);
}

/** The same for KL sweeps, by enclosures that are narrow enough to tell. */
function klUntil(start: ReturnType<typeof policyFromJson>, lambda: Rational, order: string, most: number): number {
  for (let count = 8; count <= most; count *= 2) {
    const made = klSweeps(start, { lambda, order: parseOrder(order), precision: DIGITS }, count);
    const reached = made.findIndex(({ value: [J] }) => isAtLeast(J));
    if (reached >= 0) return reached + 1;
  }
  throw tooMany(most);
}

const tooMany = (most: number): RangeError => new RangeError(`not within ${most} sweeps, and not at rest`);

function isAtLeast(J: Real): boolean {
  const order = new RealArithmetic(DIGITS).compare(J, GOAL);
  if (order === 'uncertain') throw new RangeError('the enclosure of J is too wide');
  return order !== 'less';
}
