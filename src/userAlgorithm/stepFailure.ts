import type { Policy } from '../policy/policy.js';

/** How a step can go wrong. */
export type FailureKind = 'threw' | 'no policy' | 'not deterministic' | 'too slow' | 'ended';

/** A user's step went wrong on a policy: what, and on which game. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  constructor(
    readonly kind: FailureKind,
    message: string,
    /** The policy it was given, with its game. */
    readonly policy: Policy,
  ) {
    super(message);
  }
}

/** A step's result that is no policy; the message names the node. */
export class NoPolicyError extends Error {
  override readonly name = 'NoPolicyError';
}
