import { buildGame } from '../game/buildGame.js';
import { type Game, NodeKind } from '../game/game.js';
import type { GameSpec, InformationSpec, NodeSpec } from '../game/gameSpec.js';
import { type Policy, policyFromSets } from '../policy/policy.js';
import { Rational } from '../exact/rational.js';
import { type Values, valueOf } from './evaluateTerm.js';
import { and, difference, type Formula, greater, less, ONE, product, sum, type Term, variable, ZERO } from './term.js';

/** A tree whose rewards and chance probabilities are terms. */
export type Tree =
  | { readonly pays: Term }
  | { readonly actions: readonly Tree[] }
  /** Two outcomes, the first with this probability. */
  | { readonly coin: Term; readonly outcomes: readonly [Tree, Tree] };

/**
 * All games of one shape and all policies of full support at once: the structure of an ordinary game, whose numbers are
 * placeholders, and a term for each of these numbers. Discount 1, no rewards on the way, no chance at the root.
 */
export interface SymbolicGame {
  readonly structure: Game;
  /** Per edge: π_k's probability, or the chance outcome's. */
  readonly old: readonly Term[];
  /** Per node: the reward of a terminal node, else 0. */
  readonly reward: readonly Term[];
  readonly variables: readonly string[];
  /** Probabilities are positive and sum to 1. */
  readonly domain: Formula;
  /** The game and the policy that these values stand for. */
  readonly concrete: (values: Values) => Policy;
}

const ACTIONS = ['a', 'b', 'c', 'd'];

/** The games of that tree with that information. Variables of its own are those of rewards, then coins, then the policy. */
export function symbolicGame(name: string, tree: Tree, information: InformationSpec): SymbolicGame {
  const variables: string[] = [];
  const gameAt = (numberAt: (term: Term) => Rational): Game =>
    buildGame({ version: 1, name, information, root: specOf(tree, numberAt) } satisfies GameSpec);
  const structure = gameAt((term) => (term.kind === 'variable' && term.name.startsWith('c') ? HALF : Rational.ONE));

  const old = new Array<Term>(structure.edgeCount).fill(ZERO);
  const reward = new Array<Term>(structure.nodeCount).fill(ZERO);
  const bounds: Formula[] = [];
  const walk = (part: Tree, i: number): void => {
    const first = structure.firstEdge[i];
    if ('pays' in part) {
      reward[i] = part.pays;
    } else if ('coin' in part) {
      bounds.push(greater(part.coin, ZERO), less(part.coin, ONE));
      old[first] = part.coin;
      old[first + 1] = difference(ONE, part.coin);
      part.outcomes.forEach((outcome, n) => walk(outcome, structure.child[first + n]));
    } else {
      part.actions.forEach((action, n) => walk(action, structure.child[first + n]));
    }
  };
  walk(tree, 0);
  for (const term of [...reward, ...old]) {
    if (term.kind === 'variable' && !variables.includes(term.name)) variables.push(term.name);
  }

  const distributions = structure.infoSets.map(([i], set) => {
    const count = structure.firstEdge[i + 1] - structure.firstEdge[i];
    const free = Array.from({ length: count - 1 }, (_, a) => variable(`p${set}_${a}`));
    const last = difference(ONE, sum(...free));
    for (const p of [...free, last]) bounds.push(greater(p, ZERO));
    variables.push(...free.map(nameOf));
    return [...free, last];
  });
  structure.infoSets.forEach((nodes, set) =>
    nodes.forEach((i) => distributions[set].forEach((p, a) => (old[structure.firstEdge[i] + a] = p))),
  );
  return {
    structure,
    old,
    reward,
    variables,
    domain: and(...bounds),
    concrete: (values) => {
      const game = gameAt((term) => valueOf(term, values));
      return policyFromSets(
        game,
        distributions.map((ofSet) => ofSet.map((p) => valueOf(p, values))),
      );
    },
  };
}

const HALF = Rational.of(1, 2);

function specOf(tree: Tree, numberAt: (term: Term) => Rational): NodeSpec {
  if ('pays' in tree) return { reward: numberAt(tree.pays).toString() };
  if ('actions' in tree) {
    return { actions: tree.actions.map((action, n) => ({ label: ACTIONS[n], to: specOf(action, numberAt) })) };
  }
  const heads = numberAt(tree.coin);
  return {
    chance: tree.outcomes.map((outcome, n) => ({
      probability: (n === 0 ? heads : Rational.ONE.sub(heads)).toString(),
      label: n === 0 ? 'heads' : 'tails',
      to: specOf(outcome, numberAt),
    })),
  };
}

/** A variable's name. Throws TypeError for another term: a defect of the caller. */
export function nameOf(term: Term): string {
  if (term.kind === 'variable') return term.name;
  throw new TypeError('a variable was expected');
}

/** V per node under these probabilities (one an edge); index 0 is J. */
export function valuesUnder({ structure, reward }: SymbolicGame, probability: readonly Term[]): Term[] {
  const values = reward.slice();
  for (let i = structure.nodeCount - 1; i >= 0; i--) {
    if (structure.kind[i] === NodeKind.terminal) continue;
    const terms: Term[] = [];
    for (let e = structure.firstEdge[i]; e < structure.firstEdge[i + 1]; e++) {
      terms.push(product(probability[e], values[structure.child[e]]));
    }
    values[i] = sum(...terms);
  }
  return values;
}
