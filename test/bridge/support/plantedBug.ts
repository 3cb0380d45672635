import type { NeuralParts } from '../../../src/bridge/neuralParts.js';
import type { Algorithm } from '../../../src/neural/algorithm/algorithm.js';

/** A wrong neural path: other functions, or another algorithm than the one it claims to be. */
export interface PlantedBug {
  readonly name: string;
  /** The algorithm that it claims to be; default SeeUPPO-GRAE. */
  readonly claims?: Algorithm;
  /** The quantities that must be out of bounds; others may be. */
  readonly breaks: readonly string[];
  /** The quantities that must stay within theirs: the check points at the bug, not everywhere. */
  readonly leaves: readonly string[];
  readonly parts?: Partial<NeuralParts>;
  /** What really runs, if not what is claimed. */
  readonly runs?: Algorithm;
  /** Is it checked on slow engines, too? */
  readonly brief?: true;
}

/** What is out of bounds when the surrogate is another one. */
export const OBJECTIVE = ['surrogate', 'gradient by logits', 'gradient'];
