import { describe } from 'vitest';
import { openEngine } from '../../src/neural/engine/openEngine.js';
import { itMeetsTheOracle } from './support/crossChecks.js';

const { engine } = await openEngine('cpu');

describe('the engine cpu', () => itMeetsTheOracle(() => engine));
