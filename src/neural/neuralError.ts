/** A defect in a configuration, a checkpoint or a run: one line that says what, where, and how to fix it. */
export class NeuralError extends Error {
  override readonly name = 'NeuralError';
}
