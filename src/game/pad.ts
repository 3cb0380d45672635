import { Rational } from '../exact/rational.js';
import { assemble, type RawEdge, type RawNode } from './assemble.js';
import { type Game, NodeKind } from './game.js';
import { GameError } from './gameError.js';

/** A padded game, and per node of the original the node that stands for it: for an early leaf its first no-op turn. */
export interface Padded {
  readonly game: Game;
  readonly nodeOf: Int32Array;
}

/** Which edge or node of a chain of no-op turns pays the reward of the early leaf that it replaces. */
export type ChainReward = 'first no-op' | 'end of chain';

/**
 * The game in which every path takes exactly `turns` decisions: a leaf that comes earlier becomes a chain of
 * no-op turns with a single action each (§4.1 of the paper). The first no-op's edge pays the leaf's reward,
 * since it comes after as many decisions as the leaf did, so that returns stay what they were for every γ;
 * with 'end of chain' the reward waits behind the no-ops and is discounted once more for each.
 * Throws GameError when the game is no tree (a shared leaf may lie at several depths) or has more turns.
 */
export function padded(game: Game, turns = game.turns, pays: ChainReward = 'first no-op'): Padded {
  if (!game.isTree) throw new GameError(`"${game.name}" has shared nodes; unroll it into a tree before padding it`);
  if (turns < game.turns)
    throw new GameError(`"${game.name}" has ${game.turns} turns and cannot be padded to ${turns}`);
  const raw: RawNode[] = [];
  const positionOf = new Int32Array(game.nodeCount);

  const appendChain = (name: string, noOps: number, reward: Rational): number => {
    const position = raw.length;
    if (noOps === 0) {
      raw.push({ name, kind: NodeKind.terminal, edges: [], reward });
      return position;
    }
    const paysHere = pays === 'first no-op';
    const edge = {
      label: 'no-op',
      to: position + 1,
      reward: paysHere ? reward : Rational.ZERO,
      probability: Rational.ZERO,
    };
    raw.push({ name, kind: NodeKind.decision, edges: [edge], reward: Rational.ZERO });
    appendChain(`${name}.no-op`, noOps - 1, paysHere ? Rational.ZERO : reward);
    return position;
  };
  const append = (i: number, decisions: number): number => {
    positionOf[i] = raw.length;
    if (game.kind[i] === NodeKind.terminal) return appendChain(game.nodeName[i], turns - decisions, game.reward[i]);
    const position = raw.length;
    const node = { name: game.nodeName[i], kind: game.kind[i], reward: Rational.ZERO };
    raw.push({ ...node, edges: [] });
    const after = game.kind[i] === NodeKind.decision ? decisions + 1 : decisions;
    const edges: RawEdge[] = [];
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      edges.push({
        label: game.label[e],
        to: append(game.child[e], after),
        reward: game.edgeReward[e],
        probability: game.chance[e],
      });
    }
    raw[position] = { ...node, edges };
    return position;
  };

  append(0, 0);
  const { name, description, discount, information } = game;
  const assembled = assemble(raw, { name, description, discount, information });
  return { game: assembled.game, nodeOf: positionOf.map((position) => assembled.numberOf[position]) };
}
