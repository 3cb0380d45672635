import type { Arithmetic } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { assemble, type RawEdge, type RawNode } from '../game/assemble.js';
import { type Game, NodeKind } from '../game/game.js';
import { numbersOf } from '../game/numbersOf.js';
import type { PolicyIn } from '../policy/policyIn.js';
import { AlgorithmError } from './algorithmError.js';

/** A game whose turns are spelled out token by token, and how the two belong together. */
export interface TokenGame {
  readonly game: Game;
  /** Per edge of the original: the token edges that spell it, one for a chance outcome. */
  readonly spelling: readonly (readonly number[])[];
}

/**
 * The same game at token level: a turn's n actions become a sub-tree of n − 1 decisions between "this action" and
 * "one of the later ones", so that action a is spelled by a + 1 tokens (the last by n − 1). Every distribution over
 * the actions is one over the tokens (`toTokens`) and the other way round; returns stay what they are.
 * Throws AlgorithmError for shared nodes (responses differ in length), for other than full information, and for
 * γ < 1 (tokens must not be discounted).
 */
export function tokenGame(game: Game): TokenGame {
  let result = known.get(game);
  if (result === undefined) known.set(game, (result = spelledOut(game)));
  return result;
}

const known = new WeakMap<Game, TokenGame>();

function spelledOut(game: Game): TokenGame {
  if (!game.isTree || game.information.kind !== 'full' || !game.discount.equals(Rational.ONE)) {
    throw new AlgorithmError(
      `the token level of "${game.name}" needs a tree, full information and discount 1; unroll the game, or clip per turn`,
    );
  }
  const raw: RawNode[] = [];
  // Per original edge, (raw node, position of its edge) of each token.
  const spelled = Array.from({ length: game.edgeCount }, (): { at: number; position: number }[] => []);

  const append = (i: number): number => {
    const at = raw.length;
    const head = { name: game.nodeName[i], kind: game.kind[i], reward: game.reward[i] };
    raw.push({ ...head, edges: [] }); // replaced below
    const first = game.firstEdge[i];
    const end = game.firstEdge[i + 1];
    if (game.kind[i] === NodeKind.decision) appendTokens(at, i, first, end);
    else raw[at] = { ...head, edges: Array.from({ length: end - first }, (_, n) => edgeTo(first + n, at, n)) };
    return at;
  };

  const edgeTo = (e: number, at: number, position: number): RawEdge => {
    spelled[e].push({ at, position });
    return { label: game.label[e], to: append(game.child[e]), reward: game.edgeReward[e], probability: game.chance[e] };
  };

  const appendTokens = (at: number, i: number, from: number, end: number): void => {
    const name = raw[at].name;
    const own = edgeTo(from, at, 0);
    const rest = end - from - 1;
    if (rest === 0) {
      raw[at] = { name, kind: NodeKind.decision, reward: Rational.ZERO, edges: [own] };
      return;
    }
    for (let e = from + 1; e < end; e++) spelled[e].push({ at, position: 1 });
    let other: RawEdge;
    if (rest === 1) {
      spelled[from + 1].pop();
      other = edgeTo(from + 1, at, 1);
    } else {
      const next = raw.length;
      const later = `${name} not ${game.label[from]}`;
      raw.push({ name: later, kind: NodeKind.decision, edges: [], reward: Rational.ZERO });
      appendTokens(next, i, from + 1, end);
      other = { label: `not ${game.label[from]}`, to: next, reward: Rational.ZERO, probability: Rational.ZERO };
    }
    raw[at] = { name, kind: NodeKind.decision, reward: Rational.ZERO, edges: [own, other] };
  };

  append(0);
  const { name, description } = game;
  const { game: whole, numberOf } = assemble(raw, { name: `${name}, token by token`, description });
  return {
    game: whole,
    spelling: spelled.map((tokens) => tokens.map(({ at, position }) => whole.firstEdge[numberOf[at]] + position)),
  };
}

/**
 * The policy on the tokens that spells each action with the policy's probability: an action against the later ones
 * has its share of what is left (1/2 where nothing is left).
 */
export function toTokens<N>(
  numbers: Arithmetic<N>,
  { game, probability }: PolicyIn<N>,
  { game: whole, spelling }: TokenGame,
): PolicyIn<N> {
  const result = numbersOf(numbers, whole).chance.slice();
  const half = numbers.of(Rational.of(1, 2));
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    const end = game.firstEdge[i + 1];
    // What is left for an action and the later ones, summed from behind: no difference loses digits.
    const left = new Array<N>(end - game.firstEdge[i]).fill(numbers.zero);
    for (let e = end - 1; e >= game.firstEdge[i]; e--) {
      const later = e + 1 < end ? left[e + 1 - game.firstEdge[i]] : numbers.zero;
      left[e - game.firstEdge[i]] = numbers.add(probability[e], later);
    }
    for (let e = game.firstEdge[i]; e < end; e++) {
      const own = spelling[e][spelling[e].length - 1];
      if (e === end - 1) {
        if (end - game.firstEdge[i] === 1) result[own] = numbers.one;
        break;
      }
      const rest = left[e + 1 - game.firstEdge[i]];
      const nothing = numbers.isZero(left[e - game.firstEdge[i]]);
      result[own] = nothing ? half : numbers.share(probability[e], rest);
      result[own + 1] = nothing ? half : numbers.share(rest, probability[e]);
    }
  }
  return { game: whole, probability: result };
}

/** Per edge of the original game: the probability with which the token policy spells it; chance stays chance. */
export function fromTokens<N>(tokens: readonly N[], { spelling }: TokenGame, multiply: (x: N, y: N) => N): N[] {
  return spelling.map((edges) => edges.map((e) => tokens[e]).reduce(multiply));
}
