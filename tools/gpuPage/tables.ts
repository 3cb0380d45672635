import { type GpuFigures, PYTORCH_WAYS } from './figures.js';
import { error, gigabytes, ms, table, times, whole } from './text.js';

/** Milliseconds a step by batch, against PyTorch on the same card. */
export function stepsTable(figures: GpuFigures): string {
  const head = [
    'batch',
    'webgpu',
    'of it the host',
    'PyTorch',
    'fused',
    'TF32',
    'TF32, fused',
    'webgpu / PyTorch',
    'webgpu / fused',
  ];
  const rows = [...figures.steps].map(([batch, { milliseconds }]) => {
    const [plain, fused, ...tf32] = PYTORCH_WAYS.map((way) => figures.pytorchSteps(batch, way)?.step);
    const ratios = [plain, fused].map((base) => times(milliseconds.step, base));
    return [whole(batch), ms(milliseconds.step), ms(milliseconds.host), ...[plain, fused, ...tf32].map(ms), ...ratios];
  });
  return table(head, rows);
}

/** Memory by batch. */
export function memoryTable(figures: GpuFigures): string {
  const rows = [...figures.steps].map(([batch, { bytes }]) => [
    whole(batch),
    gigabytes(bytes.allocated),
    gigabytes(figures.plainSteps.get(batch)?.bytes.allocated),
    gigabytes(figures.pytorchSteps(batch, PYTORCH_WAYS[0])?.peakBytes),
  ]);
  return table(['batch', 'webgpu', 'without shaders', 'PyTorch'], rows);
}

/** What the shaders make of a step, and what it was without them. */
export function beforeTable(figures: GpuFigures): string {
  const rows = [...figures.plainSteps].flatMap(([batch, before]) => {
    const now = figures.steps.get(batch);
    if (now === undefined) return [];
    const [was, is] = [before, now].map(({ milliseconds }) => milliseconds);
    const programs = [before, now].map((own) => whole(own['second step'].programs));
    return [[whole(batch), ms(was.step), ms(was.host), programs[0], ms(is.step), ms(is.host), programs[1]]];
  });
  return table(['batch', 'before', 'host', 'programs', 'now', 'host', 'programs'], rows);
}

/** What a program's name says about its kind of work. */
const KINDS: readonly (readonly [kind: string, names: RegExp])[] = [
  ['products of the linear layers', /^product 128x|^product 64x64 .* rows and columns|bias/],
  ['products of attention', /^product/],
  ['softmax of attention', /^softmax/],
  ['GELU', /^gelu/],
  ['layer norms', /^layer norm/],
  ['sums for the gradients of biases, and of split products', /^column sums/],
  ['log-probabilities', /^log of/],
  ['additions and the rest', /./],
];

/** Where the card's time goes in one step. */
export function profileTable(figures: GpuFigures, batch: string): string {
  const profile = figures.profiles.get(batch);
  if (profile === undefined) throw new RangeError(`no profile of ${batch}`);
  const kinds = new Map(KINDS.map(([kind]) => [kind, { ms: 0, times: 0 }]));
  for (const [name, own] of Object.entries(profile['by program'])) {
    const sum = kinds.get(KINDS.find(([, names]) => names.test(name))?.[0] ?? '');
    if (sum === undefined) continue;
    sum.ms += own.ms;
    sum.times += own.times;
  }
  const rows = [...kinds].filter(([, own]) => own.times > 0).map(([kind, own]) => [kind, `${own.times}`, ms(own.ms)]);
  return table(['', 'programs', 'ms'], [...rows, ['all', `${profile.programs}`, ms(profile.milliseconds)]]);
}

/** Claim F1: the largest error of each quantity by policy. */
export function bridgeTable(figures: GpuFigures): string {
  const policies = [...figures.bridge.keys()];
  const quantities = [...new Set([...figures.bridge.values()].flatMap((own) => Object.keys(own['largest errors'])))];
  const rows = quantities.map((quantity) => [
    quantity,
    ...policies.map((policy) => {
      const largest = figures.bridge.get(policy)?.['largest errors'][quantity];
      return largest === undefined ? '' : error(largest.error);
    }),
  ]);
  return table(['quantity', ...policies], rows);
}

/** The largest relative errors of functions and products against float64. */
export function precisionTable(figures: GpuFigures): string {
  const rows = Object.entries(figures.precision).map(([name, own]) =>
    'error' in own
      ? [name, error(own.error), `at ${own.at.toPrecision(3)}`]
      : [name, error(own.norm), `entries ${error(own.entry)}`],
  );
  return table(['', 'largest relative error', ''], rows);
}

/** J of the same training on two engines, every five iterations. */
export function trainingTable(figures: GpuFigures): string {
  const rows = Object.entries(figures.training).flatMap(([kind, card]) => {
    const cpu = figures.trainingOnCpu[kind];
    return [
      [`${kind}, webgpu`, ...card.everyFive.map((j) => j.toFixed(6))],
      [`${kind}, cpu`, ...(cpu?.everyFive ?? []).map((j) => j.toFixed(6))],
    ];
  });
  const longest = Math.max(...rows.map((row) => row.length)) - 1;
  const head = ['', ...Array.from({ length: longest }, (_, n) => `${5 * n}`)];
  return table(
    head,
    rows.map((row) => [...row, ...Array<string>(longest + 1 - row.length).fill('')]),
  );
}
