import { availableParallelism } from 'node:os';
import { checkAgreement } from './support/agreement.js';
import { contest, type Contestant, type Figures, ratio } from './support/contest.js';
import { printTable } from './support/table.js';
import { cpu, PYTORCH, pytorch, software, tensorflow, type Wanted, wasm, webgpu } from './transformer/contestants.js';
import { FULL, type Shape, shapeText, SMALL } from './transformer/shape.js';

const ROUNDS = 5;
const SAMPLING_ROUNDS = 3;
/** How far losses and gradient norms may be apart; engines in float32 differ by about 3e-5. */
const TOLERANCE = 1e-3;

/** A policy update of a transformer on every engine against PyTorch, and sampling; see README.md. */
export async function transformer(): Promise<void> {
  const threads = availableParallelism();
  const workers = threads > 1 ? [wasm(2)] : [];
  compare(FULL, [...pytorch(threads), await tensorflow(), await webgpu(), ...workers, wasm(1), cpu()]);
  const onSoftware = await software();
  if (onSoftware.missing !== undefined) console.log(skipped(onSoftware.name, onSoftware.missing));
  else compare(SMALL, [...pytorch(threads), onSoftware, wasm(1)]);
}

function compare(shape: Shape, wanted: readonly Wanted[]): void {
  const steps: Contestant[] = [];
  const sampling: Contestant[] = [];
  for (const { name, missing, step, sample } of wanted) {
    if (missing !== undefined) console.log(skipped(name, missing));
    if (step !== undefined) steps.push({ name, ...step(shape) });
    if (sample !== undefined) sampling.push({ name, ...sample(shape) });
  }
  const figures = contest(steps, ROUNDS);
  checkAgreement(figures, ['loss', 'gradientNorm', 'lossAfter'], TOLERANCE);
  const sampled = contest(sampling, SAMPLING_ROUNDS);
  console.log(`\ntransformer: ${shapeText(shape)}; wall and processor time of forward, backward and Adam`);
  const peers = PYTORCH.map((name) => figures.get(name)).filter((of) => of !== undefined);
  const best = (figure: string): number => Math.min(...peers.map((of) => of[figure]));
  const base = peers.length === 0 ? undefined : { step: best('step'), processor: best('processor') };
  printTable(
    ['', 'ms a step', 'of PyTorch', 'processor ms', 'of PyTorch', 'loss', 'gradient norm', 'sampled tokens/s'],
    [...figures].map(([name, of]) => row(name, of, base, sampled.get(name))),
  );
}

function skipped(name: string, missing: string): string {
  return `skipped: transformer on ${name}: ${missing}`;
}

function row(name: string, of: Figures, base?: Figures, sampled?: Figures): string[] {
  return [
    name,
    ...['step', 'processor'].flatMap((figure) => [
      of[figure].toFixed(0),
      base === undefined ? '' : ratio(of[figure], base[figure]),
    ]),
    of['loss'].toFixed(6),
    of['gradientNorm'].toFixed(4),
    sampled?.['tokensPerSecond'].toFixed(0) ?? '',
  ];
}
