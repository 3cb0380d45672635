import { fractionOf, type Num, sub } from '../../number.js';
import type { Evidence, Statement } from '../../rule.js';
import { countOf } from '../count.js';
import { optimum } from './best.js';
import { below } from './finding.js';
import { iterationsOf, valueOf } from './places.js';

/** "near" (E10): after K iterations J is within "by" of the optimum, that of "better". It is farther. */
export const near: Statement = (evidence) => {
  const [count, by, gap] = measured(evidence);
  return below(['the distance that is promised', by], [`J* − J(π_${count})`, gap]);
};

/** "far" (E11): after K iterations J is still "by" or more short of the optimum. It is nearer. */
export const far: Statement = (evidence) => {
  const [count, by, gap] = measured(evidence);
  return below([`J* − J(π_${count})`, gap], ['the distance that is said to be left', by]);
};

/** K, "by", and how far the last of the K iterations is from the optimum. */
function measured(evidence: Evidence): readonly [count: number, by: Num, gap: Num] {
  const { game, old } = evidence;
  const count = countOf(evidence.text('sweeps'), 'sweeps');
  const last = iterationsOf(evidence, count).at(-1)?.policy ?? old;
  const by = fractionOf(evidence.text('by'), 'by');
  return [count, by, sub(optimum(evidence), valueOf(game, last)(game.root))];
}
