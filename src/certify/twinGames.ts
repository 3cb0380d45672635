import { Rational } from '../exact/rational.js';
import { assemble } from '../game/assemble.js';
import { padded } from '../game/pad.js';
import type { Policy } from '../policy/policy.js';

/** The policy on the game with no-op turns in place of early ends: the same where there was a choice, else the no-op. */
export function withNoOps({ game, probability }: Policy): Policy {
  const { game: whole, nodeOf } = padded(game);
  const result = whole.chance.slice();
  whole.infoSets.flat().forEach((i) => (result[whole.firstEdge[i]] = Rational.ONE));
  for (const i of game.infoSets.flat()) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      result[whole.firstEdge[nodeOf[i]] + e - game.firstEdge[i]] = probability[e];
    }
  }
  return { game: whole, probability: result };
}

/** The policy on the game with all lists of actions and outcomes turned round. */
export function listedTheOtherWay({ game, probability }: Policy): Policy {
  const edgesOf = (i: number): number[] =>
    Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, n) => game.firstEdge[i + 1] - 1 - n);
  const raw = Array.from({ length: game.nodeCount }, (_, i) => ({
    name: game.nodeName[i],
    kind: game.kind[i],
    reward: game.reward[i],
    edges: edgesOf(i).map((e) => ({
      label: game.label[e],
      to: game.child[e],
      reward: game.edgeReward[e],
      probability: game.chance[e],
    })),
  }));
  const { name, discount, information } = game;
  const { game: mirrored, numberOf } = assemble(raw, { name, discount, information });
  const result = mirrored.chance.slice();
  for (let i = 0; i < game.nodeCount; i++) {
    edgesOf(i).forEach((e, n) => (result[mirrored.firstEdge[numberOf[i]] + n] = probability[e]));
  }
  return { game: mirrored, probability: result };
}
