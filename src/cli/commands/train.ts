import type { Command } from 'commander';
import { GROUP_SIZE, LEARNING_RATE } from '../../neural/compare/learningRates.js';
import { engineLine, rejectionLine } from '../../neural/engine/engineLine.js';
import { parseEngineChoice } from '../../neural/engine/engineChoice.js';
import { openEngine } from '../../neural/engine/openEngine.js';
import type { Budget } from '../../neural/train/budget.js';
import { asNeuralInput } from '../asNeuralInput.js';
import { EXIT, type ExitCode, type Finish } from '../exitCode.js';
import { prepareDirectoryOf } from '../files.js';
import { MOST_BATCH, positiveNumber, sizeList, wholeNumber } from '../optionValues.js';
import { jsonText, note, print } from '../output.js';
import { trainRun } from '../trainRun.js';
import { type TrainChoice, trainSetup } from '../trainSetup.js';
import { environmentLines, PRESET_NAMES } from '../trainWords.js';
import { asUsage } from '../usageError.js';

interface TrainOptions extends TrainChoice {
  readonly engine: string;
  readonly json?: boolean;
}

const HELP = `
Environments, and their sizes with defaults:
${environmentLines()}

Algorithms: ${PRESET_NAMES}

Options replace what the file says. Ctrl-C ends the run after the iteration
that is going on, with a checkpoint; --resume goes on from it as if nothing
had happened. There is a checkpoint every ten iterations in any case
("checkpointEvery" in the file).

Without a file, a network other than a table takes its learning rate and group
size from what was tuned for the environment and the algorithm (${LEARNING_RATE} and ${GROUP_SIZE}
where nothing was); a table, or a file that names none, takes 0.01 and 8.

An environment that is too large to unroll is trained without telling J; then
"seeupo evaluate --samples" estimates it.

Exit code: 0 all iterations are done; 2 bad use or input; 3 stopped before.

Examples:
  $ seeupo train --environment combination-lock --iterations 30
  $ seeupo train --environment flaky-tool --network gru --algorithm gspo --seed 2 --out gspo.safetensors
  $ seeupo train --environment guess-the-number --size numbers=32,guesses=4 --network gru
  $ seeupo train run.json --out run.safetensors
  $ seeupo train --resume --out run.safetensors --iterations 100

where run.json is, for instance:
  { "version": 1, "environment": "combination-lock", "sizes": { "wheels": 3 },
    "network": { "kind": "gru", "hidden": 32 },
    "algorithm": { "preset": "seeupo", "epochs": 2 },
    "optimizer": { "kind": "adam", "learningRate": 0.003 } }`;

/** `seeupo train`: trains a network on an environment. */
export function addTrain(program: Command, finish: Finish): void {
  program
    .command('train')
    .summary('train a network with SeeUPO or a baseline')
    .description(
      'Trains a network on an environment, and tells J exactly after every iteration where the game unrolls.',
    )
    .argument('[config]', 'a JSON file; see schemas/train-config.schema.json')
    .option('--out <file>', 'the checkpoint to write', 'seeupo-run.safetensors')
    .option('--resume', 'go on from the checkpoint, with its configuration')
    .option('--engine <name>', 'auto, tensorflow, webgpu, wasm or cpu', 'auto')
    .option('--environment <name>', 'the environment')
    .option('--size <name=value,…>', 'sizes of the environment, the others at their defaults', sizeList)
    .option('--algorithm <preset>', 'one of those below (default: seeupo)')
    .option('--network <kind>', 'tabular, mlp, gru or transformer (default: tabular)')
    .option('--learning-rate <x>', "the optimizer's (default: see below)", positiveNumber)
    .option('--contexts <n>', 'B, contexts of an iteration (default: 8)', wholeNumber(1, MOST_BATCH))
    .option('--group <n>', 'G, rollouts of a context (default: see below)', wholeNumber(1, MOST_BATCH))
    .option('--iterations <n>', 'iterations in all (default: 50)', wholeNumber(1))
    .option('--seed <n>', 'root of all randomness (default: 1)', wholeNumber(0))
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string | undefined, options: TrainOptions) => {
      finish(await asNeuralInput(() => train(file, options)));
    });
}

async function train(file: string | undefined, options: TrainOptions): Promise<ExitCode> {
  const { out } = options;
  const choice = asUsage(() => parseEngineChoice(options.engine), '--engine');
  const setup = trainSetup(file, options);
  const { config, from } = setup;
  prepareDirectoryOf(out);
  const { engine, rejections } = await openEngine(choice);
  for (const rejection of rejections) note(rejectionLine(rejection));
  note(`Engine: ${engineLine(engine.info)}`);
  if (from !== undefined && from.engine.name !== engine.name) {
    note(
      `The checkpoint was made on the engine ${from.engine.name}: the last digits will differ from an uninterrupted run.`,
    );
  }
  if (from !== undefined && from.budget.iterations >= config.iterations) {
    note(`Nothing to do: ${from.budget.iterations} iterations are done; ask for more with --iterations`);
  }
  try {
    const { curve, budget, stopped } = await trainRun(engine, setup, out);
    const outcome = { schemaVersion: 1, checkpoint: out, stopped, engine: engine.info, config, budget, curve };
    print(options.json === true ? jsonText(outcome) : summary(out, budget, stopped));
    if (!stopped) return EXIT.fine;
    const done = `${budget.iterations} of ${config.iterations} iterations are done`;
    note(`Stopped by an interruption: ${done}; to go on: seeupo train --resume --out ${out}`);
    return EXIT.inconclusive;
  } finally {
    engine.close();
  }
}

function summary(out: string, budget: Budget, isStopped: boolean): string {
  const { iterations, trajectories, responses, tokens, steps } = budget;
  const spent = `${iterations} iterations, ${trajectories} trajectories (${responses} responses, ${tokens} tokens), ${steps} optimizer steps`;
  return `${isStopped ? 'Stopped' : 'Trained'}: ${spent}\nCheckpoint: ${out}`;
}
