import { type Certificate, certificateSpec } from '../certify/certificateSpec.js';
import { JsonText } from '../game/jsonText.js';
import { checkCounterexampleSpec } from '../userAlgorithm/checkCounterexample.js';
import { readText } from './files.js';
import { readJson } from './readJson.js';

/**
 * The certificate in a file: the file itself, or that of a counterexample of `seeupo check`. Undefined where the file is
 * of another kind. Throws UsageError or GameFileError, one line with the place, for one that is not as it should be.
 */
export function readCertificate(fileName: string): Certificate | undefined {
  const { value } = JsonText.parse(readText(fileName), fileName);
  if (typeof value !== 'object' || value === null) return undefined;
  if ('format' in value && value.format === 'seeupo-certificate') return readJson(fileName, certificateSpec).value;
  if (!('kind' in value) || value.kind !== 'seeupo-check-counterexample') return undefined;
  const json = readJson(fileName, checkCounterexampleSpec);
  const certificate = json.value.confirmation?.certificate;
  if (certificate !== undefined) return certificate;
  throw json.problem('it holds no certificate; replay it with: seeupo check FILE --replay', []);
}
