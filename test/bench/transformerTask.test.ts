import { describe, expect, it } from 'vitest';
import { babble } from '../../bench/transformer/babble.js';
import { Exchange } from '../../bench/transformer/exchange.js';
import { FULL, SMALL } from '../../bench/transformer/shape.js';
import { batchOf, lossOn, taskOf } from '../../bench/transformer/task.js';
import { checkedEnvironment } from '../../src/environments/checkedEnvironment.js';
import { lossGradient } from '../../src/neural/train/descend.js';
import { relativeError, testDevice } from '../neural/support/testDevice.js';

const { tf, read } = await testDevice('wasm');
const shape = { ...SMALL, width: 16, vocabulary: 12, tokens: 3 };
const task = taskOf(shape);

describe('the task of the benchmark transformer', () => {
  it('has the size that is announced, and legal tokens only', () => {
    const full = taskOf(FULL);
    expect(full.samples).toHaveLength(64);
    expect(full.samples.every(({ tokens, responses }) => tokens.length === 64 && responses.length === 4)).toBe(true);
    expect(full.network.layout.size).toBe(818_112);
    for (const { tokens, responses } of full.samples.slice(0, 4)) {
      for (const { start, legal } of responses) legal.forEach((some, n) => expect(some).toContain(tokens[start + n]));
    }
  });

  it('has the gradient that its halves add up to, as two workers do it', async () => {
    const gradients = await Promise.all(
      [task.samples, task.samples.slice(0, 2), task.samples.slice(2)].map(async (samples) => {
        const loss = lossOn(tf, task, batchOf(tf, task, samples));
        return read(lossGradient(tf, task.network, tf.tensor1d(task.theta), loss).gradient);
      }),
    );
    const [whole, first, second] = gradients;
    const sum = first.map((x, i) => x + second[i]);
    expect(relativeError(sum, whole)).toBeLessThan(1e-5);
    expect(relativeError(first, whole)).toBeGreaterThan(0.1);
  });

  it('is sampled in an environment without faults', () => {
    const environment = checkedEnvironment(babble(shape));
    expect(environment.legalNext(1, [])).toEqual(Array.from({ length: 11 }, (_, n) => n));
    expect(environment.legalNext(1, [0, 0])).toEqual([11]);
    expect(environment.respond(shape.turns, [0, 0, 11])[0].next).toBeUndefined();
    expect(environment.respond(1, [0, 0, 11])[0].next).toBe(2);
  });
});

it('an exchange of one worker gives back its vector, round after round', () => {
  const exchange = new Exchange(Exchange.memory(1, 2), 1, 0, 2);
  expect([...exchange.sum(Float32Array.of(1, 2))]).toEqual([1, 2]);
  expect([...exchange.sum(Float32Array.of(3, -4))]).toEqual([3, -4]);
});
