import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { probe } from '../../../src/neural/engine/probe.js';
import { itTrainsSteadily } from './support/itTrainsSteadily.js';

const answer = await probe({ name: 'tensorflow' });

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
