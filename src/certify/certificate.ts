import { Rational } from '../exact/rational.js';
import type { Real } from '../exact/real.js';
import { labelsOf } from '../game/game.js';
import { gameToSpec } from '../game/printGame.js';
import { hasFullSupport, type Policy } from '../policy/policy.js';
import { policyToJson } from '../policy/policyFile.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import type { Certificate } from './certificateSpec.js';
import { type StatedNumber, statedNumber, statedText } from './numbers.js';
import type { Witness, WitnessIteration } from './witness.js';

/** Decimals of the first enclosures, and how many fewer each later turn's have: what follows from them is wider. */
const DECIMALS = 60;
const FEWER = 4;

/** What made the certificate; listed, and trusted by nobody. */
export type Provenance = Certificate['provenance'];

/**
 * The certificate of a witness, on which `left` and `right` are said not to be as they should (texts as a violation has
 * them).
 */
export function certificateOf(
  witness: Witness,
  sides: { readonly left: string; readonly right: string },
  provenance: Provenance,
): Certificate {
  const { game, policies, statement, iterations, twin } = witness;
  let decimals = DECIMALS;
  const printed = (iteration: WitnessIteration): Certificate['iterations'][number] => {
    const result = printIteration(iteration, decimals);
    decimals = Math.max(20, decimals - FEWER * Math.max(1, poolsIn(iteration)));
    return result;
  };
  return {
    format: 'seeupo-certificate',
    version: 1,
    statement: { ...statement, ...(twin === undefined ? {} : { twin: printIteration(twin, DECIMALS) }) },
    regime: {
      information: game.information.kind,
      turns: game.turns,
      support: hasFullSupport(policies['old']) ? 'full' : 'partial',
    },
    values: { left: statedText(sides.left), right: statedText(sides.right) },
    game: gameToSpec(game),
    policies: Object.fromEntries(Object.entries(policies).map(([name, policy]) => [name, policyToJson(policy)])),
    iterations: iterations.map(printed),
    provenance,
  };
}

function poolsIn({ update }: WitnessIteration): number {
  return 'order' in update ? update.order.length : 1;
}

function printIteration(
  { update, updates, policy }: WitnessIteration,
  decimals: number,
): Certificate['iterations'][number] {
  // Every turn's numbers stand on those of the turns before it.
  const pools = 'order' in update ? update.order.map(String) : [];
  const known = new Map<Real, StatedNumber>();
  const number = (x: Real, fewer: number): StatedNumber => {
    const stated = known.get(x) ?? statedNumber(x, decimals - fewer);
    if (!(x instanceof Rational)) known.set(x, stated);
    return stated;
  };
  const isCandidate = update.kind === 'candidate';
  return {
    update: update as Certificate['iterations'][number]['update'],
    witness: updates.map(({ turns, set, labels, distribution }) => ({
      ...(isCandidate ? {} : { turns: [...turns] }),
      set,
      distribution: Object.fromEntries(
        distribution.map((x, a) => [labels[a], number(x, FEWER * Math.max(0, pools.indexOf(String(turns))))]),
      ),
    })),
    policy: printPolicy(policy, (x) => number(x, FEWER * pools.length)),
  };
}

function printPolicy(
  { game, probability }: RealPolicy | Policy,
  number: (x: Real) => StatedNumber,
): Certificate['iterations'][number]['policy'] {
  return Object.fromEntries(
    game.infoSets.map(([i], set) => {
      const labels = labelsOf(game, i);
      const masses = labels.map((label, a) => [label, number(probability[game.firstEdge[i] + a])] as const);
      return [game.infoSetName[set], Object.fromEntries(masses)];
    }),
  );
}
