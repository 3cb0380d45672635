/** A defect in a configuration, a checkpoint or a run: one line that says what, where, and how to fix it. */
export class NeuralError extends Error {
  override readonly name = 'NeuralError';
}

/** Numbers have overflown in an iteration, which then never happened: the state before it is sound. */
export class NotFiniteError extends NeuralError {}
