import { z } from 'zod';
import { counterexampleSpec, counterexampleToJson } from '../claims/counterexampleFile.js';
import type { Counterexample } from '../claims/search.js';
import { isExact } from '../guarantees/trial.js';
import type { Step } from '../guarantees/guarantee.js';
import { policyToJson } from '../policy/policyFile.js';
import { parseTie } from '../sweep/tie.js';

const { shape } = counterexampleSpec;

/** Information and turns of a regime, as files have them. */
export const checkRegimeSpec = z.strictObject({
  information: z.enum(['full', 'truncated', 'shared']),
  turns: z.enum(['single', 'multi']),
});

/** A counterexample to a guarantee of somebody's algorithm: the instance by value, and what is violated on it. */
export const checkCounterexampleSpec = z
  .strictObject({
    version: z.literal(1),
    kind: z.literal('seeupo-check-counterexample'),
    algorithm: z.string().meta({ description: 'The name of the algorithm that was checked.' }),
    guarantee: z.string().meta({ description: 'The guarantee that it breaks, such as "monotone".' }),
    regime: checkRegimeSpec,
    game: shape.game,
    policies: shape.policies.meta({ description: '"old", and "new" after one iteration where that is exact.' }),
    parameters: shape.parameters,
    violation: shape.violation,
  })
  .meta({ title: 'A counterexample to a guarantee of an algorithm' });

/** The JSON form of such a counterexample (schemas/check-counterexample.schema.json). */
export type CheckCounterexample = z.infer<typeof checkCounterexampleSpec>;

/** The file of `found`; one iteration of `step` is added as the policy "new" where it is exact. */
export function checkCounterexampleToJson(
  about: Pick<CheckCounterexample, 'algorithm' | 'guarantee' | 'regime'>,
  found: Counterexample,
  step: Step,
): CheckCounterexample {
  const { version, game, policies, parameters, violation } = counterexampleToJson('', found);
  const { policies: named, parameters: given } = found.instance;
  const next = step(named['old'], {
    tie: parseTie(given['tie'] ?? 'first'),
    seed: Number(given['seed'] ?? '1'),
    precision: 30,
  });
  const after = isExact(next) ? { new: policyToJson(next) } : {};
  return {
    version,
    kind: 'seeupo-check-counterexample',
    ...about,
    game,
    policies: { ...policies, ...after },
    parameters,
    violation,
  };
}
