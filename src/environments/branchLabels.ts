import type { Branch } from './belief.js';
import { EnvironmentError } from './environmentError.js';
import { textOf } from './tokens.js';

/**
 * The labels of a chance node's outcomes: what the environment says. Where that leaves endings without a word, or
 * two outcomes alike, the reward of the ending is added. Throws EnvironmentError when two outcomes still look alike.
 */
export function branchLabels(
  vocabulary: readonly string[],
  branches: readonly Pick<Branch<unknown>, 'observation' | 'reward' | 'next'>[],
): string[] {
  const said = branches.map(({ observation }) => textOf(vocabulary, observation));
  const labels = branches.map(({ next, reward }, b) => {
    const text = said[b];
    const alone = said.indexOf(text) === said.lastIndexOf(text);
    if (text !== '' && alone) return text;
    if (next !== undefined) return text === '' ? 'no word' : text;
    return text === '' ? `ends with ${reward}` : `${text}, ends with ${reward}`;
  });
  const twice = labels.find((label, b) => labels.indexOf(label) !== b);
  if (twice !== undefined) {
    throw new EnvironmentError(`two different replies both read "${twice}"; use words that cannot be confused`);
  }
  return labels;
}
