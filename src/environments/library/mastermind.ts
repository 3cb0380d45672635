import { z } from 'zod';
import { Rational } from '../../exact/rational.js';
import { defineFamily } from '../family.js';
import { DIGITS } from '../numerals.js';
import { defineEnvironment } from '../rules.js';
import { END } from '../tokens.js';
import { size } from './sizes.js';

interface State {
  readonly code: string;
  readonly left: number;
}

/** Codes as digits, one a peg. */
function codes(pegs: number, colours: number): string[] {
  return Array.from({ length: colours ** pegs }, (_, n) => n.toString(colours).padStart(pegs, '0'));
}

/** "black black white": a black pin for each peg of the right colour in the right place, a white one elsewhere. */
function answer(code: string, guess: string): string {
  const count = (text: string, colour: string): number => text.split(colour).length - 1;
  const common = [...new Set(code)].reduce((sum, c) => sum + Math.min(count(code, c), count(guess, c)), 0);
  const black = Array.from(code).filter((c, peg) => c === guess[peg]).length;
  const pins = [...new Array<string>(black).fill('black'), ...new Array<string>(common - black).fill('white')];
  return pins.length === 0 ? 'none' : pins.join(' ');
}

/** The most of the codes `left` that any plan of `guesses` guesses finds: each answer leaves a smaller problem. */
function mostFound(all: readonly string[], left: readonly string[], guesses: number): number {
  if (guesses === 0 || left.length === 0) return 0;
  if (guesses === 1 || left.length === 1) return 1;
  return Math.max(
    ...all.map((guess) => {
      const answers = new Map<string, string[]>();
      for (const code of left) {
        if (code === guess) continue;
        const heard = answer(code, guess);
        answers.set(heard, [...(answers.get(heard) ?? []), code]);
      }
      const found = left.includes(guess) ? 1 : 0;
      return [...answers.values()].reduce((sum, rest) => sum + mostFound(all, rest, guesses - 1), found);
    }),
  );
}

/** Find a hidden code; each guess is answered with black and white pins. */
export const mastermind = defineFamily({
  name: 'mastermind',
  shows: 'A hidden code and informative answers: a guess that cannot be right may be the best one.',
  sizes: z.strictObject({
    pegs: size(2, 1, 5, 'pegs of the code'),
    colours: size(3, 2, 6, 'colours, numbered from 0'),
    guesses: size(2, 1, 12, 'guesses'),
  }),
  build: ({ pegs, colours, guesses }) => {
    const all = codes(pegs, colours);
    const palette = DIGITS.slice(0, colours);
    return defineEnvironment<State>({
      name: 'mastermind',
      description: `Find a code of ${pegs} pegs in ${colours} colours with ${guesses} guesses.`,
      words: ['black', 'white', 'none', ...DIGITS],
      turns: guesses,
      longestResponse: pegs,
      longestObservation: pegs,
      returnRange: [0, 1],
      contexts: all.map((code) => ({ probability: Rational.of(1, all.length), state: { code, left: guesses } })),
      legal: { next: (_, prefix) => (prefix.length < pegs ? palette : [END]) },
      reply: ({ code, left }, guess) => {
        const says = answer(code, guess);
        if (guess === code) return [{ reward: 1, says }];
        return [left === 1 ? { says } : { says, next: { code, left: left - 1 } }];
      },
    });
  },
  optimalValue: ({ pegs, colours, guesses }) => {
    const all = codes(pegs, colours);
    // The recurrence tries all guesses at all answers; beyond this its search is too long.
    if (guesses > 3 || all.length > 81) return undefined;
    return Rational.of(mostFound(all, all, guesses), all.length);
  },
  derivation:
    'K(S, g), the most codes of S that g guesses find, is 1 for g = 1, else the maximum over guesses of [guess in S] + Σ over the other answers of K(S given the answer, g − 1). With 2 pegs, 3 colours and 2 guesses it is the most answers that one guess can get: "01" gets 2-0, 0-2, 1-0, 0-1 and 0-0, so J* = 5/9.',
});
