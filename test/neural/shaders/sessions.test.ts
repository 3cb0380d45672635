import { describe, it, vi } from 'vitest';
import type { NetworkSpec } from '../../../src/neural/network/networkSpec.js';
import { MOST_POSITIONS } from '../../../src/neural/shaders/stepShader.js';
import { itAnswersAsWholePasses, SESSION_NETWORKS } from '../support/sessions.js';
import { onWebgpu } from './support.js';

vi.setConfig({ testTimeout: 240_000 });

/** Besides the small ones: a width that cannot be read in fours, and more positions than the shader holds. */
const NETWORKS: NetworkSpec[] = [
  ...SESSION_NETWORKS.slice(2),
  { kind: 'transformer', maxLength: 12, width: 6, layers: 1, heads: 3 },
  { kind: 'transformer', maxLength: MOST_POSITIONS + 1, width: 4, layers: 1, heads: 1 },
];

await onWebgpu('sampling on webgpu', (engine) => {
  describe('a session on the engine webgpu', () => {
    it.each(NETWORKS)('answers as one pass over each whole history does: $kind $width', async (spec) => {
      await itAnswersAsWholePasses(engine, spec);
    });
  });
});
