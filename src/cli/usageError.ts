import { ExactError } from '../exact/exactError.js';

/** Bad use or bad input: one line that says what is wrong, where, and how to fix it. Ends the command with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * What `read` returns; a RangeError or ExactError that it throws about the user's words (an unknown step, a
 * size that is no number) becomes a UsageError, behind `where` if given. Only for functions that throw them about
 * their argument.
 */
export function asUsage<T>(read: () => T, where?: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof ExactError)) throw error;
    throw new UsageError(where === undefined ? error.message : `${where}: ${error.message}`, { cause: error });
  }
}
