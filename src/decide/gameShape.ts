import type { Instance } from '../claims/instance.js';
import { expectedReturn } from '../evaluate/expectedReturn.js';
import { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import { hasFullSupport } from '../policy/policy.js';
import type { ShapeId } from './shapes.js';

/** The shapes that the instance's game has, if its policy is in their domain; coins that are not there count as coins. */
export function shapesOfInstance(instance: Instance): ShapeId[] {
  const { game, policies } = instance;
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
  if (arms.length === 3 && is('sure')) return ['three-arms'];
  return arms.length === 1 ? behindACoin(instance) : [];
}

/** One action, then a fair coin between a decision and a reward that makes J = 0; every arm is a fair coin. */
function behindACoin({ game, policies }: Instance): ShapeId[] {
  const [coin] = childrenOf(game, 0);
  const sides = childrenOf(game, coin);
  const decision = sides.find((i) => game.kind[i] === NodeKind.decision);
  if (!isFairCoin(game, coin) || decision === undefined || !sides.some((i) => game.kind[i] === NodeKind.terminal)) {
    return [];
  }
  const arms = childrenOf(game, decision);
  const isArm = (i: number): boolean => {
    if (!isFairCoin(game, i) || formOf(game, i) !== 'coin') return false;
    const [least, most] = childrenOf(game, i)
      .map((c) => game.reward[c])
      .sort((x, y) => x.compare(y));
    return least.sign() <= 0 && most.sign() >= 0;
  };
  const isCentred = Object.values(policies).every((policy) => expectedReturn(policy).isZero());
  if (!arms.every(isArm) || !isCentred) return [];
  return arms.length === 2 ? ['two-arms-behind-a-coin'] : arms.length === 3 ? ['three-arms-behind-a-coin'] : [];
}

function isFairCoin(game: Game, i: number): boolean {
  return (
    game.kind[i] === NodeKind.chance &&
    game.firstEdge[i + 1] - game.firstEdge[i] === 2 &&
    game.chance[game.firstEdge[i]].equals(HALF)
  );
}

const HALF = Rational.of(1, 2);

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
