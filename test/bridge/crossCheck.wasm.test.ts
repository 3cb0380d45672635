import { describe } from 'vitest';
import { openEngine } from '../../src/neural/engine/openEngine.js';
import { itMeetsTheOracle } from './support/crossChecks.js';

const { engine } = await openEngine('wasm');

describe('the engine wasm', () => itMeetsTheOracle(() => engine));
