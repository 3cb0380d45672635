import type { Command } from 'commander';
import { ENGINE_NAMES } from '../../neural/engine/engine.js';
import { fields } from '../../report/plainText.js';
import { enginePiece, engineStates } from '../doctorEngines.js';
import { type Piece, pieces } from '../doctorPieces.js';
import { EXIT, type Finish } from '../exitCode.js';
import { jsonText, print } from '../output.js';

interface DoctorOptions {
  readonly json?: boolean;
}

const HELP = `
An engine that does not work is told with its cause and the cure; wasm and cpu
come with the program, the others are optional. docs/engines.md has more.

Exit code: 0, whatever is missing; 3 when it was interrupted.

Examples:
  $ seeupo doctor
  $ seeupo doctor --json > doctor.json`;

/** `seeupo doctor`: what is here, what is missing, and how to get it. */
export function addDoctor(program: Command, finish: Finish): void {
  program
    .command('doctor')
    .summary('what is installed, what is missing, and how to get it')
    .description(
      'Tells which optional pieces are here, what the missing ones are for, and how to get them. Tries every engine that networks can run on, each in a process of its own, on a gradient that is known.',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(async ({ json = false }: DoctorOptions) => {
      const found = pieces();
      const engines = await engineStates();
      print(
        json
          ? jsonText({ schemaVersion: 1, kind: 'seeupo-doctor', pieces: found, engines })
          : fields([...found, ...engines.map(enginePiece)].map(line)),
      );
      finish(engines.length < ENGINE_NAMES.length ? EXIT.inconclusive : EXIT.fine);
    });
}

function line({ name, found, advice }: Piece): readonly [string, string] {
  return [name, advice === undefined ? found : `${found}; ${advice}`];
}
