import { decisionEdges } from '../estimate/pathEstimates.js';
import { randomOrder, turnsInOrder } from '../sweep/order.js';
import { NotDecidable } from './notDecidable.js';
import type { Subject } from './subject.js';
import { argmaxConditions, type Conditions, type TieRule } from './symbolicArgmax.js';
import { type SymbolicEstimates, symbolicEstimates } from './symbolicEstimates.js';
import { nameOf, type SymbolicGame } from './symbolicGame.js';
import type { SymbolicProblem, SymbolicSample } from './symbolicProblem.js';
import { isScaleFree, seesMeanOnly, type SymbolicUpdate } from './symbolicUpdate.js';
import { and, equal, type Formula, greater, number, ONE, product, sum, type Term, variable, ZERO } from './term.js';

/** One iteration, for all games of a shape at once. */
export interface SymbolicSweep {
  /** Per edge: π_{k+1}'s probability. */
  readonly next: readonly Term[];
  /** That π_{k+1} is what the iteration makes of π_k. */
  readonly conditions: Formula;
  /** New probabilities, and the variables that conditions need besides. */
  readonly variables: readonly string[];
  /** The old and the new distributions of everything that was updated, in order. */
  readonly updates: readonly UpdatedSet[];
}

/** One information set's update. */
export interface UpdatedSet {
  /** Its name where the game has several. */
  readonly name: string;
  readonly old: readonly Term[];
  readonly next: readonly Term[];
  /** Its nodes. */
  readonly nodes: readonly number[];
  /** As `Conditions` has it. */
  readonly drive?: readonly Term[];
}

/** How `symbolicSweep` reads the rule. */
export interface SweepOptions {
  readonly tie: TieRule;
  /** Draws the order where it is random. */
  readonly seed: number;
  /** +1, or −1 for the wrong rule that maximises −M: gains and losses change places. */
  readonly sign: 1 | -1;
}

/**
 * `iterate` as formulas: turn after turn every information set solves its surrogate around π_k, given the ratios of the
 * turns behind it that are already updated. Throws NotDecidable where the rule is no formula.
 */
export function symbolicSweep(games: SymbolicGame, subject: Subject, options: SweepOptions): SymbolicSweep {
  const { structure, old } = games;
  const { update, order } = subject;
  const estimates = scaled(symbolicEstimates(games, subject.estimator, seesMeanOnly(update)), update, options.sign);
  const inForce = old.slice();
  const result = old.slice();
  const conditions: Formula[] = [...estimates.definitions];
  const variables: string[] = [...estimates.variables];
  const updates: UpdatedSet[] = [];
  const severalSets =
    structure.infoSets.filter(([i]) => structure.firstEdge[i + 1] - structure.firstEdge[i] > 1).length > 1;
  const done: number[] = [];

  for (const [step, turns] of poolsOf(order, structure.turns, options.seed).entries()) {
    const jointly = update.kind === 'clip' && update.joint;
    const carried = done.filter((t) => jointly || t > turns[0]);
    const reach = reachUnder(games, inForce);
    for (const [set, nodes] of setsOf(games, turns)) {
      const name = `${step}_${set}`;
      const first = structure.firstEdge[nodes[0]];
      const count = structure.firstEdge[nodes[0] + 1] - first;
      const next = newDistribution(`q${name}`, count);
      variables.push(...next.slice(0, -1).map(nameOf));
      const before = old.slice(first, first + count);
      const problem = problemOf(games, nodes, { before, next }, estimates, { inForce, carried, jointly, reach });
      const found = argmaxConditions(problem, update, options.tie, name);
      conditions.push(found.formula);
      updates.push({
        name: severalSets ? structure.infoSetName[set] : '',
        old: before,
        next,
        nodes,
        ...driveOf(found),
      });
      variables.push(...found.variables);
      for (const i of nodes) next.forEach((q, a) => (inForce[structure.firstEdge[i] + a] = q));
      for (const i of structure.infoSets[set]) next.forEach((q, a) => (result[structure.firstEdge[i] + a] = q));
    }
    if (turns.length === 1) done.push(turns[0]);
  }
  return { next: result, conditions: and(...conditions), variables, updates };
}

function driveOf({ drive }: Conditions): Pick<UpdatedSet, 'drive'> {
  return drive === undefined ? {} : { drive };
}

/** Variables for all actions but the last, which has the rest. */
function newDistribution(name: string, count: number): Term[] {
  const free = Array.from({ length: count - 1 }, (_, a) => variable(`${name}_${a}`));
  return [...free, sum(ONE, product(number(-1), sum(...free)))];
}

