import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import { sweepImproves } from './D1.js';
import { allTies, STEPS } from './sweepOf.js';
import { swept } from './witnesses.js';

const family: Family = {
  ...COMMON,
  information: { kind: 'shared', window: 0 },
  parameters: (game) => ({ step: ['ratio-box:1/5', 'clip:1/5'], order: ['reverse'], tie: allTies(game) }),
};

/** The practical algorithm's shared parameters. */
export const D6: Claim = {
  id: 'D6',
  title: 'With parameters shared by all turns, a SeeUPO sweep never lowers the expected return',
  statement:
    "J(π_{k+1}) ≥ J(π_k) for one reverse sweep of exact argmax steps (ratio box or clipped surrogate) when one distribution serves every turn and M_t carries the ratio of the policy right after turn t's own update (Eq. 8).",
  source: 'Algorithm 1 (all turns share θ)',
  regime: {
    information: 'shared',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse',
  },
  paper: 'silent',
  expected: 'refuted',
  remark:
    "Updating turn t − 1 moves turn t's policy again, after M_t was made with it; the last update is turn 1's and wins. A smaller ε does not help: the first turn's wish alone decides the direction, and it may point downhill. The smallest trees that show it have 5 nodes, and no tree has fewer: two turns that both have a choice take 4 edges.",
  family,
  witness: swept({ id: 'monotone' }),
  check: (instance) => sweepImproves(instance),
  variants: [
    {
      id: 'own-parameters',
      title: 'Every history has a distribution of its own (D1)',
      expected: 'holds',
      drops: 'full information',
      family: { ...family, information: { kind: 'full' } },
      check: (instance) => sweepImproves(instance),
    },
    {
      id: 'shared-within-a-turn',
      title: 'One distribution serves the histories of one turn, and turns are updated one after the other',
      expected: 'holds',
      drops: 'a distribution serves one turn only',
      family: {
        ...family,
        information: { kind: 'truncated', window: 0 },
        parameters: (game) => ({ step: STEPS, order: ['reverse', 'forward'], tie: allTies(game) }),
      },
      check: (instance) => sweepImproves(instance),
    },
  ],
};
