/**
 * A policy that is no family of probability distributions over the game's actions. `path` leads to the place
 * in the policy's JSON form, when it came from one.
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  constructor(
    message: string,
    readonly path: readonly (string | number)[] = [],
  ) {
    super(message);
  }
}
