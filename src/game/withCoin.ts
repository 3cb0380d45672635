import { Rational } from '../exact/rational.js';
import { buildGame } from './buildGame.js';
import type { Game } from './game.js';
import type { NodeSpec, TargetSpec } from './gameSpec.js';
import { gameToSpec } from './printGame.js';

/**
 * The game with a fair coin after every end that adds `coin` to the reward or takes it away: same decisions, same values,
 * noisy returns. Throws RangeError unless coin > 0.
 */
export function withCoin(game: Game, coin: Rational): Game {
  if (coin.sign() <= 0) throw new RangeError(`the coin pays c > 0, not ${coin}`);
  const target = (to: TargetSpec): TargetSpec => (typeof to === 'string' ? to : node(to));
  const node = (spec: NodeSpec): NodeSpec => {
    if ('actions' in spec) return { actions: spec.actions.map((edge) => ({ ...edge, to: target(edge.to) })) };
    if ('chance' in spec) return { chance: spec.chance.map((edge) => ({ ...edge, to: target(edge.to) })) };
    const reward = Rational.parse(String(spec.reward));
    const side = (label: string, pays: Rational): { probability: string; label: string; to: NodeSpec } => ({
      probability: '1/2',
      label,
      to: { reward: pays.toString() },
    });
    return { chance: [side('heads', reward.add(coin)), side('tails', reward.sub(coin))] };
  };
  const { root, nodes, ...spec } = gameToSpec(game);
  return buildGame({
    ...spec,
    root: target(root),
    ...(nodes === undefined
      ? {}
      : { nodes: Object.fromEntries(Object.entries(nodes).map(([name, own]) => [name, node(own)])) }),
  });
}
