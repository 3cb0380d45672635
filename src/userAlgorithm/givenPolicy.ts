import { shown } from '../algorithm/defineAlgorithm.js';
import { Interval } from '../exact/interval.js';
import { Rational } from '../exact/rational.js';
import { boundsOf, type Real, RealArithmetic } from '../exact/real.js';
import { type Game, labelsOf, NodeKind } from '../game/game.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { NoPolicyError } from './stepFailure.js';

/** Significant digits for the sum of a distribution of enclosures. */
const PRECISION = 50;

/**
 * The policy that a step returned, in any of the forms of `GivenPolicy`. Throws NoPolicyError for anything else: a
 * promise, a missing or surplus entry, a double, a negative probability, a sum other than 1 (enclosures: one that
 * cannot be 1), changed chances, or nodes of one information set that differ. The message names the node.
 */
export function policyOf(given: unknown, game: Game): RealPolicy {
  const probability = probabilitiesOf(given, game);
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] === NodeKind.decision) checkDistribution(game, i, probability);
    else if (game.kind[i] === NodeKind.chance) checkChance(game, i, probability);
  }
  for (const [set, nodes] of game.infoSets.entries()) checkSharing(game, set, nodes, probability);
  return { game, probability };
}

function probabilitiesOf(given: unknown, game: Game): Real[] {
  if (typeof given !== 'object' || given === null) {
    throw new NoPolicyError(
      `it returned ${shown(given)}, not a policy; return { game, probability } or a list per set`,
    );
  }
  if ('then' in given && typeof given.then === 'function') {
    throw new NoPolicyError('it returned a promise; a step is a plain function: no async, no await');
  }
  if (Array.isArray(given)) return fromSets(given, game);
  if ('probability' in given && Array.isArray(given.probability)) return fromEdges(given.probability, game);
  return fromNames(given as Readonly<Record<string, unknown>>, game);
}

function fromEdges(list: readonly unknown[], game: Game): Real[] {
  if (list.length !== game.edgeCount) {
    throw new NoPolicyError(
      `its policy has ${list.length} probabilities for the ${game.edgeCount} edges of the game; it may be a policy of another game`,
    );
  }
  const result = game.chance.slice() as Real[];
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) result[e] = exactOf(list[e], game, i, e);
  }
  return result;
}

function fromSets(lists: readonly unknown[], game: Game): Real[] {
  if (lists.length !== game.infoSets.length) {
    throw new NoPolicyError(
      `it returned ${lists.length} distributions for ${game.infoSets.length} information sets (${game.infoSetName.join(', ')})`,
    );
  }
  return filled(game, (set, i) => {
    const list: unknown = lists[set];
    const count = game.firstEdge[i + 1] - game.firstEdge[i];
    if (!Array.isArray(list) || list.length !== count) {
      const size = Array.isArray(list) ? `${list.length} probabilities` : shown(list);
      throw new NoPolicyError(`at "${game.infoSetName[set]}" it returned ${size} for ${count} actions`);
    }
    return list as readonly unknown[];
  });
}

function fromNames(given: Readonly<Record<string, unknown>>, game: Game): Real[] {
  return filled(game, (set, i) => {
    const name = game.infoSetName[set];
    const labels = labelsOf(game, i);
    const entry: unknown = given[name];
    if (typeof entry !== 'object' || entry === null) {
      throw new NoPolicyError(`it returned nothing for "${name}"; its actions are ${labels.join(', ')}`);
    }
    const surplus = Object.keys(entry).find((label) => !labels.includes(label));
    if (surplus !== undefined) {
      throw new NoPolicyError(`at "${name}" there is no action "${surplus}"; its actions are ${labels.join(', ')}`);
    }
    return labels.map((label) => (entry as Readonly<Record<string, unknown>>)[label]);
  });
}

function filled(game: Game, listOf: (set: number, i: number) => readonly unknown[]): Real[] {
  const result = game.chance.slice() as Real[];
  for (const [set, nodes] of game.infoSets.entries()) {
    const list = listOf(set, nodes[0]);
    for (const i of nodes)
      list.forEach((p, a) => (result[game.firstEdge[i] + a] = exactOf(p, game, i, game.firstEdge[i] + a)));
  }
  return result;
}

function exactOf(value: unknown, game: Game, i: number, e: number): Real {
  if (value instanceof Rational || value instanceof Interval) return value;
  const where = `at "${game.nodeName[i]}" action "${game.label[e]}"`;
  if (typeof value === 'number') {
    if (value === 0) return Rational.ZERO;
    if (value === 1) return Rational.ONE;
    throw new NoPolicyError(
      `${where} has the double ${value}, which is not exact; return a Rational or text such as "3/10", or convert with Rational.fromDouble and make the sum exactly 1`,
    );
  }
  if (typeof value === 'bigint') return Rational.of(value);
  if (typeof value === 'string' && /^\s*[+-]?\d+(\/0*[1-9]\d*|\.\d+)?\s*$/.test(value)) return Rational.parse(value);
  if (value === undefined) throw new NoPolicyError(`${where} has no probability; write 0 if it is never taken`);
  throw new NoPolicyError(
    `${where} has ${shown(value)}, which is no exact number; return a Rational or text such as "3/10"`,
  );
}

function checkDistribution(game: Game, i: number, probability: readonly Real[]): void {
  const end = game.firstEdge[i + 1];
  for (let e = game.firstEdge[i]; e < end; e++) {
    const p = probability[e];
    const isNegative = boundsOf(p)[1].sign() < 0;
    if (isNegative) {
      throw new NoPolicyError(`at "${game.nodeName[i]}" action "${game.label[e]}" has the negative probability ${p}`);
    }
  }
  const reals = new RealArithmetic(PRECISION);
  const mass = probability.slice(game.firstEdge[i], end);
  const order = reals.compare(reals.sum(mass), Rational.ONE);
  if (order === 'equal' || order === 'uncertain') return;
  const each = mass.map((p, a) => `${game.label[game.firstEdge[i] + a]} ${p}`).join(', ');
  throw new NoPolicyError(`at "${game.nodeName[i]}" the probabilities sum to ${reals.sum(mass)}, not to 1 (${each})`);
}

function checkChance(game: Game, i: number, probability: readonly Real[]): void {
  for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
    const p = probability[e];
    if (p instanceof Rational && p.equals(game.chance[e])) continue;
    throw new NoPolicyError(
      `at the chance node "${game.nodeName[i]}" outcome "${game.label[e]}" has probability ${p}; the game's is ${game.chance[e]}, and a step may not change it`,
    );
  }
}

function checkSharing(game: Game, set: number, nodes: readonly number[], probability: readonly Real[]): void {
  const reals = new RealArithmetic(PRECISION);
  const [first, ...others] = nodes;
  for (const i of others) {
    for (let a = 0; a < game.firstEdge[i + 1] - game.firstEdge[i]; a++) {
      const x = probability[game.firstEdge[first] + a];
      const y = probability[game.firstEdge[i] + a];
      const order = reals.compare(x, y);
      if (order === 'equal' || order === 'uncertain') continue;
      throw new NoPolicyError(
        `the nodes "${game.nodeName[first]}" and "${game.nodeName[i]}" are one information set ("${game.infoSetName[set]}"), but action "${game.label[game.firstEdge[i] + a]}" has probability ${x} at one and ${y} at the other; give both the same`,
      );
    }
  }
}
