import { parseEngineChoice } from '../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../src/neural/engine/openEngine.js';
import { sampledTokens } from './sampledTokens.js';
import type { Shape } from './shape.js';

// The measured program of sampling for one engine: prints one figure as JSON.
// Arguments: the engine, the shape as JSON, untimed and timed iterations.
const [word, shape, ...numbers] = process.argv.slice(2);
const [untimed, timed] = numbers.map(Number);

const { engine } = await openEngine(parseEngineChoice(word), { probe: false });
console.log(
  JSON.stringify({ tokensPerSecond: await sampledTokens(engine, JSON.parse(shape) as Shape, untimed, timed) }),
);
engine.close();
