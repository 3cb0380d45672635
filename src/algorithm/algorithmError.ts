/** An algorithm that is not defined on a game, or whose step cannot be computed exactly there. */
export class AlgorithmError extends Error {
  override readonly name = 'AlgorithmError';
}
