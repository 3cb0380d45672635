import type { z } from 'zod';
import { atlasSpec } from '../atlas/atlasFile.js';
import { counterexampleSpec } from '../claims/counterexampleFile.js';
import { proofRecordSpec } from '../claims/proofRecord.js';
import { runSpec } from '../claims/run/runFile.js';
import { decidedSpec } from '../decide/decidedFile.js';
import { schemaText } from '../policy/jsonSchemas.js';
import { baselineSpec } from '../userAlgorithm/baseline.js';
import { checkCounterexampleSpec } from '../userAlgorithm/checkCounterexample.js';
import { verificationSpec } from './verificationSpec.js';

const SPECS: readonly (readonly [file: string, spec: z.ZodType])[] = [
  ['atlas.schema.json', atlasSpec],
  ['check-baseline.schema.json', baselineSpec],
  ['check-counterexample.schema.json', checkCounterexampleSpec],
  ['counterexample.schema.json', counterexampleSpec],
  ['decided.schema.json', decidedSpec],
  ['proof-record.schema.json', proofRecordSpec],
  ['run.schema.json', runSpec],
  ['verification.schema.json', verificationSpec],
];

/** The published JSON Schemas of counterexamples, proof records, runs and verdicts, by file name under schemas/; `jsonSchemas` has the others. */
export function reportJsonSchemas(): ReadonlyMap<string, string> {
  return new Map(SPECS.map(([file, spec]) => [file, schemaText(spec)]));
}
