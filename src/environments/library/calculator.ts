import { z } from 'zod';
import { Rational } from '../../exact/rational.js';
import { defineFamily } from '../family.js';
import { DIGITS } from '../numerals.js';
import { defineEnvironment } from '../rules.js';
import { size } from './sizes.js';

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

/** Can `calls` calls make `target` out of `known`? Tries them all. */
function reachable(known: readonly number[], target: number, calls: number): boolean {
  if (known.includes(target)) return true;
  if (calls === 0) return false;
  const results = known.flatMap((x) => known.flatMap((y) => [x + y, x * y]));
  return [...new Set(results)].some((result) => reachable([...known, result], target, calls - 1));
}

/**
 * Compute an expression with the tools "add x and y" and "multiply x and y", whose arguments must be numbers seen
 * so far, as must the answer: the policy cannot compute by itself. A call costs 1/20; a right answer pays 1.
 */
export const calculator = defineFamily({
  name: 'calculator',
  shows: 'Tool calls over several turns whose results are arguments of later ones, and an answer that must be earned.',
  sizes: z.strictObject({
    steps: size(2, 1, 6, 'operations of the expression'),
    tasks: size(2, 1, 7, 'different expressions, one prompt each'),
    spareCalls: size(0, 0, 6, 'calls allowed beyond the number of operations'),
  }),
  build: ({ steps, tasks, spareCalls }) => {
    const calls = steps + spareCalls;
    const prompts = Array.from({ length: tasks }, (_, task) => operandsOf(task, steps));
    const pairs = (known: readonly number[], tool: string): string[] =>
      known.flatMap((x, i) => known.slice(i).map((y) => `${tool} ${x} and ${y}`));
    // No result is larger than what repeated squaring of the largest operand gives.
    const digits = Math.ceil(2 ** calls * Math.log10(8)) + 1;
    return defineEnvironment<State>({
      name: 'calculator',
      description: `Compute expressions of ${steps} operations with ${calls} tool calls.`,
      words: ['compute', '*', '+', 'add', 'multiply', 'and', 'answer', 'result', 'right', 'wrong', ...DIGITS],
      turns: calls + 1,
      longestResponse: 2 + 2 * digits,
      longestObservation: Math.max(1 + digits, 2 * steps + 2),
      returnRange: [Rational.of(-calls, 20), 1],
      contexts: prompts.map((operands) => ({
        probability: Rational.of(1, tasks),
        state: { known: [...new Set(operands)].sort((a, b) => a - b), target: targetOf(operands), callsLeft: calls },
        prompt: promptOf(operands),
      })),
      legal: {
        sentences: ({ known, callsLeft }) => [
          ...(callsLeft === 0 ? [] : [...pairs(known, 'add'), ...pairs(known, 'multiply')]),
          ...known.map((x) => `answer ${x}`),
        ],
      },
      reply: ({ known, target, callsLeft }, said) => {
        const [verb, first, , second] = said.split(' ');
        const [x, y] = [Number(first), Number(second)];
        if (verb === 'answer') return [x === target ? { reward: 1, says: 'right' } : { reward: 0, says: 'wrong' }];
        const result = verb === 'add' ? x + y : x * y;
        const now = [...new Set([...known, result])].sort((a, b) => a - b);
        return [{ reward: '-1/20', says: `result ${result}`, next: { known: now, target, callsLeft: callsLeft - 1 } }];
      },
    });
  },
  optimalValue: ({ steps, tasks }) => {
    if (steps > 3) return undefined; // the search for shortcuts is too long
    const needed = Array.from({ length: tasks }, (_, task) => {
      const operands = operandsOf(task, steps);
      const shorter = Array.from({ length: steps }, (_, calls) => calls);
      return shorter.find((calls) => reachable([...new Set(operands)], targetOf(operands), calls)) ?? steps;
    });
    return Rational.ONE.sub(
      Rational.of(
        needed.reduce((sum, calls) => sum + calls, 0),
        20 * tasks,
      ),
    );
  },
  derivation:
    'Following the expression takes one call an operation, so J* ≥ 1 − steps/20, and an answer pays only once its value was seen, so fewer calls help only where a shorter chain reaches it; a search over all chains finds none for 2·3 + 4 = 10 and 3·4 + 5 = 17. A wrong answer is worth at most 0 < 1 − steps/20. So J* = 1 − (mean least number of calls)/20 = 9/10.',
});
