import { chance, decision, game, terminal } from '../builders.js';
import type { Game } from '../game.js';
import type { NodeSpec } from '../gameSpec.js';
import type { LibraryGame } from './libraryGame.js';

/**
 * Find a number drawn uniformly from 1..`numbers` with `guesses` guesses; each is answered "lower", "higher"
 * or "correct", and finding it pays 1. What the policy knows is the interval that is left. Given the answers
 * so far the number is uniform on it, so chance draws each answer with its posterior probability; the game
 * has full information, and backward induction gives the best policy that sees only the answers.
 */
export function guessNumberGame(numbers: number, guesses: number): Game {
  return game('guess-number', guessing(1, numbers, guesses));
}

function guessing(low: number, high: number, left: number): NodeSpec {
  if (left === 0) return terminal(0);
  const actions: [string, NodeSpec][] = [];
  for (let guess = low; guess <= high; guess++) actions.push([`guess ${guess}`, answered(low, guess, high, left - 1)]);
  return decision(actions);
}

function answered(low: number, guess: number, high: number, left: number): NodeSpec {
  const size = high - low + 1;
  const outcomes: [string, string, NodeSpec][] = [[`1/${size}`, 'correct', terminal(1)]];
  if (guess > low) outcomes.push([`${guess - low}/${size}`, 'lower', guessing(low, guess - 1, left)]);
  if (guess < high) outcomes.push([`${high - guess}/${size}`, 'higher', guessing(guess + 1, high, left)]);
  return chance(outcomes);
}

/** Eight numbers, three guesses. */
export const guessNumber: LibraryGame = {
  id: 'guess-number',
  shows: 'Information gathering: a guess that halves the interval is worth more than its own chance of being right.',
  optimalValue: '7/8',
  derivation:
    'A plan of three guesses with two ways on after each names at most 1 + 2 + 4 = 7 different numbers, and finds the hidden one if it is among them; halving names 7 of the 8.',
  build: () => guessNumberGame(8, 3),
};
