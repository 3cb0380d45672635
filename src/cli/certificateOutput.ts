import { checkCertificate } from '../certificate/check.js';
import type { Certificate } from '../certify/certificateSpec.js';
import { confirm, confirmationText } from '../certify/confirm.js';
import { GameError } from '../game/gameError.js';
import { PolicyError } from '../policy/policyError.js';
import { certificateText } from '../report/certificateText.js';
import { wrap } from '../report/plainText.js';
import { EXIT, type ExitCode } from './exitCode.js';
import { jsonText, print } from './output.js';

/** Checks a certificate, draws it, and says what the small checker says: 0 it is confirmed; 1 it is not. */
export function presentCertificate(certificate: Certificate, json: boolean): ExitCode {
  const verdict = checkCertificate(certificate);
  if ('confirmed' in verdict && !verdict.confirmed) {
    const { reason } = verdict;
    if (json) print(jsonText({ schemaVersion: 1, kind: 'seeupo-certificate-check', word: 'not confirmed', reason }));
    else print(`${drawn(certificate)}\n\n${wrap(`The small checker does not confirm it: ${reason}`)}`);
    return EXIT.failed;
  }
  const confirmation = confirm(() => certificate);
  if (json) print(jsonText({ schemaVersion: 1, kind: 'seeupo-certificate-check', ...confirmation }));
  else print(`${drawn(certificate)}\n\n${wrap(sentence(confirmationText(confirmation)))}`);
  return confirmation.word === 'refuted' ? EXIT.fine : EXIT.failed;
}

function drawn(certificate: Certificate): string {
  try {
    return certificateText(certificate);
  } catch (error) {
    if (error instanceof GameError || error instanceof PolicyError) return `It cannot be drawn: ${error.message}`;
    throw error;
  }
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}
