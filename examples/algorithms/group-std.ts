import { clipped, defineAlgorithm, groupDeviation, SAMPLE } from 'seeupo';

/**
 * SeeUPPO-GRAE, but each advantage is divided by the standard deviation of its own group, as GRPO does it.
 * The division weighs rare large rewards less than frequent small ones, so the update can lower the return.
 */
export default defineAlgorithm({
  name: 'SeeUPPO with group standard deviation',
  estimator: groupDeviation(2, SAMPLE),
  surrogate: clipped('1/5'),
  order: 'reverse',
});
