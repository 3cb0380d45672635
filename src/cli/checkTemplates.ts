/** The files that `seeupo check --init` writes, by name: an algorithm from parts, and a step of one's own. */
export const TEMPLATES: Readonly<Record<string, string>> = {
  'my-algorithm.ts': `import { clipped, defineAlgorithm, grae } from 'seeupo';

// Check it with: npx seeupo check my-algorithm.ts
// In CI, fail when a verdict gets worse: npx seeupo check my-algorithm.ts --baseline my-algorithm.baseline.json
export default defineAlgorithm({
  name: 'my algorithm',
  // What a sample's score is multiplied by: JOINT, EXACT, grae(G), leaveOneOut(G), groupDeviation(G),
  // batchDeviation(G, B), reinforcePlusPlus(B), gae('19/20').
  estimator: grae(2),
  // What each turn maximises or climbs: clipped(ε) or clipped(low, high), tokenClipped(ε), jointClipped(ε), kl(λ),
  // exact('euclidean:1'), exact('ratio-box:1/5'), gradient(size). Sizes are exact text.
  surrogate: clipped('1/5'),
  // reverse, forward, simultaneous, random, or a permutation of the turns such as [2, 1, 3].
  order: 'reverse',
});
`,
  'my-step.ts': `import { defineStep, distributionAt, optimalPolicy, Rational, type Game, type Policy } from 'seeupo';

// Any function of a game and a policy can be checked: npx seeupo check my-step.ts
// Numbers are exact: a Rational, or text such as "3/10". The step must be a pure function.
// This one sounds safe, and is not: see what check says of "monotone".
const HALF = Rational.of(1, 2);

function halfWayToTheOptimum(game: Game, policy: Policy): Rational[][] {
  const best = optimalPolicy(game);
  // One list of probabilities per information set, in the order of game.infoSets.
  return game.infoSets.map((_, set) => {
    const wish = distributionAt(best, set);
    return distributionAt(policy, set).map((p, a) => p.add(wish[a]).mul(HALF));
  });
}

export default defineStep({ name: 'half way to the optimum', step: halfWayToTheOptimum });
`,
};
