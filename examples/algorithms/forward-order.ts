import { defineAlgorithm, exact, JOINT } from 'seeupo';

/**
 * Unrestricted steps against exact advantages, but the first turn goes first. In reverse order one iteration is
 * enough for the optimum (claim E1); the first turn cannot know here what the later ones are about to become.
 */
export default defineAlgorithm({
  name: 'forward order',
  estimator: JOINT,
  surrogate: exact('unrestricted'),
  order: 'forward',
});
