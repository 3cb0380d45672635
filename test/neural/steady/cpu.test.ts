import { describe } from 'vitest';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { itTrainsSteadily } from './support/itTrainsSteadily.js';

const { engine } = await openEngine('cpu');
describe('training on cpu', () => itTrainsSteadily(() => engine));
