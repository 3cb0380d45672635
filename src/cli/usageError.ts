/** Bad use or bad input: one line that says what is wrong, where, and how to fix it. Ends the command with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * What `read` returns; a RangeError that it throws about the user's words (an unknown step, an unknown claim)
 * becomes a UsageError, behind `where` if given. Only for functions whose RangeErrors are about their argument.
 */
export function asUsage<T>(read: () => T, where?: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(where === undefined ? error.message : `${where}: ${error.message}`, { cause: error });
  }
}
