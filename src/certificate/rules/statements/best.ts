import type { Game, Node } from '../../game.js';
import { fractionOf, isLess, isZero, mul, type Num, sub, sum } from '../../number.js';
import { edgeValue } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Evidence } from '../../rule.js';
import { valueOf } from './places.js';

/** The greatest V of all policies that see everything and take only actions that are allowed: backward induction. */
export function bestValues(game: Game, allowed: (node: Node, a: number) => boolean): (node: Node) => Num {
  if (game.information.kind !== 'full') throw new Rejected('the best policy is known under full information only');
  const known = new Map<Node, Num>();
  const valueAt = (node: Node): Num => {
    const found = known.get(node);
    if (found !== undefined) return found;
    const worth = (a: number): Num => edgeValue(game, valueAt, node, a);
    const taken = node.edges.flatMap((_, a) => (node.kind === 'chance' || allowed(node, a) ? [worth(a)] : []));
    const value =
      node.kind === 'reward'
        ? node.reward
        : node.kind === 'chance'
          ? sum(taken.map((x, a) => mul(node.edges[a].probability, x)))
          : taken.reduce((best, x) => (isLess(best, x) ? x : best));
    known.set(node, value);
    return value;
  };
  return valueAt;
}

/** J of the policy "better". Rejects unless it is the greatest that there is. */
export function optimum({ game, policy }: Evidence): Num {
  const best = valueOf(game, policy('better'))(game.root);
  if (!isZero(sub(best, bestValues(game, () => true)(game.root))))
    throw new Rejected('the policy "better" is not optimal');
  return best;
}

/** The size of the one step that all iterations take, on R − V(s0). */
export function sizeOf({ iterations }: Evidence, name: string): Num {
  const steps = new Set(
    iterations.map(({ update }) => `${String(update.get('step'))} ${String(update.get('estimator'))}`),
  );
  const [text = ''] = steps;
  if (steps.size !== 1 || !text.startsWith(`${name}:`) || !text.endsWith(' joint'))
    throw new Rejected(`not ${name} on R − V(s0)`);
  return fractionOf(text.slice(name.length + 1, -' joint'.length), name);
}
