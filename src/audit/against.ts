import { type Dtype, type LogCall, type LogRow, type StepBatch } from './logRow.js';
import { dtypeOfLogs } from './precision.js';

/** Where two logs of one run first differ. */
export interface Divergence {
  readonly step: number;
  readonly place: string;
  readonly quantity: string;
  readonly left: string;
  readonly right: string;
  readonly leftLine: number;
  readonly rightLine: number;
}

/** What a comparison of two logs gives. */
export interface Against {
  /** Undefined: they are the same. */
  readonly first: Divergence | undefined;
  /** Quantities that differ anywhere, with the number of rows, in the order in which they depend on each other. */
  readonly quantities: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly tolerance: number;
}

/** Quantities of a row in the order in which a trainer computes them. */
const QUANTITIES = [
  'tokens',
  'mask',
  'attention',
  'score',
  'rewards',
  'rollout',
  'old',
  'ref',
  'values',
  'advantages',
  'returns',
  'carried',
  'weights',
  'now',
  'entropies',
  'loss',
  'after',
] as const satisfies readonly (keyof LogRow)[];

/** The names that the format has for them. */
const NAMES: Readonly<Partial<Record<(typeof QUANTITIES)[number], string>>> = {
  tokens: 'responses',
  mask: 'response_mask',
  attention: 'attention_mask',
  rewards: 'token_level_rewards',
  rollout: 'rollout_log_probs',
  old: 'old_log_probs',
  ref: 'ref_log_prob',
  weights: 'rollout_is_weights',
  now: 'log_probs',
  loss: 'pg_loss',
  after: 'log_probs_after',
};

const TOLERANCE: Readonly<Record<Dtype, number>> = { float64: 1e-9, float32: 1e-5, float16: 2e-3, bfloat16: 1e-2 };

/**
 * Compares two logs of what should be one run, row by row: rows with one step, update and response belong together. The
 * first difference is the first in the order of the log, and in a row the quantity that is computed first.
 */
export function compareLogs(left: Iterable<StepBatch>, right: Iterable<StepBatch>, given?: number): Against {
  const quantities: Record<string, number> = {};
  let first: Divergence | undefined;
  let [rows, tolerance] = [0, given ?? 0];
  const others = right[Symbol.iterator]();
  for (const step of left) {
    const next = others.next();
    if (next.done === true) return { first: first ?? missing(step, 'right'), quantities, rows, tolerance };
    const other = next.value;
    tolerance = given ?? Math.max(tolerance, TOLERANCE[dtypeOfLogs([...step.rows, ...other.rows], undefined)]);
    const found = new Map(other.rows.map((row) => [rowKey(row), row]));
    if (other.step !== step.step) return { first: first ?? missing(step, 'right'), quantities, rows, tolerance };
    for (const row of step.rows) {
      rows += 1;
      const twin = found.get(rowKey(row));
      if (twin === undefined) {
        first ??= { ...missing(step, 'right'), place: placeOf(row), leftLine: row.line };
        quantities['the row itself'] = (quantities['the row itself'] ?? 0) + 1;
        continue;
      }
      for (const quantity of QUANTITIES) {
        const difference = differs(row[quantity], twin[quantity], tolerance);
        if (difference === undefined) continue;
        const name = NAMES[quantity] ?? quantity;
        quantities[name] = (quantities[name] ?? 0) + 1;
        first ??= {
          step: step.step,
          place: `${placeOf(row)}${difference.at === undefined ? '' : `, token ${difference.at}`}`,
          quantity: name,
          left: difference.left,
          right: difference.right,
          leftLine: row.line,
          rightLine: twin.line,
        };
      }
    }
    const calls = new Map(other.calls.map(({ line }) => [callKey(line), line]));
    for (const { line } of step.calls) {
      const twin = calls.get(callKey(line));
      for (const [name, value] of Object.entries(line.scalars)) {
        const difference = differs(value, twin?.scalars[name], tolerance);
        if (difference === undefined) continue;
        quantities[name] = (quantities[name] ?? 0) + 1;
        first ??= {
          ...{ step: step.step, place: `loss call ${callKey(line)}`, quantity: name },
          ...{ left: difference.left, right: difference.right, leftLine: line.line, rightLine: twin?.line ?? 0 },
        };
      }
    }
  }
  const rest = others.next();
  if (rest.done !== true) first ??= missing(rest.value, 'left');
  return { first, quantities, rows, tolerance };
}

function missing({ step }: StepBatch, side: 'left' | 'right'): Divergence {
  const [left, right] = side === 'left' ? ['missing', 'there'] : ['there', 'missing'];
  return { step, place: `step ${step}`, quantity: 'the row itself', left, right, leftLine: 0, rightLine: 0 };
}

function rowKey({ update, epoch, mini, micro, turn, trajectory }: LogRow): string {
  return [update, epoch, mini, micro, turn, trajectory].join('/');
}

function callKey({ update, epoch, mini, micro, turn }: LogCall): string {
  return [update, epoch, mini, micro, turn].map((x) => x ?? '-').join('/');
}

function placeOf({ step, update, trajectory, turn }: LogRow): string {
  return `step ${step}${update === undefined ? '' : `, update ${update}`}, ${trajectory}${turn === undefined ? '' : `, turn ${turn}`}`;
}

function differs(
  a: unknown,
  b: unknown,
  tolerance: number,
): { readonly at?: number | undefined; readonly left: string; readonly right: string } | undefined {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let j = 0; j < Math.max(a.length, b.length); j++) {
      const own = differs(a[j], b[j], tolerance);
      if (own !== undefined) return { at: j, left: own.left, right: own.right };
    }
    return undefined;
  }
  if (typeof a === 'number' && typeof b === 'number') {
    if (Object.is(a, b) || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b))) return undefined;
    return { left: String(a), right: String(b) };
  }
  if (a === b) return undefined;
  const shown = (x: unknown): string => (x === undefined ? 'missing' : JSON.stringify(x).slice(0, 60));
  return { left: shown(a), right: shown(b) };
}
