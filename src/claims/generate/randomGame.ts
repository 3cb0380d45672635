import { Rational } from '../../exact/rational.js';
import { assemble, type RawEdge, type RawNode } from '../../game/assemble.js';
import { type Game, NodeKind } from '../../game/game.js';
import { pathName, ROOT_NAME } from '../../game/pathName.js';
import type { Family } from './family.js';
import type { Random } from './random.js';

const ACTIONS = ['a', 'b', 'c', 'd', 'e', 'f'];
const OUTCOMES = ['o1', 'o2', 'o3', 'o4'];
const HALF = Rational.of(1, 2);

/** A random tree with the family's law. Children come before parents in time, after them in number. */
export function randomGame(random: Random, family: Family): Game {
  const raw: RawNode[] = [];
  const turns = random.int(1, family.turns);
  grow(raw, random, family, ROOT_NAME, 1, turns, false);
  return assemble(raw, {
    name: 'random game',
    discount: Rational.parse(random.pick(family.discounts)),
    information: family.information,
  }).game;
}

/** Appends a node and everything below it; returns its position. */
function grow(
  raw: RawNode[],
  random: Random,
  family: Family,
  name: string,
  turn: number,
  turns: number,
  afterChance: boolean,
): number {
  const position = raw.length;
  if (family.chance && !afterChance && random.oneIn(5)) {
    const edges: RawEdge[] = [];
    raw.push({ name, kind: NodeKind.chance, edges, reward: Rational.ZERO });
    const probabilities = normalised(random.ints(random.int(2, 3), 1, 4));
    for (let outcome = 0; outcome < probabilities.length; outcome++) {
      const label = OUTCOMES[outcome];
      edges.push({
        label,
        to: grow(raw, random, family, pathName(name, label, name === ROOT_NAME), turn, turns, true),
        reward: edgeReward(random, family),
        probability: probabilities[outcome],
      });
    }
    return position;
  }
  if (turn > turns || (family.earlyEnds && turn > 1 && random.oneIn(8))) {
    raw.push({ name, kind: NodeKind.terminal, edges: [], reward: reward(random, family.rewards) });
    return position;
  }
  const edges: RawEdge[] = [];
  raw.push({ name, kind: NodeKind.decision, edges, reward: Rational.ZERO });
  const actions = random.int(family.actions[0], family.actions[1]);
  for (let action = 0; action < actions; action++) {
    const label = ACTIONS[action];
    edges.push({
      label,
      to: grow(raw, random, family, pathName(name, label, name === ROOT_NAME), turn + 1, turns, false),
      reward: edgeReward(random, family),
      probability: Rational.ZERO,
    });
  }
  return position;
}

function edgeReward(random: Random, family: Family): Rational {
  return family.edgeRewards && random.oneIn(3) ? reward(random, family.rewards) : Rational.ZERO;
}

function reward(random: Random, [least, most]: readonly [number, number]): Rational {
  const integer = Rational.of(random.int(least, most));
  return random.oneIn(6) ? integer.add(HALF) : integer;
}

/** Positive integer weights as probabilities. */
export function normalised(weights: readonly number[]): Rational[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Rational.reduce(weight, total));
}
