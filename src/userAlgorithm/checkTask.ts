import type { ExaminedVerdict } from '../guarantees/examine.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { GUARANTEES } from '../guarantees/guarantees.js';
import type { CheckCounterexample } from './checkCounterexample.js';
import type { WorkedOn } from './heartbeat.js';
import type { FailureKind } from './stepFailure.js';

/** Everything that the results of a check depend on, besides the algorithm. */
export interface CheckSettings {
  readonly seed: number;
  /** Random instances a guarantee and regime. */
  readonly runs: number;
  readonly information: readonly GuaranteeRegime['information'][];
  readonly guarantees: readonly string[];
}

/** Where the algorithm comes from: a file of the user's, or a name of the library. */
export type AlgorithmSource = { readonly file: string } | { readonly named: string };

/** The regime of a task: what the policy sees, and games of one turn or of several. */
export interface CheckRegime {
  readonly information: GuaranteeRegime['information'];
  readonly turns: GuaranteeRegime['turns'];
}

/** One guarantee in one regime, for the algorithm that is checked or for the reference beside it. */
export interface CheckTask {
  /** "own:monotone/full/multi"; unique in a check. */
  readonly id: string;
  readonly column: 'own' | 'reference';
  readonly guarantee: string;
  readonly regime: CheckRegime;
}

/** `failed`: the algorithm's step went wrong, so that nothing can be said. */
export type CheckVerdict = ExaminedVerdict | 'failed';

/** What went wrong in a step, and on what. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  /** Absent where the game is too large to tell, or no game was being worked on. */
  readonly on?: WorkedOn;
}

/** What one task found. */
export interface CheckPart {
  readonly task: string;
  readonly verdict: CheckVerdict;
  readonly checked: number;
  readonly vacuous: number;
  readonly strict: number;
  readonly undecided: number;
  readonly counterexample?: CheckCounterexample;
  readonly failure?: Failure;
  /** Why the guarantee does not apply to the algorithm, in words. */
  readonly reason?: string;
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

/** "monotone/full/multi": one cell of the table. */
export function cellOf({ guarantee, regime }: Pick<CheckTask, 'guarantee' | 'regime'>): string {
  return `${guarantee}/${regime.information}/${regime.turns}`;
}

/** All tasks of a check in order: the algorithm's own first, then the reference's if one stands beside it. */
export function checkTasks(settings: CheckSettings, withReference: boolean): CheckTask[] {
  const columns = withReference ? (['own', 'reference'] as const) : (['own'] as const);
  return columns.flatMap((column) =>
    regimesOf(settings.information).flatMap((regime) =>
      GUARANTEES.filter(({ id }) => settings.guarantees.includes(id)).map(({ id: guarantee }) => ({
        id: `${column}:${cellOf({ guarantee, regime })}`,
        column,
        guarantee,
        regime,
      })),
    ),
  );
}
