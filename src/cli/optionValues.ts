import { InvalidArgumentError } from 'commander';
import { safe } from '../report/plainText.js';

/** Reads an option's whole number between `least` and `most`; commander adds the option's name to the message. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `between ${least} and ${most}`;
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`Write a whole number ${range}.`);
    }
    return value;
  };
}

/** The most contexts of an iteration, and the most rollouts of a context. */
export const MOST_BATCH = 100_000;

/** The most random instances a claim: a plan of more is not worth its memory, and would not end this year. */
export const MOST_RUNS = 10_000_000;

/** Timers of Node reach no further (2^31 ms). */
const MOST_SECONDS = 2_000_000;

/** Reads a time in seconds, such as "90" or "0.5". */
export function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > MOST_SECONDS) {
    throw new InvalidArgumentError(`Write seconds greater than 0 and at most ${MOST_SECONDS}.`);
  }
  return value;
}

/** Reads a number greater than 0, such as "0.003" or "3e-3". */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!/^\d*\.?\d+(e-?\d+)?$/.test(text) || !(value > 0 && value < Infinity)) {
    throw new InvalidArgumentError('Write a number greater than 0, such as 0.003.');
  }
  return value;
}

/** Reads sizes of an environment, such as "wheels=3,positions=4"; a repeated option adds to them. */
export function sizeList(
  text: string,
  before: Readonly<Record<string, number | boolean>> = {},
): Readonly<Record<string, number | boolean>> {
  const added = text.split(',').map((part): [string, number | boolean] => {
    const [, name, value] = /^\s*([^\s=]+)=(\d{1,15}|true|false)\s*$/.exec(part) ?? [];
    if (name === undefined) {
      throw new InvalidArgumentError(
        `Write sizes such as wheels=3,positions=4 (whole numbers, true or false), not "${safe(text)}".`,
      );
    }
    return [name, value === 'true' || (value !== 'false' && Number(value))];
  });
  return Object.fromEntries([...Object.entries(before), ...added]);
}

/** Part `index` (from 1) of `of` parts. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Reads "2/5" as part 2 of 5. */
export function shardOption(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const index = Number(match?.[1]);
  const of = Number(match?.[2]);
  if (match === null || index < 1 || index > of) {
    throw new InvalidArgumentError('Write i/n with 1 ≤ i ≤ n, such as 2/5 for the second of five parts.');
  }
  return { index, of };
}

/** Reads a list of ids separated by commas; a repeated option adds to the list. */
export function idList(text: string, before: readonly string[] = []): readonly string[] {
  const ids = text.split(',').map((id) => id.trim());
  if (ids.includes(''))
    throw new InvalidArgumentError(`Write ids separated by commas, such as D1,E1, not "${safe(text)}".`);
  return [...before, ...ids];
}
