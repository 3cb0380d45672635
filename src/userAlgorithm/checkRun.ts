import type { CheckPart, CheckSettings, CheckTask, CheckVerdict } from './checkTask.js';
import { cellOf, checkTasks, measureTasks, partOf, regimesOf } from './checkTask.js';
import type { Measured } from '../search/getsThere.js';
import { GUARANTEES } from '../guarantees/guarantees.js';

/** One cell of the table: what is known of one guarantee in one regime, beside what is known of the reference. */
export interface CheckCell extends Omit<CheckPart, 'cell'> {
  readonly guarantee: string;
  readonly regime: CheckTask['regime'];
  /** SeeUPO's verdict; absent where SeeUPO is what is checked. */
  readonly reference?: CheckVerdict;
}

/** A check, complete or not. */
export interface CheckRun {
  readonly algorithm: string;
  readonly settings: CheckSettings;
  readonly complete: boolean;
  readonly cells: readonly CheckCell[];
  /** How far the iterations get under full information, where that was measured; null: every run is undecided. */
  readonly getsThere: GetsThere;
}

/** What was measured of the algorithm and of the reference. */
export type GetsThere = Partial<Record<CheckTask['column'], Measured | null>>;

/** What is known of a cell, whoever asked for it. */
export type CheckFinding = Omit<CheckPart, 'cell'>;

const UNFINISHED: CheckFinding = {
  verdict: 'inconclusive',
  checked: 0,
  vacuous: 0,
  strict: 0,
  undecided: 0,
  refused: 0,
  reason: 'the run ended before this search did',
};

/** The cells of a check in canonical order, from the parts in any order; what is missing is inconclusive, never a pass. */
export function checkRunOf(
  algorithm: string,
  settings: CheckSettings,
  parts: readonly CheckPart[],
  withReference: boolean,
  getsThere: GetsThere = {},
): CheckRun {
  const byCell = new Map(parts.map((part) => [part.cell, part]));
  const names = checkTasks(settings, withReference).flatMap(({ column, guarantees, regime }) =>
    guarantees.map((guarantee) => ({ column, guarantee, regime })),
  );
  const order = GUARANTEES.map(({ id }) => id);
  const cells = names
    .filter(({ column }) => column === 'own')
    .map(({ guarantee, regime }): CheckCell => {
      const found: CheckFinding = byCell.get(partOf('own', { guarantee, regime })) ?? UNFINISHED;
      const other = byCell.get(partOf('reference', { guarantee, regime }));
      const reference = withReference ? { reference: other?.verdict ?? 'inconclusive' } : {};
      return { guarantee, regime, ...withoutCell(found), ...reference };
    });
  const sorted = regimesOf(settings.information).flatMap((regime) =>
    cells
      .filter((cell) => cellOf({ guarantee: '', regime }) === cellOf({ guarantee: '', regime: cell.regime }))
      .sort((a, b) => order.indexOf(a.guarantee) - order.indexOf(b.guarantee)),
  );
  const complete =
    names.every((name) => byCell.has(partOf(name.column, name))) &&
    measureTasks(settings, withReference).every(({ column }) => getsThere[column] !== undefined);
  const { own, reference } = getsThere;
  const measured = { ...(own === undefined ? {} : { own }), ...(reference === undefined ? {} : { reference }) };
  return { algorithm, settings, complete, cells: sorted, getsThere: measured };
}

function withoutCell(part: CheckFinding): CheckFinding {
  return Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'cell')) as unknown as CheckFinding;
}
