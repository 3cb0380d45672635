import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assumptionProblems, assumptionsByName, assumptionsScript } from './assumptions.js';
import { coq } from './coq.js';
import type { Entry } from './table.js';
import { forbiddenWords } from './words.js';

const SOURCE = 'Theorem planted : forall P : Prop, P.\nProof. Admitted.\n';
const ENTRY: Entry = {
  claim: 'planted',
  theorem: 'planted',
  file: 'Planted.v',
  library: 'SeeUPO.Planted',
  statement: 'Everything is true.',
  kind: 'theorem',
  instance: null,
  mutants: [],
  axioms: [],
};

/**
 * The gate's own negative control: a planted theorem whose proof was admitted. The prover compiles it without
 * complaint, so both the word search and the assumptions must reject it; returns what failed to.
 */
export async function plantedProblems(folder: string): Promise<string[]> {
  const problems: string[] = [];
  writeFileSync(join(folder, ENTRY.file), SOURCE);
  writeFileSync(join(folder, 'PlantedAssumptions.v'), assumptionsScript([ENTRY]));
  const compiled = await coq('coqc', [ENTRY.file], folder);
  const printed = await coq('coqc', ['PlantedAssumptions.v'], folder);
  if (!compiled.ok || !printed.ok)
    problems.push(`the planted file was not even tried:\n${compiled.output}${printed.output}`);
  if (forbiddenWords(SOURCE).length === 0) problems.push('the word search overlooks a planted admitted proof');
  if (!assumptionProblems([ENTRY], assumptionsByName(printed.output)).some((problem) => problem.includes('rests on'))) {
    problems.push('the assumptions of a planted admitted proof look clean');
  }
  for (const file of [ENTRY.file, `${ENTRY.file}o`]) rmSync(join(folder, file), { force: true });
  return problems;
}
