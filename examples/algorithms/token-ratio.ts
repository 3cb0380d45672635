import { defineAlgorithm, JOINT, tokenClipped } from 'seeupo';

/**
 * SeeUPO with a clipped ratio per token, not per response. The tokens of a response are then updated all at once, so
 * that the result depends on how a response is spelled.
 */
export default defineAlgorithm({
  name: 'SeeUPO, token-level ratio',
  estimator: JOINT,
  surrogate: tokenClipped('1/5'),
  order: 'reverse',
});
