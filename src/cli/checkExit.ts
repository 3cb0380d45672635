import { isBreak, UNCHECKED } from '../certify/confirm.js';
import type { Change } from '../userAlgorithm/baseline.js';
import type { CheckCell, CheckRun } from '../userAlgorithm/checkRun.js';
import type { CheckRegime } from '../userAlgorithm/checkTask.js';
import type { GivenOutcome } from '../userAlgorithm/givenGames.js';
import { regimeTitle } from './checkRegimeText.js';
import type { Requirement } from './checkSettings.js';
import { verdictText } from './checkText.js';
import { EXIT, type ExitCode } from './exitCode.js';

/**
 * The exit code of a check: `badUse` when the step failed; `failed` when a verdict got worse or a required guarantee
 * breaks; `inconclusive` when the check was cut short, a verdict is open or inconclusive, or a guarantee that was asked
 * for by name (`required`) cannot be examined; else `fine`. Where guarantees are required, only these are judged.
 */
export function exitOfCheck(run: CheckRun, changes: readonly Change[], required: readonly Requirement[]): ExitCode {
  if (run.cells.some(({ verdict }) => verdict === 'failed')) return EXIT.badUse;
  const cells = requiredCells(run, required);
  if (changes.some(({ change }) => change === 'worse') || cells.some(({ verdict }) => isBreak(verdict))) {
    return EXIT.failed;
  }
  const isKnown =
    required.length > 0
      ? cells.every(({ verdict }) => verdict === 'holds')
      : run.cells.every(({ verdict }) => verdict !== 'open' && verdict !== 'inconclusive');
  return run.complete && isKnown ? EXIT.fine : EXIT.inconclusive;
}

/** One line for each required guarantee that does not hold. */
export function unmet(run: CheckRun, required: readonly Requirement[]): string[] {
  return requiredCells(run, required)
    .filter(({ verdict }) => verdict !== 'holds')
    .map((cell) => `Required: ${cell.guarantee} (${regimeTitle(cell.regime)}): ${verdictText(cell)}`);
}

/** The cells that requirements speak of, without those to which the guarantee itself does not apply. */
function requiredCells({ cells }: CheckRun, required: readonly Requirement[]): CheckCell[] {
  return cells.filter(
    ({ guarantee, regime, verdict, reason }) =>
      (verdict !== 'not applicable' || reason !== undefined) && isRequired(required, guarantee, regime),
  );
}

function isRequired(required: readonly Requirement[], guarantee: string, { information }: CheckRegime): boolean {
  return required.some((wish) => wish.guarantee === guarantee && (wish.information ?? information) === information);
}

/**
 * The exit code of a look at given games: `badUse` where the step fails; `failed` where what is required breaks with ties
 * that stay; `inconclusive` where a game is undecided; else `fine`. Where guarantees are required, only these are judged.
 */
export function exitOfGames(given: readonly GivenOutcome[], required: readonly Requirement[]): ExitCode {
  if (given.some(({ outcome }) => outcome === 'failed')) return EXIT.badUse;
  const ofRequired = given.filter(({ guarantee, regime }) => isRequired(required, guarantee, regime));
  const isBroken = ofRequired.some(
    ({ outcome, tie = 'stay' }) => (outcome === 'breaks' || outcome === UNCHECKED) && tie === 'stay',
  );
  if (isBroken) return EXIT.failed;
  const judged = required.length === 0 ? given : ofRequired;
  return judged.some(({ outcome }) => outcome === 'undecided') ? EXIT.inconclusive : EXIT.fine;
}
