import { D1 } from '../src/claims/catalogue/D1.js';
import type { Family } from '../src/claims/generate/family.js';
import { Random } from '../src/claims/generate/random.js';
import { randomInstance } from '../src/claims/generate/randomInstance.js';
import { BLOCK, searchBlock } from '../src/claims/search.js';
import { processorTime } from './support/passes.js';

// The measured program of the benchmark `claimD1`: prints its figures as JSON.
// Arguments: "clip" or "all", the seed, the number of instances, turns, least and most actions.
const [mix, ...numbers] = process.argv.slice(2);
const [seed, count, turns, least, most] = numbers.map(Number);

const family: Family = { ...D1.family, turns, actions: [least, most] };
const clipOnly: Family = { ...family, parameters: () => ({ step: ['clip:1/5'], order: ['reverse'], tie: ['first'] }) };
const searched = mix === 'clip' ? clipOnly : family;

// The engine compiles what it runs often: let it, as it does once in a run of any length.
searchBlock(D1.check, searched, { seed, name: 'warm-up', block: 0 }, 3000);

let checked = 0;
let strict = 0;
const start = process.cpuUsage();
for (let block = 0; checked < count; block++) {
  const tally = searchBlock(D1.check, searched, { seed, name: 'bench', block }, Math.min(BLOCK, count - checked));
  if (tally.counterexample !== undefined) throw new Error('claim D1 is violated');
  checked += tally.checked;
  strict += tally.strict;
}
const seconds = processorTime(start) / 1000;

const SAMPLE = 20000;
const random = new Random(seed);
let nodes = 0;
for (let n = 0; n < SAMPLE; n++) nodes += randomInstance(random, searched).game.nodeCount;
console.log(JSON.stringify({ perSecond: checked / seconds, meanNodes: nodes / SAMPLE, strict: strict / checked }));
