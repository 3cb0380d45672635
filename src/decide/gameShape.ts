import type { Instance } from '../claims/instance.js';
import { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import { hasFullSupport } from '../policy/policy.js';
import type { ShapeId } from './shapes.js';

/** The shapes that the instance's game has, if its policy is in their domain; coins that are not there count as coins. */
export function shapesOfInstance({ game, policies }: Instance): ShapeId[] {
  if (!Object.values(policies).every(hasFullSupport) || game.paysOnEdges || !game.discount.equals(Rational.ONE))
    return [];
  if (game.kind[0] !== NodeKind.decision) return [];
  const arms = childrenOf(game, 0).map((i) => formOf(game, i));
  const is = (...forms: readonly string[]): boolean => arms.every((form) => forms.includes(form));
  if (arms.length === 2) {
    if (is('sure', 'coin')) {
      return arms.filter((form) => form === 'coin').length < 2
        ? ['two-arms-one-coin', 'two-arms-two-coins']
        : ['two-arms-two-coins'];
    }
    if (is('pair')) return ['two-turns'];
  }
  return arms.length === 3 && is('sure') ? ['three-arms'] : [];
}

function childrenOf({ firstEdge, child }: Game, i: number): number[] {
  return Array.from({ length: firstEdge[i + 1] - firstEdge[i] }, (_, n) => child[firstEdge[i] + n]);
}

/** "sure": a reward; "coin": two rewards by chance; "pair": a choice between two rewards. */
function formOf(game: Game, i: number): 'sure' | 'coin' | 'pair' | 'other' {
  if (game.kind[i] === NodeKind.terminal) return 'sure';
  const children = childrenOf(game, i);
  if (children.length !== 2 || !children.every((c) => game.kind[c] === NodeKind.terminal)) return 'other';
  return game.kind[i] === NodeKind.chance ? 'coin' : 'pair';
}
