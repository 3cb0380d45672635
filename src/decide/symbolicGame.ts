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
  /** Probabilities are positive and sum to 1, and what the shape asks for besides. */
  readonly domain: Formula;
  /** J(π_k), where the shape fixes it. */
  readonly root?: Term;
  /** The game that these values stand for, with π_k, or with other probabilities per edge. */
  readonly concrete: (values: Values, probability?: readonly Term[]) => Policy;
}

const ACTIONS = ['a', 'b', 'c', 'd'];

/** What a shape fixes besides its tree. */
export interface Fixed {
  /** What the numbers have to satisfy. */
  readonly assumptions: readonly Formula[];
  /** J(π_k). */
  readonly root: Term;
}

/**
 * The games of that tree with that information. Variables are those of rewards, then coins (names with c), then the
 * policy's (p, the number of the set, and of the action; the last action has the rest).
 */
export function symbolicGame(name: string, tree: Tree, information: InformationSpec, fixed?: Fixed): SymbolicGame {
  const gameAt = (numberAt: (term: Term) => Rational): Game =>
    buildGame({ version: 1, name, information, root: specOf(tree, numberAt) } satisfies GameSpec);
  // Placeholders: a probability of 1/2 wherever one is asked for, and rewards of 1/2 as well.
  const structure = gameAt(() => HALF);

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
  const numbers = [...new Set([...reward, ...old].flatMap(variablesOf))].filter((own) => !own.startsWith('p'));
  const ofPolicy: string[] = [];

  const distributions = structure.infoSets.map(([i], set) => {
    const count = structure.firstEdge[i + 1] - structure.firstEdge[i];
    const free = Array.from({ length: count - 1 }, (_, a) => variable(`p${set}_${a}`));
    const last = difference(ONE, sum(...free));
    for (const p of [...free, last]) bounds.push(greater(p, ZERO));
    ofPolicy.push(...free.map(nameOf));
    return [...free, last];
  });
  structure.infoSets.forEach((nodes, set) =>
    nodes.forEach((i) => distributions[set].forEach((p, a) => (old[structure.firstEdge[i] + a] = p))),
  );
  return {
    structure,
    old,
    reward,
    variables: [...numbers, ...ofPolicy],
    domain: and(...bounds, ...(fixed?.assumptions ?? [])),
    ...(fixed === undefined ? {} : { root: fixed.root }),
    concrete: (values, probability = old) => {
      const game = gameAt((term) => valueOf(term, values));
      return policyFromSets(
        game,
        structure.infoSets.map(([i]) =>
          probability.slice(structure.firstEdge[i], structure.firstEdge[i + 1]).map((p) => valueOf(p, values)),
        ),
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

/** The names of the variables in a term, in order of occurrence; conditions do not count. */
function variablesOf(term: Term): string[] {
  switch (term.kind) {
    case 'number':
      return [];
    case 'variable':
      return [term.name];
    case 'sum':
    case 'product':
      return term.terms.flatMap(variablesOf);
    case 'quotient':
      return [term.above, term.below].flatMap(variablesOf);
    case 'if':
      return [term.then, term.otherwise].flatMap(variablesOf);
  }
}

/** V per node under π_k; index 0 is J. */
export function valuesBefore(games: SymbolicGame): Term[] {
  const values = valuesUnder(games, games.old);
  return games.root === undefined ? values : [games.root, ...values.slice(1)];
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
