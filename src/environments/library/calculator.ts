import { z } from 'zod';
import { Rational } from '../../exact/rational.js';
import { EnvironmentError } from '../environmentError.js';
import { defineFamily } from '../family.js';
import { DIGITS } from '../numerals.js';
import { defineEnvironment } from '../rules.js';
import { choice, size } from './sizes.js';

interface State {
  readonly known: readonly number[];
  readonly target: number;
  readonly callsLeft: number;
}

/** The operands of a task: `steps` + 1 consecutive digits out of 2 … 8, going round. */
function operandsOf(task: number, steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, i) => 2 + ((task + i) % 7));
}

/** From left to right: multiply, add, multiply, … */
function targetOf(operands: readonly number[]): number {
  return operands.reduce((value, operand, i) => (i % 2 === 1 ? value * operand : value + operand));
}

function promptOf(operands: readonly number[]): string {
  return `compute ${operands.map((operand, i) => (i === 0 ? '' : i % 2 === 1 ? '* ' : '+ ') + String(operand)).join(' ')}`;
}

/** What a call can do with these numbers: the operands, and what is there after it. */
function callsOn(known: readonly number[], reuse: boolean): { x: number; y: number; others: readonly number[] }[] {
  const last = (i: number): number => (reuse ? i : i + 1);
  return known.flatMap((x, i) =>
    known
      .slice(last(i))
      .map((y, n) => ({ x, y, others: reuse ? known : known.filter((_, at) => at !== i && at !== last(i) + n) })),
  );
}

/** Numbers to compute with, ascending; with reuse each value once. */
function sorted(numbers: readonly number[], reuse: boolean): number[] {
  return (reuse ? [...new Set(numbers)] : [...numbers]).sort((a, b) => a - b);
}

/** Can `calls` calls make `target` out of `known`? Tries them all. */
function reachable(known: readonly number[], target: number, calls: number, reuse: boolean): boolean {
  if (known.includes(target)) return true;
  if (calls === 0) return false;
  return callsOn(known, reuse).some(({ x, y, others }) =>
    [x + y, x * y].some((result) => reachable(sorted([...others, result], reuse), target, calls - 1, reuse)),
  );
}

/**
 * Compute an expression with the tools "add x and y" and "multiply x and y": the policy cannot compute by itself, so
 * arguments and answer must be numbers that are there. A right answer pays 1, less 1/20 for each call.
 */
export const calculator = defineFamily({
  name: 'calculator',
  shows: 'Tool calls over several turns whose results are arguments of later ones, and an answer that must be earned.',
  sizes: z.strictObject({
    steps: size(2, 1, 6, 'operations of the expression, and calls allowed'),
    tasks: size(2, 1, 7, 'different expressions, one prompt each'),
    reuse: choice(false, 'may a number be used again? (many more ways, hardly any right ones)'),
  }),
  build: ({ steps, tasks, reuse }) => {
    // Beyond, squares of squares are no exact doubles any more.
    if (reuse && steps > 4) {
      throw new EnvironmentError(
        `environment "calculator": size "steps" is ${steps}: with "reuse" it must be at most 4`,
      );
    }
    const prompts = Array.from({ length: tasks }, (_, task) => operandsOf(task, steps));
    // No result is larger than what repeated squaring of the largest operand gives, or the product of all operands.
    const largest = reuse ? 8 ** (2 ** steps) : Math.max(...prompts.map((all) => all.reduce((x, y) => x * y)));
    const digits = String(largest).length;
    return defineEnvironment<State>({
      name: 'calculator',
      description: `Compute expressions of ${steps} operations with ${steps} tool calls.`,
      words: ['compute', '*', '+', 'add', 'multiply', 'and', 'answer', 'result', 'right', 'wrong', ...DIGITS],
      turns: steps + 1,
      longestResponse: 2 + 2 * digits,
      longestObservation: Math.max(1 + digits, 2 * steps + 2),
      returnRange: [0, 1],
      contexts: prompts.map((operands) => ({
        probability: Rational.of(1, tasks),
        state: { known: sorted(operands, reuse), target: targetOf(operands), callsLeft: steps },
        prompt: promptOf(operands),
      })),
      legal: {
        sentences: ({ known, callsLeft }) => {
          const pairs = callsLeft === 0 ? [] : callsOn(known, reuse).map(({ x, y }) => `${x} and ${y}`);
          const calls = ['add', 'multiply'].flatMap((tool) => pairs.map((pair) => `${tool} ${pair}`));
          return [...new Set([...calls, ...known.map((x) => `answer ${x}`)])];
        },
      },
      reply: ({ known, target, callsLeft }, said) => {
        const [verb, first, , second] = said.split(' ');
        const [x, y] = [Number(first), Number(second)];
        if (verb === 'answer') {
          return [
            x === target ? { reward: Rational.of(20 - (steps - callsLeft), 20), says: 'right' } : { says: 'wrong' },
          ];
        }
        const result = verb === 'add' ? x + y : x * y;
        const others = callsOn(known, reuse).find((call) => call.x === x && call.y === y)?.others ?? [];
        const next = { known: sorted([...others, result], reuse), target, callsLeft: callsLeft - 1 };
        return [{ says: `result ${result}`, next }];
      },
    });
  },
  optimalValue: ({ steps, tasks, reuse }) => {
    if (steps > 3) return undefined; // the search for shortcuts is too long
    const needed = Array.from({ length: tasks }, (_, task) => {
      const operands = operandsOf(task, steps);
      const shorter = Array.from({ length: steps }, (_, calls) => calls);
      return shorter.find((calls) => reachable(sorted(operands, reuse), targetOf(operands), calls, reuse)) ?? steps;
    });
    return Rational.ONE.sub(
      Rational.of(
        needed.reduce((sum, calls) => sum + calls, 0),
        20 * tasks,
      ),
    );
  },
  derivation:
    'Following the expression takes one call an operation, so J* ≥ 1 − steps/20, and an answer pays only once its value is there, so fewer calls help only where a shorter chain reaches it; a search over all chains finds none for 2·3 + 4 = 10 and 3·4 + 5 = 17. So J* = 1 − (mean least number of calls)/20 = 9/10.',
});
