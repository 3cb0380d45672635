import type { CheckPart, CheckSettings, CheckTask, CheckVerdict } from './checkTask.js';
import { cellOf, checkTasks } from './checkTask.js';

/** One cell of the table: what is known of one guarantee in one regime, beside what is known of the reference. */
export interface CheckCell extends Omit<CheckPart, 'task'> {
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
}

/** What is known of a cell, whoever asked for it. */
export type CheckFinding = Omit<CheckPart, 'task'>;

const UNFINISHED: CheckFinding = {
  verdict: 'inconclusive',
  checked: 0,
  vacuous: 0,
  strict: 0,
  undecided: 0,
  reason: 'the run ended before this search did',
};

/** The cells of a check in canonical order, from the parts in any order; what is missing is inconclusive, never a pass. */
export function checkRunOf(
  algorithm: string,
  settings: CheckSettings,
  parts: readonly CheckPart[],
  withReference: boolean,
): CheckRun {
  const byTask = new Map(parts.map((part) => [part.task, part]));
  const tasks = checkTasks(settings, withReference);
  const cells = tasks
    .filter(({ column }) => column === 'own')
    .map(({ id, guarantee, regime }): CheckCell => {
      const found: CheckFinding = byTask.get(id) ?? UNFINISHED;
      const other = byTask.get(`reference:${cellOf({ guarantee, regime })}`);
      const reference = withReference ? { reference: other?.verdict ?? 'inconclusive' } : {};
      return { guarantee, regime, ...withoutTask(found), ...reference };
    });
  return { algorithm, settings, complete: tasks.every(({ id }) => byTask.has(id)), cells };
}

function withoutTask(part: CheckFinding): CheckFinding {
  return Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'task')) as unknown as CheckFinding;
}
