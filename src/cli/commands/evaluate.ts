import type { Command } from 'commander';
import { exactReturn } from '../../bridge/exactReturn.js';
import { networkPolicy } from '../../bridge/networkPolicy.js';
import { textOf } from '../../environments/tokens.js';
import { unroll } from '../../environments/unroll.js';
import { NodeKind } from '../../game/game.js';
import { stateOf } from '../../neural/checkpoint/checkpoint.js';
import { readCheckpoint } from '../../neural/checkpoint/checkpointFile.js';
import { configOf } from '../../neural/config/run.js';
import { trainerOptionsOf } from '../../neural/config/trainConfig.js';
import { parseEngineChoice } from '../../neural/engine/engineChoice.js';
import { engineLine, rejectionLine } from '../../neural/engine/engineLine.js';
import { openEngine } from '../../neural/engine/openEngine.js';
import { Trainer } from '../../neural/train/trainer.js';
import { asNeuralInput } from '../asNeuralInput.js';
import { EXIT, type Finish } from '../exitCode.js';
import { wholeNumber } from '../optionValues.js';
import { jsonText, note, print } from '../output.js';
import { asUsage } from '../usageError.js';

interface EvaluateOptions {
  readonly engine: string;
  readonly rows: number;
  readonly json?: boolean;
}

/** What a network does most often after one history. */
interface GreedyRow {
  readonly turn: number;
  readonly history: string;
  readonly response: string;
  /** Its probability, rounded. */
  readonly probability: number;
}

const HELP = `
J is exact: the network's float32 probabilities are rational numbers, and the
game is unrolled. The optimum J* is that of policies which see the same tokens.
Of a game with many nodes this takes a while.

Examples:
  $ seeupo evaluate seeupo-run.safetensors
  $ seeupo evaluate run.safetensors --engine wasm --rows 5
  $ seeupo evaluate run.safetensors --json > run.json`;

/** `seeupo evaluate`: the exact J of a trained network, its gap to the optimum, and what it does where. */
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
    .option('--json', 'print JSON, with all histories')
    .addHelpText('after', HELP)
    .action(async (file: string, options: EvaluateOptions) => {
      await asNeuralInput(() => evaluate(file, options));
      finish(EXIT.fine);
    });
}

async function evaluate(file: string, options: EvaluateOptions): Promise<void> {
  const choice = asUsage(() => parseEngineChoice(options.engine), '--engine');
  const checkpoint = readCheckpoint(file);
  const config = configOf(checkpoint, file);
  const trainerOptions = trainerOptionsOf(config);
  const { engine, rejections } = await openEngine(choice);
  for (const rejection of rejections) note(rejectionLine(rejection));
  note(`Engine: ${engineLine(engine.info)}`);
  try {
    const trainer = new Trainer(engine, trainerOptions, (own) => stateOf(checkpoint, own, file));
    const { exact, rows } = await judged(trainer);
    trainer.dispose();
    const { budget } = checkpoint;
    const outcome = {
      schemaVersion: 1,
      checkpoint: file,
      environment: config.environment,
      engine: engine.info,
      budget,
      expectedReturn: exact.expectedReturn.toString(),
      optimum: exact.optimum.toString(),
      gap: exact.gap.toString(),
      greedy: rows,
    };
    print(options.json === true ? jsonText(outcome) : table(config.environment, exact, rows, options.rows));
  } finally {
    engine.close();
  }
}

type Exact = Awaited<ReturnType<typeof exactReturn>>;

async function judged({ options, policy }: Trainer): Promise<{ exact: Exact; rows: GreedyRow[] }> {
  const { environment } = options;
  const unrolled = unroll(environment);
  const exact = await exactReturn(unrolled, policy);
  const { policy: table } = await networkPolicy(unrolled, policy);
  const { game, histories, responses } = unrolled;
  const rows: GreedyRow[] = [];
  for (let node = 0; node < game.nodeCount; node++) {
    if (game.kind[node] !== NodeKind.decision) continue;
    let best = game.firstEdge[node];
    for (let e = best + 1; e < game.firstEdge[node + 1]; e++) {
      if (table.probability[e].gt(table.probability[best])) best = e;
    }
    rows.push({
      turn: game.turn[node],
      history: textOf(environment.vocabulary, histories[node] ?? []),
      response: textOf(environment.vocabulary, responses[best] ?? []),
      probability: table.probability[best].toDouble(),
    });
  }
  return { exact, rows };
}

function table(environment: string, exact: Exact, rows: readonly GreedyRow[], most: number): string {
  const shown = rows.slice(0, most);
  const lines = shown.map(
    ({ turn, history, response, probability }) =>
      `${String(turn).padStart(4)}  ${probability.toFixed(4)}  ${response}  after "${history}"`,
  );
  const rest = rows.length - shown.length;
  return [
    `Environment  ${environment}`,
    `J(π)         ${exact.expectedReturn.toDouble().toFixed(6)}`,
    `J*           ${exact.optimum} ≈ ${exact.optimum.toDouble().toFixed(6)}`,
    `Gap          ${exact.gap.toDouble().toExponential(3)}`,
    ...(shown.length === 0 ? [] : ['', 'turn  π       favourite response', ...lines]),
    ...(rest > 0 && most > 0 ? [`… and ${rest} more histories (--rows, or --json for all)`] : []),
  ].join('\n');
}
