import { parseEngineChoice } from '../../../src/neural/engine/engineChoice.js';
import { gpuName } from '../../../src/neural/engine/gpuName.js';
import { openHere } from '../../../src/neural/engine/openHere.js';
import { gpuBackend, type Section } from '../section.js';

/** The adapter, what it can, and what it makes of the known-answer problem. */
export const adapter: Section = async ({ word, tell }) => {
  tell('card', gpuName());
  const { name, adapter: named } = parseEngineChoice(word);
  if (name === 'auto') throw new Error('name an engine');
  const { engine, check } = await openHere(name, named === undefined ? {} : { adapter: named });
  tell('engine', { ...engine.info });
  tell('knownAnswer', { ...check });
  const device = gpuBackend(engine)?.device;
  if (device !== undefined) {
    tell('limits', numbersOf(device.limits));
    tell('features', [...device.features]);
  }
  engine.close();
};

/** The limits are getters of a prototype, which no spread copies. */
function numbersOf(limits: object): Record<string, number> {
  const result: Record<string, number> = {};
  for (const name in limits) {
    const value: unknown = limits[name as keyof typeof limits];
    if (typeof value === 'number') result[name] = value;
  }
  return result;
}
