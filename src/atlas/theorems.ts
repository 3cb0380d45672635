import { proofOf, type ProofRecord } from '../claims/proofRecord.js';
import type { ColumnId } from './columns.js';
import type { Row } from './row.js';
import { type UpdateKind, updateOf } from './updates.js';

/** A machine-checked theorem that covers whole cells of the atlas, and why. */
export interface CoveringTheorem {
  /** The catalogue's claim, and the theorem among those that the proof record has for it. */
  readonly claim: string;
  readonly theorem: string;
  readonly columns: readonly ColumnId[];
  readonly covers: (row: Row) => boolean;
  /** With what its variables are filled in so that it speaks of the row, in a sentence. */
  readonly by: string;
}

const ARGMAX: readonly UpdateKind[] = ['clip-token', 'clip-turn', 'kl', 'euclidean', 'unrestricted'];

const isArgmax = ({ update, information }: Row): boolean =>
  information === 'full' && ARGMAX.includes(updateOf(update).kind);

/** Is E[M | h, a] = s·Q(h, a) + c(h), with s > 0 and Q of the policy in force at the later turns, whatever the order? */
const carriesValues = ({ advantage }: Row): boolean => /^(joint|grae|loo)(:|$)/.test(advantage);

/** The same where no turn is updated after a later one, so that nothing is carried. */
const hasOldValues = (row: Row): boolean => carriesValues(row) || row.advantage.startsWith('gae:');

const nothingCarried = ({ order }: Row): boolean => order === 'forward' || order === 'simultaneous';

const DRIFT =
  'the drift is that of the update (for a clipped ratio the mean clip residual; over s, where GRAE shrinks M by s = 1 − 1/G), the neighbourhood all distributions within the support; M has the mean s·Q(h, a) up to a number of the history';

const GAE = '; TD errors after the first have mean zero with the exact critic';

/**
 * The theorems that cover cells exactly: every hypothesis holds on all instances of the row by linearity of expectation,
 * as `by` says. A combination of theorems that no theorem states as one is not here.
 */
export const COVERING: readonly CoveringTheorem[] = [
  {
    claim: 'D1',
    theorem: 'D1_reverse_sweep_improves',
    columns: ['monotone'],
    covers: (row) => isArgmax(row) && carriesValues(row) && row.order === 'reverse',
    by: DRIFT,
  },
  {
    claim: 'D1',
    theorem: 'D1_forward_sweep_improves',
    columns: ['monotone'],
    covers: (row) => isArgmax(row) && hasOldValues(row) && nothingCarried(row),
    by: DRIFT + GAE,
  },
  {
    claim: 'D2',
    theorem: 'D2_reverse_no_history_loses',
    columns: ['monotone-everywhere'],
    covers: (row) => isArgmax(row) && carriesValues(row) && row.order === 'reverse',
    by: DRIFT,
  },
  {
    claim: 'D2',
    theorem: 'D2_forward_no_history_loses',
    columns: ['monotone-everywhere'],
    covers: (row) => isArgmax(row) && hasOldValues(row) && nothingCarried(row),
    by: DRIFT + GAE,
  },
  {
    claim: 'D1',
    theorem: 'D1_any_order_improves',
    columns: ['monotone', 'monotone-everywhere'],
    covers: (row) => isArgmax(row) && carriesValues(row) && row.order === 'random',
    by: `each turn is a stage; ${DRIFT}`,
  },
  {
    claim: 'D10',
    theorem: 'D10_expected_return',
    columns: ['monotone'],
    covers: isExactGradient,
    by: `the step at a history is the size times the probability of reaching it (times 1 − 1/G for GRAE)${GAE}`,
  },
  {
    claim: 'D10',
    theorem: 'D10_gradient_step_improves',
    columns: ['monotone-everywhere'],
    covers: isExactGradient,
    by: `the step at a history is the size times the probability of reaching it (times 1 − 1/G for GRAE)${GAE}`,
  },
  {
    claim: 'E1',
    theorem: 'E1_one_reverse_sweep_reaches_optimum',
    columns: ['one-sweep'],
    covers: (row) =>
      updateOf(row.update).kind === 'unrestricted' &&
      row.information === 'full' &&
      carriesValues(row) &&
      row.order === 'reverse',
    by: 'M has the mean s·Q(h, a) up to a number of the history, with s > 0, so that the best actions are the same',
  },
  {
    claim: 'E6',
    theorem: 'E6_reverse_rate_optimum',
    columns: ['rests'],
    covers: (row) =>
      updateOf(row.update).kind === 'kl' && row.information === 'full' && carriesValues(row) && row.order === 'reverse',
    by: 'the bound λ/K (λ over s, where GRAE shrinks M by s = 1 − 1/G) tends to 0, so that J tends to J* and rests nowhere below it',
  },
];

function isExactGradient(row: Row): boolean {
  return (
    updateOf(row.update).kind === 'gradient' &&
    row.information === 'full' &&
    row.order === 'simultaneous' &&
    hasOldValues(row)
  );
}

/**
 * The theorem that covers this row in this column, if the proof record confirms it as it is now: a theorem that the
 * gate does not know (or no longer, since proof files changed) covers nothing.
 */
export function coveringTheorem(row: Row, column: ColumnId, record?: ProofRecord): CoveringTheorem | undefined {
  return COVERING.find(({ claim, theorem, columns, covers }) => {
    if (!columns.includes(column) || !covers(row)) return false;
    const proof = record === undefined ? proofOf(claim) : proofOf(claim, record);
    return proof !== undefined && !proof.stale && proof.theorems.includes(theorem);
  });
}
