import { describe, expect, it } from 'vitest';
import { openEngine } from '../../src/neural/engine/openEngine.js';
import { itMeetsTheOracle } from './support/crossChecks.js';
import { tensorflowHere } from '../neural/engine/support/tensorflowHere.js';

const answer = await tensorflowHere();

if (answer.works) {
  const { engine } = await openEngine('tensorflow');
  describe('the engine tensorflow', () => itMeetsTheOracle(() => engine));
} else {
  console.warn(`\nNOT CHECKED here: claim F1 on tensorflow. ${answer.cause}; ${answer.cure}\n`);
  describe('tensorflow where it does not load', () => {
    it('is an error with its cause', async () => {
      await expect(openEngine('tensorflow')).rejects.toThrow('engine tensorflow: ');
    });
  });
}
