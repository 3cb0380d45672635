import type { Algorithm } from '../../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../../src/neural/algorithm/presets.js';

/** All that can be clipped or penalised at once, so tightly that it is. */
export const TIGHT: Algorithm = {
  ...PRESETS.released,
  update: { kind: 'clip', ratio: 'token', aggregation: 'token-sum', low: 0.02, high: 0.03, dual: 1.05 },
  kl: { weight: 0.5, aggregation: 'token-sum' },
  carry: { kind: 'ratio', ratio: 'geometric-mean', clip: 0.02 },
  epochs: 4,
};
