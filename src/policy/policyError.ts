/** A policy that is no family of probability distributions over the game's actions. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}
