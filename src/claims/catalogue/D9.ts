import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import { downhillByLength, type FirstStep, firstOrderChange } from './lengthNormalised.js';

const GRADIENT: FirstStep = { metric: 'softmax', advantage: 'joint' };
const NATURAL: FirstStep = { metric: 'natural', advantage: 'joint' };

/** One turn, three responses. */
const family: Family = {
  ...COMMON,
  turns: 1,
  actions: [3, 3],
  chance: false,
  earlyEnds: false,
  tiny: { ...COMMON.tiny, turns: [1] },
  parameters: () => ({ lengths: ['1000,1,1000', '100,1,1', '1000,1,1'] }),
};

/** Two turns and two responses, of lengths that hardly differ. */
const multiTurn: Family = {
  ...COMMON,
  turns: 2,
  actions: [2, 2],
  parameters: () => ({ lengths: ['2,1', '1000,1', '1000,1000;1000,1'] }),
};

/** GSPO's exponent. */
export const D9: Claim = {
  id: 'D9',
  title: 'With the length-normalised sequence ratio the exact gradient step does not point downhill',
  statement:
    'The derivative of J at π_k along the gradient, in softmax logits, of E_{π_k}[ρ^(1/L)·Â] is not negative, L being the length of the response.',
  source: 'the sequence ratio "computed as in GSPO" (§4.2); this project: the check',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'one gradient step, first order',
    support: 'full',
    discount: 'γ = 1',
    order: 'simultaneous',
  },
  paper: 'silent',
  expected: 'refuted',
  remark:
    "In the logits the update is π_a·(A_a/L_a − Σ_b π_b·A_b/L_b), the gradient π_a·A_a. With two responses their product is never negative. With n ≥ 3 it can be, most easily when π_k is nearly certain of one response: in the limit exactly when (Σ L)·(Σ 1/L) > (n + 1)² over the other n − 1. So for three responses lengths in a ratio beyond 7 + 4·√3 ≈ 13.93 suffice, for four 5 + 2·√6 ≈ 9.90 (a numerical search over π_k found nothing smaller), and with many responses any ratio above 1: 1 and 2 tokens do from 35 responses on. Over several turns two responses and any two different lengths suffice, and then the natural gradient fails as well: GRAE's offset V(h) − V(s0) no longer cancels once it is divided by lengths that depend on the action.",
  family,
  witness: downhillByLength(GRADIENT),
  check: (instance) => firstOrderChange(instance, GRADIENT),
  variants: [
    {
      id: 'equal-lengths',
      title: 'All responses are equally long',
      expected: 'holds',
      drops: 'different lengths',
      family: { ...multiTurn, turns: 3, actions: [2, 3], parameters: () => ({ lengths: ['1', '7'] }) },
      check: (instance) => firstOrderChange(instance, GRADIENT),
    },
    {
      id: 'two-responses',
      title: 'There are only two responses, in one turn',
      expected: 'holds',
      drops: 'a third response',
      family: { ...multiTurn, turns: 1, tiny: { ...multiTurn.tiny, turns: [1] } },
      check: (instance) => firstOrderChange(instance, GRADIENT),
    },
    {
      id: 'natural-gradient',
      title: 'The step is a natural-gradient (KL) step, in one turn: then it is E_π[A²/L]',
      expected: 'holds',
      drops: 'the plain gradient on logits',
      check: (instance) => firstOrderChange(instance, NATURAL),
    },
    {
      id: 'multi-turn',
      title: 'With two responses it does not point downhill over two turns either',
      expected: 'refuted',
      drops: 'one turn',
      family: multiTurn,
      witness: downhillByLength(GRADIENT),
      check: (instance) => firstOrderChange(instance, GRADIENT),
    },
    {
      id: 'natural-gradient-multi-turn',
      title: 'A natural-gradient (KL) step does not point downhill with two turns either',
      expected: 'refuted',
      drops: 'one turn',
      family: multiTurn,
      witness: downhillByLength(NATURAL),
      check: (instance) => firstOrderChange(instance, NATURAL),
    },
    {
      id: 'natural-gradient-local-advantage',
      title: "With two turns it does not where the history's own advantage takes the place of GRAE's",
      expected: 'holds',
      drops: 'the offset V(h) − V(s0) of GRAE',
      family: multiTurn,
      check: (instance) => firstOrderChange(instance, { metric: 'natural', advantage: 'local' }),
    },
  ],
};
