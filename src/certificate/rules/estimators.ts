import type { Game } from '../game.js';
import { ONE, sub } from '../number.js';
import type { Policy } from '../policy.js';
import { Uncovered } from '../refusal.js';
import { batchNormalised } from './batch.js';
import { inGroups } from './groups.js';
import { inLargeGroups } from './largeGroups.js';
import { generalised } from './gae.js';
import { type Returns, returnsOf } from './returns.js';
import type { Estimate } from './samples.js';

/** An estimator's name in parts: "grae-std:2:n-1/undiscounted" is baseline, scale, sizes, option. */
export interface EstimatorName {
  readonly baseline: string;
  readonly scale: string;
  readonly sizes: readonly string[];
}
type Family = (name: EstimatorName, returns: Returns) => Estimate | undefined;

/** Each gives the estimators that it knows. */
const FAMILIES: readonly Family[] = [plain, inLargeGroups, inGroups, batchNormalised];

/** The estimator of that name under the old policy. */
export function estimateOf(text: string, game: Game, old: Policy): Estimate {
  const parts =
    /^(joint|return|grae|loo|gae|local)(-std|-batch-std|)((?::[^:]+?)*)(\/undiscounted|\/unweighted|)$/.exec(text);
  if (parts === null) throw new Uncovered(`the estimator ${text}`);
  const [, baseline, scale, sizes, option] = parts;
  const name = { baseline, scale, sizes: sizes.split(':').slice(1) };
  const local = generalised(name, game, old, option !== '/unweighted');
  if (local !== undefined && option !== '/undiscounted') return local;
  const returns = returnsOf(game, old, option === '/undiscounted' ? ONE : game.gamma);
  const known = option === '/unweighted' ? [] : FAMILIES;
  let found: Estimate | undefined;
  for (const family of known) found ??= family(name, returns);
  if (found === undefined) throw new Uncovered(`the estimator ${text}`);
  return found;
}

/** "joint": R − V(s0), of Eq. 5; "return": R. */
function plain({ baseline, scale, sizes }: EstimatorName, { returnOf, lawOf }: Returns): Estimate | undefined {
  if (scale !== '' || sizes.length > 0) return undefined;
  if (baseline === 'joint') return (path) => [[ONE, sub(returnOf(path), lawOf(path).mean)]];
  return baseline === 'return' ? (path) => [[ONE, returnOf(path)]] : undefined;
}
