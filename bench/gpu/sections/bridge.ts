import { checkNeuralPath, type NeuralPathOptions } from '../../../src/bridge/checkNeuralPath.js';
import { PRESETS } from '../../../src/neural/algorithm/presets.js';
import { parseEngineChoice } from '../../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import type { Section } from '../section.js';

/** The policies that claim F1 is checked with, by name. */
export const POLICIES = {
  'shared table': { window: 1 },
  'table of all histories': { window: 'all' },
  mlp: { network: { kind: 'mlp', window: 3, embedding: 4, hidden: [6] } },
  gru: { network: { kind: 'gru', embedding: 3, hidden: 4 } },
  transformer: { network: { kind: 'transformer', maxLength: 32, width: 8, layers: 1, heads: 2 } },
} as const satisfies Record<string, NeuralPathOptions>;

const GRADIENTS = ['gradient by logits', 'gradient', "trainer's gradient norm²"];

/** What the claim F1 allows, whatever tighter bounds the tests have. */
function allowed(quantity: string): number {
  return GRADIENTS.includes(quantity) ? 1e-4 : 1e-5;
}

/** Claim F1 for every preset with one of the policies: the largest relative error of each quantity. */
export const bridge: Section = async ({ word, small, words: [policy], tell }) => {
  const chosen = POLICIES[policy as keyof typeof POLICIES];
  const { engine } = await openEngine(parseEngineChoice(word), { probe: false });
  const presets = Object.entries(PRESETS).filter(([name]) => !small || name === 'seeupo' || name === 'released');
  const largest = new Map<string, { error: number; by: string }>();
  let [iterations, compared] = [0, 0];
  const beyond = { tests: [] as string[], claim: [] as string[] };
  for (let seed = 1; seed <= (small ? 1 : 2); seed++) {
    for (const [name, algorithm] of presets) {
      const check = await checkNeuralPath(engine, { ...chosen, algorithm, seed });
      iterations++;
      for (const { quantity, compared: numbers, error, holds } of check.quantities) {
        compared += numbers;
        const by = `${name}, seed ${seed}`;
        if (!(error <= (largest.get(quantity)?.error ?? -1))) largest.set(quantity, { error, by });
        if (!holds) beyond.tests.push(`${quantity} of ${by}: ${error.toExponential(1)}`);
        if (!(error <= allowed(quantity))) beyond.claim.push(`${quantity} of ${by}: ${error.toExponential(1)}`);
      }
      tell('checked', { iterations, compared });
      tell('largest errors', Object.fromEntries([...largest].map(([quantity, own]) => [quantity, { ...own }])));
      tell('beyond the bounds', { ...beyond });
    }
  }
  engine.close();
};
