import type { ReturnAdvantage } from '../neural/algorithm/advantageRule.js';
import type { Algorithm, Carry, Update } from '../neural/algorithm/algorithm.js';
import { BridgeError } from './bridgeError.js';

/** The algorithms whose every number is rational. */
export interface SupportedAlgorithm extends Algorithm {
  readonly advantage: ReturnAdvantage & { readonly normalisation: { readonly kind: 'none' } };
  readonly update: Extract<Update, { ratio: 'joint' | 'geometric-mean' }> & { readonly ratio: 'joint' };
  readonly turns: 'reverse' | 'forward' | 'simultaneous';
  readonly carry: Exclude<Carry, { kind: 'ratio' }> | { readonly kind: 'ratio'; readonly ratio: 'joint' };
  readonly ratioOver: 'iteration-start';
  readonly missingTurns: 'none';
}

/**
 * `algorithm`, if exact rationals can tell all that it computes: SeeUPPO-GRAE and its relatives with joint ratios
 * over π_θk, in a fixed order. Throws BridgeError, with the reason, for others: standard deviations and geometric
 * means are roots, and a random order is not known beforehand.
 */
export function supported(algorithm: Algorithm): SupportedAlgorithm {
  const { advantage, update, turns, carry, ratioOver, missingTurns, kl } = algorithm;
  const fail = (what: string): never => {
    throw new BridgeError(
      `the exact cross-check knows no ${what}; it covers SeeUPPO-GRAE and its joint-ratio variants`,
    );
  };
  if (advantage.kind !== 'return') fail('learned critic');
  if (advantage.normalisation.kind !== 'none') fail(`"${advantage.normalisation.kind}", an irrational scale`);
  if (update.kind !== 'clip' || update.ratio !== 'joint') {
    fail(update.kind === 'clip' ? `ratio "${update.ratio}"` : `update "${update.kind}"`);
  } else if (update.dual !== undefined) fail('dual clip');
  if (turns === 'random') fail('random order');
  if (carry.kind === 'ratio' && (carry.ratio !== 'joint' || carry.clip !== undefined)) fail('clipped or averaged M_t');
  if (ratioOver !== 'iteration-start') fail('ratio over the policy before each turn');
  if (missingTurns !== 'none') fail('copies of missing turns');
  if (kl !== undefined) fail('KL penalty');
  return algorithm as SupportedAlgorithm;
}
