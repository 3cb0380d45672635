import { didYouMean } from '../game/nearest.js';
import { EnvironmentError } from './environmentError.js';

/** The string of the end token in environments made by `defineEnvironment`. */
export const END = '<end>';

const DIGIT = /^\d$/;

/**
 * Token ids as text: the token strings with blanks between them, but digits side by side, so that the tokens
 * guess, 1, 2 read "guess 12". Throws EnvironmentError for an id outside the vocabulary.
 */
export function textOf(vocabulary: readonly string[], ids: readonly number[]): string {
  let text = '';
  let before = '';
  for (const id of ids) {
    const token = vocabulary[id];
    if (token === undefined) {
      throw new EnvironmentError(`token id ${id} is outside the vocabulary of ${vocabulary.length} tokens`);
    }
    text += before === '' || (DIGIT.test(before) && DIGIT.test(token)) ? token : ` ${token}`;
    before = token;
  }
  return text;
}

/**
 * The token ids of a text: words between blanks; a number that is no token of its own is read digit by digit.
 * Throws EnvironmentError for a word that the vocabulary lacks, with the nearest word that it has.
 */
export function idsOf(vocabulary: readonly string[], text: string): number[] {
  return text.split(/\s+/).flatMap((word) => {
    if (word === '') return [];
    const id = vocabulary.indexOf(word);
    if (id !== -1) return [id];
    const digits = /^\d+$/.test(word) ? Array.from(word, (digit) => vocabulary.indexOf(digit)) : [-1];
    if (digits.includes(-1)) {
      throw new EnvironmentError(`"${word}" is no word of the vocabulary${didYouMean(word, vocabulary)}`);
    }
    return digits;
  });
}
