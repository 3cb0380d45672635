import { Rational } from '../exact/rational.js';
import type { Question } from '../neural/rollout/policyFunction.js';
import { BridgeError } from './bridgeError.js';

/** What a network says of the next token at one place, as exact numbers. */
export interface TokenDistribution {
  /** The mask, ascending. */
  readonly legal: readonly number[];
  /** Per token of the mask; they sum to exactly 1. */
  readonly probability: readonly Rational[];
  /** |1 − Σ p| before they were made to: what float32 rounding had left. */
  readonly rounding: Rational;
}

/** The furthest from 1 that float32 probabilities may sum to: rounding is a thousand times smaller. */
const FURTHEST = Rational.of(1, 10_000);

/**
 * The float32 probabilities of one place as rationals: each float is a dyadic number, taken exactly, and divided by
 * the exact sum over the mask. Nothing else happens to them, so this is the very policy that the sampler draws from.
 * Throws BridgeError where they are no distribution: not finite, negative, mass outside the mask, or a sum far from 1.
 */
export function tokenDistribution({ tokens, legal }: Question, floats: Float32Array): TokenDistribution {
  const fail = (what: string): never => {
    throw new BridgeError(`after the tokens [${tokens.join()}] the network's probabilities ${what}`);
  };
  const allowed = new Set(legal);
  floats.forEach((p, token) => {
    if (!Number.isFinite(p) || p < 0) fail(`contain ${p}, for token ${token}`);
    if (p !== 0 && !allowed.has(token)) fail(`give the illegal token ${token} the mass ${p}: is the mask out of step?`);
  });
  const exact = legal.map((token) => Rational.fromDouble(floats[token]));
  const total = Rational.sum(exact);
  const rounding = total.sub(Rational.ONE).abs();
  if (rounding.gt(FURTHEST)) fail(`sum to ${total.toDouble()}`);
  return { legal, probability: exact.map((p) => p.div(total)), rounding };
}
