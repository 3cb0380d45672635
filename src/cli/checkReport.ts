import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { printGame } from '../game/printGame.js';
import { gameFromJson } from '../game/buildGame.js';
import { printPolicy, policyFromJson } from '../policy/policyFile.js';
import type { CheckCell, CheckRun } from '../userAlgorithm/checkRun.js';
import { checkJson } from './checkJson.js';
import { prepareDirectory, writeWhole } from './files.js';
import { jsonText } from './output.js';

const COUNTEREXAMPLES = 'counterexamples';
const CERTIFICATES = 'certificates';
const FAILURES = 'failures';

/** Where a report of `dir` has the counterexample of a cell. */
export function counterexamplePath(dir: string, cell: CheckCell): string {
  return join(dir, COUNTEREXAMPLES, `${fileName(cell)}.json`);
}

/** Where a report of `dir` has the certificate of a cell's counterexample, for any checker. */
export function certificatePath(dir: string, cell: CheckCell): string {
  return join(dir, CERTIFICATES, `${fileName(cell)}.json`);
}

/** Where a report of `dir` has the game on which the step of a cell failed. */
export function failedGamePath(dir: string, cell: CheckCell): string {
  return join(dir, FAILURES, `${fileName(cell)}.game.json`);
}

/** Makes sure that a report can be written to `dir`: before the work, not after it. */
export function prepareCheckReport(dir: string): void {
  for (const path of ['', COUNTEREXAMPLES, CERTIFICATES, FAILURES]) prepareDirectory(join(dir, path));
}

/**
 * Writes the report of a check: `check.json`, each counterexample and its certificate, and each game on which a step failed with the
 * policy it was given. What an earlier report left in its folders under such names is removed.
 */
export function writeCheckReport(dir: string, run: CheckRun): void {
  for (const folder of [COUNTEREXAMPLES, CERTIFICATES, FAILURES]) removeOld(join(dir, folder));
  for (const cell of run.cells) {
    const { counterexample, failure } = cell;
    if (counterexample !== undefined) writeWhole(counterexamplePath(dir, cell), jsonText(counterexample));
    const certificate = counterexample?.confirmation?.certificate;
    if (certificate !== undefined) writeWhole(certificatePath(dir, cell), jsonText(certificate));
    if (failure?.on === undefined) continue;
    const game = gameFromJson(failure.on.game);
    writeWhole(failedGamePath(dir, cell), printGame(game));
    writeWhole(
      failedGamePath(dir, cell).replace(/\.game\.json$/, '.policy.json'),
      printPolicy(policyFromJson(game, failure.on.policy)),
    );
  }
  writeWhole(join(dir, 'check.json'), jsonText(checkJson(run)));
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^[a-z-]+\.(full|truncated|shared)\.(single|multi)(\.game|\.policy)?\.json$/.test(name))
      rmSync(join(folder, name));
  }
}

function fileName({ guarantee, regime: { information, turns } }: CheckCell): string {
  return `${guarantee}.${information}.${turns}`;
}
