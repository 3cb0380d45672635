import { TooLargeError } from '../environments/environmentError.js';
import { UsageError } from './usageError.js';

/**
 * What `read` gives; where an environment is too large for it, a UsageError with the way out that the command offers:
 * the error's own ways are those of a program.
 */
export function withWayOut<T>(read: () => T, wayOut: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    throw new UsageError(`${error.fact}; ${wayOut}`, { cause: error });
  }
}
