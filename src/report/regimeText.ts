import type { PaperVerdict, Regime } from '../claims/claim.js';

/** The regime in one line: "full information; exact expectation; exact argmax; …". */
export function regimeText({ information, expectation, optimiser, support, discount, order }: Regime): string {
  return [
    `${information} information`,
    `${expectation} expectation`,
    optimiser,
    `${support} support`,
    discount,
    order === 'any' ? 'any order of turns' : `order of turns: ${order}`,
  ].join('; ');
}

/** What the paper says, in words. */
export function paperText(paper: PaperVerdict): string {
  return { guaranteed: 'guarantees it', 'not guaranteed': 'gives no guarantee', silent: 'says nothing' }[paper];
}
