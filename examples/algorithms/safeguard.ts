import { clipped, defineAlgorithm, JOINT } from 'seeupo';

/**
 * SeeUPO with the safeguard of claim D7: the update is taken only as far as the joint-ratio surrogate vouches for it.
 * With parameters shared by all turns plain SeeUPO can lower the return; this cannot.
 */
export default defineAlgorithm({
  name: 'SeeUPO, safeguarded',
  estimator: JOINT,
  surrogate: clipped('1/5'),
  order: 'reverse',
  safeguard: { epsilon: '1/5', halvings: 10 },
});
