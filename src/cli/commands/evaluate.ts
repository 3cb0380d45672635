import type { Command } from 'commander';
import { unroll } from '../../environments/unroll.js';
import { stateOf } from '../../neural/checkpoint/checkpoint.js';
import { readCheckpoint } from '../../neural/checkpoint/checkpointFile.js';
import { configOf } from '../../neural/config/run.js';
import { type TrainConfig, trainerOptionsOf } from '../../neural/config/trainConfig.js';
import { parseEngineChoice } from '../../neural/engine/engineChoice.js';
import { engineLine, rejectionLine } from '../../neural/engine/engineLine.js';
import { openEngine } from '../../neural/engine/openEngine.js';
import { Trainer } from '../../neural/train/trainer.js';
import type { TrainerOptions } from '../../neural/train/trainerOptions.js';
import { asNeuralInput } from '../asNeuralInput.js';
import { environmentText } from '../environmentText.js';
import { evaluateBySampling, sampledJson, sampledText } from '../evaluateBySampling.js';
import { evaluateExactly, exactJson, exactText } from '../evaluateExactly.js';
import { EXIT, type Finish } from '../exitCode.js';
import { wholeNumber } from '../optionValues.js';
import { jsonText, note, print } from '../output.js';
import { asUsage, UsageError } from '../usageError.js';
import { withWayOut } from '../wayOut.js';

/** Their returns are kept until the end. */
const MOST_SAMPLES = 10_000_000;

interface EvaluateOptions {
  readonly engine: string;
  readonly rows: number;
  readonly samples?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

const HELP = `
J is exact: the network's float32 probabilities are rational numbers, and the
game is unrolled. The optimum J* is that of policies which see the same tokens.
Of a game with many nodes this takes a while. An environment that is too large
to unroll is evaluated with --samples: an estimate, with a 95 % interval.

Examples:
  $ seeupo evaluate seeupo-run.safetensors
  $ seeupo evaluate run.safetensors --engine wasm --rows 5
  $ seeupo evaluate large.safetensors --samples 10000
  $ seeupo evaluate run.safetensors --json > run.json`;

/** `seeupo evaluate`: the J of a trained network, exact or estimated, its gap to the optimum, and what it does where. */
export function addEvaluate(program: Command, finish: Finish): void {
  program
    .command('evaluate')
    .summary('the exact J of a trained network, and what it does where')
    .description(
      'Evaluates the network of a checkpoint exactly: J, the gap to the optimum, and its favourite responses.',
    )
    .argument('<checkpoint>', 'a checkpoint that "seeupo train" has written')
    .option('--engine <name>', 'auto, tensorflow, webgpu, wasm or cpu', 'auto')
    .option('--rows <n>', 'how many histories to show', wholeNumber(0), 20)
    .option('--samples <n>', 'estimate J from so many episodes instead (Monte Carlo)', wholeNumber(2, MOST_SAMPLES))
    .option('--seed <n>', 'of these episodes (default: the one after that of the training)', wholeNumber(0))
    .option('--json', 'print JSON, with all histories')
    .addHelpText('after', HELP)
    .action(async (file: string, options: EvaluateOptions, command: Command) => {
      refuseMixtures(command);
      await asNeuralInput(() => evaluate(file, options));
      finish(EXIT.fine);
    });
}

function refuseMixtures(command: Command): void {
  const given = (option: string): boolean => command.getOptionValueSource(option) === 'cli';
  if (given('samples') && given('rows')) throw new UsageError('--rows cannot be used with --samples');
  if (given('seed') && !given('samples')) throw new UsageError('--seed is of the episodes that --samples <n> asks for');
}

/** What is said of a network: members of the JSON, and text. */
interface Told {
  readonly members: object;
  readonly text: string;
}

async function evaluate(file: string, options: EvaluateOptions): Promise<void> {
  const choice = asUsage(() => parseEngineChoice(options.engine), '--engine');
  const checkpoint = readCheckpoint(file);
  const config = configOf(checkpoint, file);
  const trainerOptions = trainerOptionsOf(config);
  const judge = judgeOf(config, trainerOptions, options);
  const { engine, rejections } = await openEngine(choice);
  for (const rejection of rejections) note(rejectionLine(rejection));
  note(`Engine: ${engineLine(engine.info)}`);
  try {
    const trainer = new Trainer(engine, trainerOptions, (own) => stateOf(checkpoint, own, file));
    const { members, text } = await judge(trainer);
    trainer.dispose();
    const { environment, sizes } = config;
    const head = { schemaVersion: 1, checkpoint: file, environment, sizes, engine: engine.info };
    print(options.json === true ? jsonText({ ...head, budget: checkpoint.budget, ...members }) : text);
  } finally {
    engine.close();
  }
}

/** How the network is judged; an environment that is too large is refused before anything is loaded. */
function judgeOf(
  config: TrainConfig,
  { environment }: TrainerOptions,
  { samples, seed, rows }: EvaluateOptions,
): (trainer: Trainer) => Promise<Told> {
  const name = environmentText(config.environment, config.sizes);
  if (samples !== undefined) {
    return async (trainer) => {
      const judgement = await evaluateBySampling(trainer, config, samples, seed);
      return { members: sampledJson(judgement), text: sampledText(name, judgement) };
    };
  }
  const unrolled = withWayOut(() => unroll(environment), 'estimate J by sampling instead, with --samples 10000');
  return async ({ policy }) => {
    const judgement = await evaluateExactly(unrolled, policy);
    return { members: exactJson(judgement), text: exactText(name, judgement, rows) };
  };
}
