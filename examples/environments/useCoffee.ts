import { monteCarloReturn } from '../../src/environments/monteCarlo.js';
import { rollout, uniformTokens } from '../../src/environments/rollout.js';
import { unroll } from '../../src/environments/unroll.js';
import { optimalValue } from '../../src/evaluate/optimalValue.js';
import { coffee } from './coffee.js';

/** The exact game, its best value, one episode and an estimate: lines of text. */
export function useCoffee(): string[] {
  const { game } = unroll(coffee);
  const episode = rollout(coffee, uniformTokens, { seed: 1, id: 0 });
  const words = (ids: readonly number[]): string => ids.map((id) => coffee.vocabulary[id]).join(' ');
  const estimate = monteCarloReturn(coffee, uniformTokens, 2000, 1);
  return [
    `${game.nodeCount} nodes, J* = ${optimalValue(game)[0]}`,
    ...episode.turns.map((turn) => `${words(turn.response)} → ${words(turn.observation)} (${turn.reward})`),
    `return ${episode.pathReturn}`,
    `${estimate.method}: ${estimate.mean.toFixed(3)} ± ${estimate.standardError.toFixed(3)} of the uniform policy`,
  ];
}
