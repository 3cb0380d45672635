import { EnvironmentError } from '../environments/environmentError.js';
import { EngineError } from '../neural/engine/engineError.js';
import { NeuralError } from '../neural/neuralError.js';
import { UsageError } from './usageError.js';

/** What `action` resolves with; the errors of the neural road are about its input, hence become UsageErrors. */
export async function asNeuralInput<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const kinds = [NeuralError, EnvironmentError, EngineError];
    if (!(error instanceof Error) || !kinds.some((kind) => error instanceof kind)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}
