import { FULL, type Shape, SMALL } from '../transformer/shape.js';

/**
 * The shape of SmolLM2-135M as near as the transformer here comes: 30 layers of width 576 with 9 heads and a
 * vocabulary of 49,152. SmolLM2 has 3 heads for keys and values, rotary positions, a gated layer of 1,536 (as many
 * parameters as the plain one of 2,304 here), and one matrix for embedding and head; here these are two.
 */
const LANGUAGE: Shape = {
  trajectories: 8,
  turns: 1,
  tokens: 128,
  width: 576,
  layers: 30,
  heads: 9,
  vocabulary: 49_152,
};

/** A shape by name with a batch of trajectories; the small form of the check has a small one for each. */
export function shapeOf(kind: string, batch: number, small: boolean): Shape {
  switch (kind) {
    case 'bench': {
      const base = small ? { ...SMALL, tokens: 4, width: 32 } : FULL;
      return batch <= base.trajectories
        ? { ...base, trajectories: batch }
        : { ...base, copies: batch / base.trajectories };
    }
    case 'language':
      return small
        ? { ...LANGUAGE, trajectories: batch, tokens: 8, width: 72, layers: 1, vocabulary: 96 }
        : { ...LANGUAGE, trajectories: batch };
    default:
      throw new Error(`no shape "${kind}"`);
  }
}
