/** "Holds" is said only where the premise occurred on at least this share of the instances … */
const PREMISE_SHARE = 0.1;
/** … and on at least so many … */
export const PREMISE_COUNT = 100;
/** … and where at most this share of them is undecided. */
const UNDECIDED_SHARE = 0.01;

/** What was found on instances without a violation. */
export interface Worth {
  readonly checked: number;
  /** Of these: a hypothesis was false. */
  readonly vacuous: number;
  /** Of these: enclosures did not decide. */
  readonly undecided: number;
}

/** Why instances without a counterexample are not worth the word "holds"; undefined where they are. */
export function whyTooLittle({ checked, vacuous, undecided }: Worth): string | undefined {
  const premise = checked - vacuous;
  if (premise < PREMISE_COUNT || premise < PREMISE_SHARE * checked) {
    return `its premise occurred on ${premise} of ${checked} instances only`;
  }
  return undecided > UNDECIDED_SHARE * checked ? `${undecided} of ${checked} instances are undecided` : undefined;
}
