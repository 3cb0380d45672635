/** Rules that are not an environment, or a use that an environment does not allow: one line that says what and where. */
export class EnvironmentError extends Error {
  override readonly name: string = 'EnvironmentError';
}

/** An environment whose game is larger than a limit; the message is `fact` and the ways `out`, joined by "; ". */
export class TooLargeError extends EnvironmentError {
  override readonly name = 'TooLargeError';

  constructor(
    /** What is too large, and the limit: for whoever has other ways out to name. */
    readonly fact: string,
    out: string,
    /** The number of nodes or edges that was exceeded. */
    readonly limit: number,
  ) {
    super(`${fact}; ${out}`);
  }
}