/** The estimates as the update needs them: times their scale where sizes matter, and with the sign asked for. */
function scaled(estimates: SymbolicEstimates, update: SymbolicUpdate, sign: 1 | -1): SymbolicEstimates {
  const { scale } = estimates;
  const turned: SymbolicEstimates =
    sign === 1
      ? estimates
      : {
          ...estimates,
          parts: estimates.parts.map((all) => all.map(({ gain, loss }) => ({ gain: loss, loss: gain }))),
        };
  if (isScaleFree(update)) return turned;
  if (scale.kind === 'positive')
    throw new NotDecidable(`a step whose size matters is divided by ${scale.what}, a root`);
  const factor = scale.kind === 'number' ? number(scale.value) : variable('scale');
  const parts = turned.parts.map((all) =>
    all.map(({ gain, loss }) => ({ gain: product(factor, gain), loss: product(factor, loss) })),
  );
  if (scale.kind === 'number') return { ...turned, parts };
  const isRoot = and(greater(factor, ZERO), equal(product(factor, factor), number(scale.of)));
  return {
    ...turned,
    parts,
    variables: [...turned.variables, 'scale'],
    definitions: [...turned.definitions, isRoot],
  };
}

function poolsOf(order: Subject['order'], turns: number, seed: number): number[][] {
  if (order === 'simultaneous') return [turnsInOrder('forward', turns)];
  return turnsInOrder(order === 'random' ? randomOrder(turns, seed) : order, turns).map((t) => [t]);
}

function setsOf({ structure }: SymbolicGame, turns: readonly number[]): Map<number, number[]> {
  const result = new Map<number, number[]>();
  for (const t of turns) {
    for (let i = structure.turnStart[t]; i < structure.turnEnd[t]; i++) {
      const nodes = result.get(structure.infoSet[i]);
      if (nodes === undefined) result.set(structure.infoSet[i], [i]);
      else nodes.push(i);
    }
  }
  return result;
}

/** Where a sweep has got to. */
interface Progress {
  readonly inForce: readonly Term[];
  /** The updated turns whose ratios M carries: those behind the ones that are updated now, or all for the joint ratio. */
  readonly carried: readonly number[];
  readonly jointly: boolean;
  readonly reach: readonly Term[];
}

function problemOf(
  { structure, old }: SymbolicGame,
  nodes: readonly number[],
  { before, next }: { readonly before: readonly Term[]; readonly next: readonly Term[] },
  estimates: SymbolicEstimates,
  { inForce, carried, jointly, reach }: Progress,
): SymbolicProblem {
  const everyHistory = structure.information.kind === 'full' && nodes.length === 1;
  const samples = before.map((): SymbolicSample[] => []);
  estimates.paths.forEach((path, n) => {
    const turnOf = (edge: number): number => decisionEdges(structure, path).indexOf(edge) + 1;
    const isNew = (edge: number): boolean => carried.includes(turnOf(edge));
    path.nodes.slice(0, -1).forEach((i, position) => {
      if (!nodes.includes(i)) return;
      const own = path.edges[position];
      // The joint ratio carries what lies before as well; then c times π_k's reach is a product over the whole path.
      const others = jointly ? path.edges.filter((e) => e !== own) : path.edges.slice(position + 1);
      const reached = jointly || everyHistory ? ONE : reach[i];
      const { gain, loss } = estimates.parts[n][turnOf(own) - 1];
      samples[own - structure.firstEdge[i]].push({
        weight: product(reached, ...others.map((e) => (isNew(e) ? inForce[e] : old[e]))),
        after: product(...others.filter(isNew).map((e) => inForce[e])),
        before: product(...others.filter(isNew).map((e) => old[e])),
        gain,
        loss,
      });
    });
  });
  return { old: before, next, samples, total: everyHistory ? ONE : sum(...nodes.map((i) => reach[i])) };
}

function reachUnder({ structure }: SymbolicGame, probability: readonly Term[]): Term[] {
  const reach = new Array<Term>(structure.nodeCount).fill(ZERO);
  reach[0] = ONE;
  for (let i = 0; i < structure.nodeCount; i++) {
    for (let e = structure.firstEdge[i]; e < structure.firstEdge[i + 1]; e++) {
      reach[structure.child[e]] = product(reach[i], probability[e]);
    }
  }
  return reach;
}
