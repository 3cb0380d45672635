import {
  batchDeviation,
  gae,
  grae,
  groupDeviation,
  JOINT,
  leaveOneOut,
  POPULATION,
  REINFORCE as PLAIN_RETURN,
  reinforcePlusPlus,
  SAMPLE,
} from '../estimate/estimators.js';
import { Rational } from '../exact/rational.js';
import type { Algorithm } from './algorithm.js';
import { clippedCarry } from './carry.js';
import { clipped, exact, gradient, tokenClipped } from './surrogates.js';

/** SeeUPO (§4.1) with the clipped surrogate and exact advantages: the regime of Theorems 1 and 2. */
export const SEEUPO: Algorithm = {
  name: 'SeeUPO',
  estimator: JOINT,
  surrogate: clipped('1/5'),
  order: 'reverse',
};

/** SeeUPPO-GRAE (Algorithm 1): advantages relative to the mean of a group. */
export const SEEUPPO_GRAE: Algorithm = {
  name: 'SeeUPPO-GRAE',
  estimator: grae(2),
  surrogate: clipped('1/5'),
  order: 'reverse',
};

/** REINFORCE (Williams 1992): the return, no baseline, one gradient step for all turns. */
export const REINFORCE: Algorithm = {
  name: 'REINFORCE',
  estimator: PLAIN_RETURN,
  surrogate: gradient('1'),
  order: 'simultaneous',
};

/** RLOO (Ahmadian et al. 2024): REINFORCE with the mean of the group's other members as baseline. */
export const RLOO: Algorithm = {
  name: 'RLOO',
  estimator: leaveOneOut(2),
  surrogate: gradient('1'),
  order: 'simultaneous',
};

/** PPO (Schulman et al. 2017): GAE with an exact critic, a clipped ratio per token. */
export const PPO: Algorithm = {
  name: 'PPO',
  estimator: gae('19/20'),
  surrogate: tokenClipped('1/5'),
  order: 'simultaneous',
};

/** GRPO (Shao et al. 2024): relative to the group's mean, over its standard deviation; a clipped ratio per token. */
export const GRPO: Algorithm = {
  name: 'GRPO',
  estimator: groupDeviation(2, SAMPLE),
  surrogate: tokenClipped('1/5'),
  order: 'simultaneous',
};

/** REINFORCE++ (Hu 2025): single samples normalised over the batch; a clipped ratio per token. */
export const REINFORCE_PLUS_PLUS: Algorithm = {
  name: 'REINFORCE++',
  estimator: reinforcePlusPlus(3, POPULATION),
  surrogate: tokenClipped('1/5'),
  order: 'simultaneous',
};

/** GSPO (Zheng et al. 2025): as GRPO, with the geometric-mean ratio of the response; one gradient step. */
export const GSPO: Algorithm = {
  name: 'GSPO',
  estimator: groupDeviation(2, SAMPLE),
  surrogate: gradient('1', [1, 20]),
  order: 'simultaneous',
};

/** HAPPO's pattern (Kuba et al. 2022): turn after turn in an order drawn anew, each seeing the others' new ratios. */
export const HAPPO: Algorithm = {
  name: 'HAPPO',
  estimator: JOINT,
  surrogate: clipped('1/5'),
  order: 'random',
};

/** One zero-drift sweep: each turn takes the best action against the turns behind it (claim E1). */
export const BACKWARD_INDUCTION: Algorithm = {
  name: 'backward induction',
  estimator: JOINT,
  surrogate: exact('unrestricted'),
  order: 'reverse',
};

/**
 * What the authors' training code computes, as far as it is a function of the tabular policy: batch normalisation,
 * one gradient step a turn from ratio 1, the geometric-mean ratio, and factors of M clipped to 0.8 … 1.2. Left out:
 * the clamp of Â to ±3 (out of reach in a batch of so few samples), KL, momentum, the mix-up of rows, and, where turns
 * share a distribution, that ratios are taken over the policy just before the turn's step.
 */
export const RELEASED: Algorithm = {
  name: 'released SeeUPO',
  estimator: batchDeviation(2, 2, SAMPLE),
  surrogate: gradient('1', [1, 20]),
  order: 'reverse',
  carry: clippedCarry(Rational.of(1, 5)),
};

/** Every algorithm that has a name here. */
export const ALGORITHMS: readonly Algorithm[] = [
  SEEUPO,
  SEEUPPO_GRAE,
  REINFORCE,
  RLOO,
  PPO,
  GRPO,
  REINFORCE_PLUS_PLUS,
  GSPO,
  HAPPO,
  BACKWARD_INDUCTION,
  RELEASED,
];
