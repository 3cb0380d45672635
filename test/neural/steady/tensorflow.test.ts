import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { itTrainsSteadily } from './support/itTrainsSteadily.js';
import { tensorflowHere } from '../engine/support/tensorflowHere.js';

const answer = await tensorflowHere();

if (answer.works) {
  const { engine } = await openEngine('tensorflow');
  describe('training on tensorflow', () => itTrainsSteadily(() => engine));
} else {
  console.warn(`\nNOT CHECKED here: training on tensorflow. ${answer.cause}; ${answer.cure}\n`);
  describe('training on tensorflow where it does not load', () => {
    it('is an error with its cause', async () => {
      await expect(openEngine('tensorflow')).rejects.toMatchObject({ engine: 'tensorflow', cause: answer.cause });
    });
  });
}
