import { pathToFileURL } from 'node:url';
import { openHere } from '../../../src/neural/engine/openHere.js';
import { load } from '../../../src/neural/engine/packages.js';
import type { Section } from '../section.js';

/** Loads every module that a check loads, without a GPU: the packer asks which these are. */
export const modules: Section = async ({ tell }) => {
  const { engine } = await openHere('cpu');
  const { globals } = (await import(pathToFileURL(load.resolve('webgpu')).href)) as { readonly globals: object };
  Object.assign(globalThis, globals);
  // The backend only looks whether there is one.
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: {} }, configurable: true });
  load('@tensorflow/tfjs-backend-webgpu');
  tell('backends', Object.keys(engine.tf.engine().registryFactory));
};
