import { z } from 'zod';
import { UNCHECKED } from '../certify/confirm.js';
import { counterexampleSpec } from '../claims/counterexampleFile.js';
import { settingsSpec } from '../claims/run/runFile.js';
import { CAUGHT_UNCHECKED } from './verdictText.js';

const count = z.int().min(0);
const fraction = z.string().meta({ description: 'An exact number: "p" or "p/q".' });

/** Counts and counterexamples of one search. */
const findingShape = {
  checked: count.meta({ description: 'Instances checked, without replays of stored counterexamples.' }),
  vacuous: count.meta({ description: 'Of these: a hypothesis was false, so that the instance says nothing.' }),
  premiseShare: fraction
    .nullable()
    .meta({ description: '(checked − vacuous)/checked; null when nothing was checked.' }),
  strict: count.meta({ description: 'Of these: the interesting case occurred, such as a strict inequality.' }),
  undecided: count.meta({ description: 'Of these: enclosures could not decide at the highest precision.' }),
  complete: z.boolean().meta({ description: 'Was the whole search done?' }),
  counterexample: counterexampleSpec.optional().meta({ description: 'Found from scratch in this run.' }),
  stored: z
    .enum(['confirmed', UNCHECKED, 'missing', 'stale'])
    .optional()
    .meta({ description: 'The stored counterexample, replayed; absent where none is expected.' }),
};

const variantSpec = z.strictObject({
  id: z.string(),
  title: z.string(),
  expected: z.enum(['refuted', 'holds']),
  drops: z.string().optional().meta({ description: 'The hypothesis that is dropped (or restored).' }),
  status: z.enum(['caught', CAUGHT_UNCHECKED, 'missed', 'holds', 'refuted', UNCHECKED, 'unfinished', 'not tested']),
  needs: count.optional().meta({ description: 'The --runs that its search needs, where this run was shorter.' }),
  ...findingShape,
});

const claimSpec = z.strictObject({
  id: z.string(),
  title: z.string(),
  statement: z.string(),
  source: z.string(),
  regime: z.strictObject({
    information: z.string(),
    expectation: z.string(),
    optimiser: z.string(),
    support: z.string(),
    discount: z.string(),
    order: z.string(),
  }),
  remark: z.string().optional(),
  instances: z.string().meta({ description: 'Where instances come from, in words.' }),
  paper: z.enum(['guaranteed', 'not guaranteed', 'says otherwise', 'silent']),
  expected: z.enum(['proved', 'holds', 'refuted', 'open']),
  verdict: z.enum(['proved', 'holds', 'refuted', UNCHECKED, 'open', 'inconclusive', 'not applicable']),
  verdictText: z.string(),
  why: z.string().optional().meta({ description: 'Why it is open or inconclusive.' }),
  needs: count
    .optional()
    .meta({ description: 'The --runs that it needs, where it is inconclusive because this run was shorter.' }),
  proof: z
    .strictObject({ theorems: z.array(z.string()), axioms: z.array(z.string()), stale: z.boolean() })
    .optional()
    .meta({ description: 'What the proof gate confirmed; stale when proof files changed since.' }),
  ...findingShape,
  refused: z.string().optional().meta({ description: "Why the claim does not apply to the user's game." }),
  variants: z.array(variantSpec),
  problems: z
    .array(z.string())
    .meta({ description: 'What differs from what the catalogue expects; empty when nothing does.' }),
});

/** The verdicts of a run, for machines (schemas/verification.schema.json): type, validation and JSON Schema in one. */
export const verificationSpec = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal('seeupo-verdicts'),
    version: z.string().meta({ description: 'The version of seeupo.' }),
    settings: settingsSpec,
    complete: z.boolean().meta({ description: 'Was every task of the run done?' }),
    summary: z.string(),
    problems: count,
    unchecked: count.meta({ description: 'Counterexamples that the small checker has not confirmed.' }),
    claims: z.array(claimSpec),
  })
  .meta({ title: 'The verdicts of a seeupo verification run' });

/** What `verify --json` prints. */
export type Verification = z.infer<typeof verificationSpec>;
