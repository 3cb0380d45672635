import type { Rank, Tensor2D, Tensor3D, TF } from '../tf.js';
import { accurateFunctions } from './accurate.js';
import { pointwise } from './pointwise.js';
import { remembered, runShader, type Shader } from './shader.js';

/** Positions that `stepSeen` can do: their scores are held in the memory of a workgroup. */
export const MOST_POSITIONS = 2048;

const LONGER = {
  name: 'step memory',
  inputs: ['before', 'qkv'],
  before: `
  let history = row / uniforms.positions;
  let position = row % uniforms.positions;
  let last = uniforms.positions - 1;
  let own = qkv[history * (uniforms.across + uniforms.across / 2) + uniforms.across / 2 + column];
  let known = before[min(history * last + position, max(uniforms.known - 1, 0)) * uniforms.across + column];`,
  value: 'select(known, own, position == last)',
};

/**
 * Keys and values side by side [n, positions + 1, 2·width] of n histories, from those of the positions before and from
 * qkv [n, 3·width] of the new one.
 */
export function longerMemory(tf: TF, qkv: Tensor2D, before: Tensor3D | undefined): Tensor3D {
  const [n, width3] = qkv.shape;
  const columns = (2 * width3) / 3;
  const positions = (before?.shape[1] ?? 0) + 1;
  const whole = { positions, known: n * (positions - 1) };
  return pointwise<Rank.R3>(tf, LONGER, [before ?? qkv, qkv], { columns, isWide: width3 % 12 === 0, whole }, [
    n,
    positions,
    columns,
  ]);
}

const THREADS = 64;

/** What the new position of each history sees [n, width], from qkv and the memory with that position (`longerMemory`). */
export function stepSeen(tf: TF, qkv: Tensor2D, memory: Tensor3D, heads: number): Tensor2D {
  const [n, positions, width2] = memory.shape;
  const width = width2 / 2;
  const d = width / heads;
  const launch = remembered(`step attention ${n} ${positions} ${width} ${heads}`, () => ({
    shader: SEEN,
    groups: n * heads,
    whole: { groups: n * heads, positions, width, heads, d },
    real: { scale: 1 / Math.sqrt(d) },
  }));
  return runShader<Rank.R2>(tf, launch, [qkv, memory], [n, width]);
}

/** One workgroup for each head of each history. */
const SEEN: Shader = {
  name: 'step attention',
  inputs: [
    ['qkv', 1],
    ['memory', 1],
  ],
  width: 1,
  threads: THREADS,
  code: `
  alias T = f32;
  ${accurateFunctions(1)}
  var<workgroup> scores: array<f32, ${MOST_POSITIONS}>;
  var<workgroup> partial: array<f32, ${THREADS}>;
  fn main(index: i32) {
    let own = min(index / ${THREADS}, uniforms.groups - 1);
    let history = own / uniforms.heads;
    let head = (own % uniforms.heads) * uniforms.d;
    let thread = i32(localIndex);
    let query = history * 3 * uniforms.width + head;
    let first = history * uniforms.positions * 2 * uniforms.width + head;
    var most = -3e38;
    for (var p = thread; p < uniforms.positions; p += ${THREADS}) {
      var score = 0.0;
      let key = first + p * 2 * uniforms.width;
      for (var c = 0; c < uniforms.d; c++) { score += qkv[query + c] * memory[key + c]; }
      score *= uniforms.scale;
      scores[p] = score;
      most = max(most, score);
    }
    partial[thread] = most;
    for (var half = ${THREADS / 2}; half > 0; half /= 2) {
      workgroupBarrier();
      if (thread < half) { partial[thread] = max(partial[thread], partial[thread + half]); }
    }
    workgroupBarrier();
    let top = partial[0];
    workgroupBarrier();
    var sum = 0.0;
    for (var p = thread; p < uniforms.positions; p += ${THREADS}) {
      let weight = exactExp(scores[p] - top);
      scores[p] = weight;
      sum += weight;
    }
    partial[thread] = sum;
    for (var half = ${THREADS / 2}; half > 0; half /= 2) {
      workgroupBarrier();
      if (thread < half) { partial[thread] += partial[thread + half]; }
    }
    workgroupBarrier();
    let all = partial[0];
    for (var c = thread; c < uniforms.d; c += ${THREADS}) {
      var seen = 0.0;
      let value = first + uniforms.width + c;
      for (var p = 0; p < uniforms.positions; p++) { seen += scores[p] * memory[value + p * 2 * uniforms.width]; }
      if (index / ${THREADS} < uniforms.groups) { result[history * uniforms.width + head + c] = seen / all; }
    }
  }`,
};
