import type { Engine } from './engine/engine.js';

export type { Rank, ShapeMap, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';

/** The tfjs namespace of one engine. Functions on tensors take it as their first argument: no engine is global. */
export type TF = Engine['tf'];

/** What of an engine the functions here need: its namespace, and the one way to read a tensor that always works. */
export type Device = Pick<Engine, 'tf' | 'read'>;
