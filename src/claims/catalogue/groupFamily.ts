import { COMMON, type Family } from '../generate/family.js';

/** Games of up to two turns, small enough that expectations over groups of up to four paths are quick. */
export const GROUPS: Family = {
  ...COMMON,
  turns: 2,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'any' },
  parameters: () => ({ groupSize: ['2', '3', '4'] }),
};

/** Bandits with two arms, each with a random reward or a fixed one, perhaps behind a context. */
export const TWO_ARMS: Family = {
  ...COMMON,
  turns: 1,
  actions: [2, 2],
  earlyEnds: false,
  tiny: { ...COMMON.tiny, turns: [1] },
};
