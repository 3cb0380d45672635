import type { EnvironmentFamily } from '../family.js';
import { calculator } from './calculator.js';
import { combinationLock } from './combinationLock.js';
import { delayedCredit } from './delayedCredit.js';
import { flakyTool } from './flakyTool.js';
import { frozenLake } from './frozenLake.js';
import { guessNumber } from './guessNumber.js';
import { mastermind } from './mastermind.js';

/** Every environment family of the project. */
export const ENVIRONMENTS: readonly EnvironmentFamily[] = [
  delayedCredit,
  combinationLock,
  guessNumber,
  mastermind,
  calculator,
  flakyTool,
  frozenLake,
];
