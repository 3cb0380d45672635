import { clipped, defineAlgorithm, JOINT } from 'seeupo';

/**
 * SeeUPO with an asymmetric clip range: ratios may rise to 1 + 7/25, but fall to 1 − 1/5 only ("clip-higher").
 * The residual of any clip range is a valid drift, so nothing is lost.
 */
export default defineAlgorithm({
  name: 'SeeUPO, clip-higher',
  estimator: JOINT,
  surrogate: clipped('1/5', '7/25'),
  order: 'reverse',
});
