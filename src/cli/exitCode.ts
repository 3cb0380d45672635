/** What the process answers with. */
export const EXIT = {
  /** All is as expected. */
  fine: 0,
  /** A claim or check failed. */
  failed: 1,
  /** Bad use or bad input. */
  badUse: 2,
  /** The budget was spent before the answer was there. */
  inconclusive: 3,
  /** A defect of this program (EX_SOFTWARE of sysexits.h). */
  internal: 70,
} as const;

/** One of the exit codes of `EXIT`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** How a command hands its exit code to the one place that exits. */
export type Finish = (code: ExitCode) => void;
