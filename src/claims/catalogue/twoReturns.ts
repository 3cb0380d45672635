import { NodeKind } from '../../game/game.js';
import type { Check } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import { VACUOUS } from '../outcome.js';

/** Games in which it often happens that paths end with one of two rewards only. */
export const FEW_REWARDS: Family = { ...COMMON, turns: 2, rewards: [0, 1] };

/** The check on games with two different rewards at most, such as a verifier gives that says right or wrong. */
export function withTwoReturns(check: Check): Check {
  return (instance) => {
    const { kind, reward } = instance.game;
    const rewards = new Set(reward.filter((_, i) => kind[i] === NodeKind.terminal).map(String));
    return rewards.size <= 2 ? check(instance) : VACUOUS;
  };
}
