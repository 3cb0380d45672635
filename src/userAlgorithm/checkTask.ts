import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { GUARANTEES } from '../guarantees/guarantees.js';
import type { Corpus } from '../search/corpus.js';
import type { Counts } from '../search/tally.js';
import type { GuaranteeVerdict } from '../search/verdict.js';
import type { CheckCounterexample } from './checkCounterexample.js';
import type { GivenGame } from './givenGames.js';
import type { WorkedOn } from './heartbeat.js';
import type { FailureKind } from './stepFailure.js';

/** Everything that the results of a check depend on, besides the algorithm. */
export interface CheckSettings {
  readonly seed: number;
  /** Random instances a guarantee and regime. */
  readonly runs: number;
  readonly information: readonly GuaranteeRegime['information'][];
  readonly guarantees: readonly string[];
  /** Games of the user's, which are looked at first. */
  readonly games?: readonly GivenGame[];
  /** A corpus of the user's, which is tried before that of the package. */
  readonly corpus?: Corpus;
}

/** Where the algorithm comes from: a file of the user's, or a name of the library. */
export type AlgorithmSource = { readonly file: string } | { readonly named: string };

/** The regime of a task: what the policy sees, and games of one turn or of several. */
export interface CheckRegime {
  readonly information: GuaranteeRegime['information'];
  readonly turns: GuaranteeRegime['turns'];
}

/**
 * Some guarantees in one regime, for the algorithm that is checked or for the reference beside it. They share every
 * iteration, so they are examined together.
 */
export interface CheckTask {
  readonly column: 'own' | 'reference';
  readonly guarantees: readonly string[];
  readonly regime: CheckRegime;
}

/** How far the iteration gets under full information, for the algorithm that is checked or the reference: measured. */
export interface MeasureTask {
  readonly column: CheckTask['column'];
  readonly measure: 'gets-there';
}

/** `failed`: the algorithm's step went wrong, so that nothing can be said. */
export type CheckVerdict = GuaranteeVerdict | 'failed';

/** What went wrong in a step, and on what. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  /** Absent where the game is too large to tell, or no game was being worked on. */
  readonly on?: WorkedOn;
}

/** What is known of one guarantee in one regime. */
export interface CheckPart extends Counts {
  /** "own:monotone/full/multi"; unique in a check. */
  readonly cell: string;
  readonly verdict: CheckVerdict;
  /** With the tie rule "stay". */
  readonly counterexample?: CheckCounterexample;
  /** Other tie rules that break it, each with a counterexample. */
  readonly ties?: readonly CheckTie[];
  readonly failure?: Failure;
  /** Why it is no "holds", or does not apply to the algorithm, in words. */
  readonly reason?: string;
}

/** A tie rule with which a guarantee breaks that holds where ties stay. */
export interface CheckTie {
  readonly tie: string;
  readonly counterexample: CheckCounterexample;
}

/** The regimes of the given information structures: with full information single turns apart, since claims differ there. */
export function regimesOf(information: CheckSettings['information']): CheckRegime[] {
  return information.flatMap((kind): CheckRegime[] =>
    kind === 'full'
      ? [
          { information: kind, turns: 'multi' },
          { information: kind, turns: 'single' },
        ]
      : [{ information: kind, turns: 'multi' }],
  );
}

/** What names a cell of the table. */
export interface CheckCellName {
  readonly guarantee: string;
  readonly regime: CheckRegime;
}

/** "monotone/full/multi": one cell of the table. */
export function cellOf({ guarantee, regime }: CheckCellName): string {
  return `${guarantee}/${regime.information}/${regime.turns}`;
}

/** The name of a part: whose it is, and which cell of the table. */
export function partOf(column: CheckTask['column'], cell: CheckCellName): string {
  return `${column}:${cellOf(cell)}`;
}

/** What is measured beside a check of all guarantees: under full information, where the greatest J is known. */
export function measureTasks(settings: CheckSettings, withReference: boolean): MeasureTask[] {
  if (!settings.information.includes('full') || settings.guarantees.length < GUARANTEES.length) return [];
  return (withReference ? (['own', 'reference'] as const) : (['own'] as const)).map((column) => ({
    column,
    measure: 'gets-there',
  }));
}

/** All tasks of a check in order: the algorithm's own first, then the reference's if one stands beside it. */
export function checkTasks(settings: CheckSettings, withReference: boolean): CheckTask[] {
  const columns = withReference ? (['own', 'reference'] as const) : (['own'] as const);
  const wanted = GUARANTEES.filter(({ id }) => settings.guarantees.includes(id));
  // Those that need iterations of their own are a task apart, so that two threads have something to do.
  const groups = [wanted.filter(({ seldom }) => seldom !== true), wanted.filter(({ seldom }) => seldom === true)];
  return columns.flatMap((column) =>
    regimesOf(settings.information).flatMap((regime) =>
      groups
        .filter((group) => group.length > 0)
        .map((group) => ({ column, guarantees: group.map(({ id }) => id), regime })),
    ),
  );
}
