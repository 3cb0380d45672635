import type { Arithmetic } from '../exact/arithmetic.js';
import type { PolicyIn } from '../policy/policyIn.js';

/** d_π(h) per node in any arithmetic: the probability that a path of the policy passes through h. */
export function reachIn<N>(numbers: Arithmetic<N>, { game, probability }: PolicyIn<N>): N[] {
  const { firstEdge, child } = game;
  const reach = new Array<N>(game.nodeCount).fill(numbers.zero);
  reach[0] = numbers.one;
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) {
      reach[child[e]] = numbers.add(reach[child[e]], numbers.mul(reach[i], probability[e]));
    }
  }
  return reach;
}
