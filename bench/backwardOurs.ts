import { expectedReturn } from '../src/evaluate/expectedReturn.js';
import { value } from '../src/evaluate/value.js';
import { Rational } from '../src/exact/rational.js';
import { assemble, type RawNode } from '../src/game/assemble.js';
import { type Game, NodeKind } from '../src/game/game.js';
import { type Policy, unchecked } from '../src/policy/policy.js';
import { Lcg } from './support/lcg.js';
import { timePasses } from './support/passes.js';

// The measured program of the benchmark `backward`: prints its figures as JSON. Arguments: what to evaluate
// ("root" or "every-node"), the depth of the tree, the largest weight, the seed, and the time budget in ms.
const [what, ...numbers] = process.argv.slice(2);
const [depth, most, seed, budget] = numbers.map(Number);

/** A complete binary tree, nodes row by row; `rewards` are those of the leaves. */
function completeTree(rewards: readonly number[]): Game {
  const inner = rewards.length - 1;
  const raw = Array.from({ length: 2 * inner + 1 }, (_, i): RawNode => {
    const edge = (label: string, to: number): RawNode['edges'][number] => ({
      label,
      to,
      reward: Rational.ZERO,
      probability: Rational.ZERO,
    });
    return i < inner
      ? {
          name: `${i}`,
          kind: NodeKind.decision,
          edges: [edge('a', 2 * i + 1), edge('b', 2 * i + 2)],
          reward: Rational.ZERO,
        }
      : { name: `${i}`, kind: NodeKind.terminal, edges: [], reward: Rational.of(rewards[i - inner]) };
  });
  return assemble(raw, { name: 'complete binary tree' }).game;
}

const inner = 2 ** depth - 1;
const draws = new Lcg(seed);
const weights = Array.from({ length: inner }, () => [1 + draws.below(most), 1 + draws.below(most)] as const);
const game = completeTree(Array.from({ length: inner + 1 }, () => draws.below(10)));

const make = (): Policy =>
  unchecked(
    game,
    weights.map(([first, second]) => [Rational.of(first, first + second), Rational.of(second, first + second)]),
  );
const policy = make();
const evaluate = what === 'root' ? () => expectedReturn(policy) : () => value(policy)[0];

const making = timePasses(make, budget / 4);
const evaluating = timePasses(evaluate, budget);
console.log(JSON.stringify({ make: making.best, ...evaluating, J: evaluate().toString() }));
