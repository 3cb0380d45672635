import type { PaperVerdict, Regime } from '../claims/claim.js';

/** The regime in one line: "information: full; expectation: exact; optimiser: exact argmax; …". */
export function regimeText({ information, expectation, optimiser, support, discount, order }: Regime): string {
  return [
    `information: ${information}`,
    `expectation: ${expectation}`,
    `optimiser: ${optimiser}`,
    `support: ${support}`,
    `discount: ${discount}`,
    `order of turns: ${order}`,
  ].join('; ');
}

/** What the paper says, in words. */
export function paperText(paper: PaperVerdict): string {
  return {
    guaranteed: 'guarantees it',
    'not guaranteed': 'gives no guarantee',
    'says otherwise': 'says otherwise',
    silent: 'says nothing',
  }[paper];
}
