import { Rational } from '../../exact/rational.js';
import { assemble, type RawEdge, type RawNode } from '../../game/assemble.js';
import { type Game, NodeKind } from '../../game/game.js';
import { pathName, ROOT_NAME } from '../../game/pathName.js';
import { unchecked } from '../../policy/policy.js';
import type { Instance } from '../instance.js';
import type { Family } from './family.js';

/**
 * Every instance that the family lists, or else of its tiny part, smallest games first: complete binary trees with all combinations
 * of terminal rewards, policies and parameters. The first counterexample met is thus a smallest one of it.
 */
export function* tinyInstances(family: Family): Generator<Instance> {
  if (family.listed !== undefined) {
    yield* family.listed.instances();
    return;
  }
  for (const turns of family.tiny.turns) {
    for (const coin of family.tiny.coin === true ? [false, true] : [false]) {
      for (const discount of family.discounts) {
        for (const game of tinyGames(family, turns, coin, discount)) yield* instancesOn(game, family);
      }
    }
  }
}

/** Every policy and parameter combination of the tiny family on one game with two actions everywhere. */
function* instancesOn(game: Game, family: Family): Generator<Instance> {
  const parameterSets = [...combinations(Object.entries(family.parameters(game)))];
  const distributions = family.tiny.distributions.map((pair) => pair.map((p) => Rational.parse(p)));
  const policyChoices: [string, readonly Rational[][][]][] = Object.entries(family.policies).map(([name, support]) => {
    const allowed = distributions.filter((pair) => support !== 'full' || pair.every((p) => !p.isZero()));
    return [name, [...power(allowed, game.infoSets.length)]];
  });
  for (const chosen of combinations(policyChoices)) {
    const policies = Object.fromEntries(Object.entries(chosen).map(([name, sets]) => [name, unchecked(game, sets)]));
    for (const parameters of parameterSets) yield { game, policies, parameters };
  }
}

function* tinyGames(family: Family, turns: number, coin: boolean, discount: string): Generator<Game> {
  const leaves = 2 ** turns * (coin ? 2 : 1);
  const rewards = family.tiny.rewards.map((reward) => Rational.parse(reward));
  for (const chosen of power(rewards, leaves)) {
    const raw: RawNode[] = [];
    grow(raw, ROOT_NAME, turns, coin, chosen.slice());
    yield assemble(raw, { name: 'tiny game', discount: Rational.parse(discount), information: family.information })
      .game;
  }
}

function grow(raw: RawNode[], name: string, turns: number, coin: boolean, rewards: Rational[]): number {
  const position = raw.length;
  if (turns === 0 && !coin) {
    raw.push({ name, kind: NodeKind.terminal, edges: [], reward: rewards.shift() ?? Rational.ZERO });
    return position;
  }
  raw.push({ name, kind: NodeKind.terminal, edges: [], reward: Rational.ZERO }); // replaced below
  const labels = turns === 0 ? ['heads', 'tails'] : ['a', 'b'];
  const edges: RawEdge[] = labels.map((label) => ({
    label,
    to: grow(raw, pathName(name, label, name === ROOT_NAME), Math.max(0, turns - 1), turns > 0 && coin, rewards),
    reward: Rational.ZERO,
    probability: Rational.of(1, 2),
  }));
  raw[position] = { name, kind: turns === 0 ? NodeKind.chance : NodeKind.decision, edges, reward: Rational.ZERO };
  return position;
}

/** All sequences of `length` items. */
function* power<T>(items: readonly T[], length: number): Generator<T[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of power(items, length - 1)) for (const item of items) yield [...rest, item];
}

/** All ways to choose one value for each name. */
function* combinations<T>(choices: readonly (readonly [string, readonly T[]])[]): Generator<Record<string, T>> {
  if (choices.length === 0) {
    yield {};
    return;
  }
  const [[name, values], ...others] = choices;
  for (const value of values) for (const rest of combinations(others)) yield { [name]: value, ...rest };
}
