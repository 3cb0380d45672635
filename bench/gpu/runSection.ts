import { parseArgs } from 'node:util';
import type { Told } from './resultSpec.js';
import type { Section } from './section.js';
import { adapter } from './sections/adapter.js';
import { bridge } from './sections/bridge.js';
import { host } from './sections/host.js';
import { modules } from './sections/modules.js';
import { precision } from './sections/precision.js';
import { products } from './sections/products.js';
import { profile } from './sections/profile.js';
import { sampling } from './sections/sampling.js';
import { steady } from './sections/steady.js';
import { steps } from './sections/steps.js';
import { training } from './sections/training.js';

// The program of one section's process: runSection SECTION [words] --engine WORD [--small]. Every result is a line on
// stdout, {"name":…,"value":…}, written before the next one is worked out.
const SECTIONS: Readonly<Record<string, Section>> = {
  modules,
  adapter,
  precision,
  bridge,
  steps,
  products,
  profile,
  host,
  sampling,
  steady,
  training,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string' }, small: { type: 'boolean' } },
});
const [name, ...words] = positionals;
const tell = (told: string, value: Told): void => console.log(JSON.stringify({ name: told, value }));
await SECTIONS[name]({ word: values.engine ?? 'webgpu', small: values.small === true, words, tell });
// A driver's threads may keep the process alive.
process.exit(0);
