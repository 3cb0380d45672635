import { atlas } from './atlas.js';
import { backward } from './backward.js';
import { check } from './check.js';
import { claimD1 } from './claimD1.js';
import { transformer } from './transformer.js';
import { verify } from './verify.js';
import { workers } from './workers.js';

// `npm run bench` runs all benchmarks, `npm run bench -- backward workers` those named.
const benchmarks = new Map<string, () => void | Promise<void>>(
  Object.entries({ backward, claimD1, workers, verify, check, atlas, transformer }),
);

const named = process.argv.slice(2);
const unknown = named.filter((name) => !benchmarks.has(name));
if (unknown.length > 0) {
  console.error(`unknown benchmark "${unknown[0]}"; there are ${[...benchmarks.keys()].join(', ')}`);
  process.exitCode = 2;
} else {
  for (const [name, run] of benchmarks) if (named.length === 0 || named.includes(name)) await run();
}
