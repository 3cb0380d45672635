import { AtlasError } from '../atlas/atlasError.js';
import { columnCheck } from '../decide/columnCheck.js';
import { type DecidedJson, decidedSpec, instanceOfWitness, taskOf } from '../decide/decidedFile.js';
import { ExactError } from '../exact/exactError.js';
import { examinedOf } from '../guarantees/examinedOf.js';
import { readJson } from './readJson.js';

/**
 * Reads a file of what is decided on rows. It may come from another machine, so every counterexample in it is checked
 * again, exactly; "none" is believed. Throws UsageError or GameFileError, one line with the place.
 */
export function readDecided(fileName: string): DecidedJson {
  const json = readJson(fileName, decidedSpec);
  json.value.cells.forEach((cell, n) => {
    for (const side of ['any', 'stay'] as const) {
      const { answer, witness } = cell[side] ?? {};
      if (answer === undefined) continue;
      const place = ['cells', n, side];
      if ((answer === 'counterexample') !== (witness !== undefined)) {
        throw json.problem('an answer is a counterexample if and only if it has a witness', place);
      }
      if (witness === undefined) continue;
      let status: string;
      try {
        status = json.within([...place, 'witness'], () => {
          const { instance, next } = instanceOfWitness(cell, witness);
          const examined = next === undefined ? examinedOf(taskOf(cell).algorithm) : { step: (): typeof next => next };
          return columnCheck(cell.column, examined)(instance).status;
        });
      } catch (error) {
        if (error instanceof AtlasError) throw json.problem(error.message, ['cells', n, 'subject']);
        if (error instanceof RangeError || error instanceof ExactError) throw json.problem(error.message, place);
        throw error;
      }
      if (status !== 'violated') throw json.problem('this is no counterexample', [...place, 'witness']);
    }
  });
  return json.value;
}
