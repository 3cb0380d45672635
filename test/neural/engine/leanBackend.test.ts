import { describe, expect, it } from 'vitest';
import { type FatBackend, makeLean } from '../../../src/neural/engine/leanBackend.js';

type Buffer = Parameters<FatBackend['bufferManager']['releaseBuffer']>[0];

/** A backend that does what TensorFlow.js 4.22 does in the places that are changed, and counts it. */
function fatBackend() {
  const made = { uniforms: 0, groups: 0, layouts: 0 };
  const free: Buffer[] = [];
  const uniformPendingDisposal: object[] = [];
  const backend = {
    made,
    device: {
      createBindGroup: (): object => ({ group: made.groups++ }),
      createComputePipeline: () => ({ getBindGroupLayout: (): object => ({ layout: made.layouts++ }) }),
    },
    bufferManager: {
      freeBuffers: new Map([['4_128', free]]),
      releaseBuffer: (buffer: Buffer) => void free.push(buffer),
    },
    uniformPendingDisposal,
    makeUniforms: (): { readonly buffer: object } => {
      const buffer = { uniforms: made.uniforms++ };
      uniformPendingDisposal.push(buffer);
      return { buffer };
    },
  };
  makeLean(backend satisfies FatBackend);
  return backend as typeof backend & FatBackend;
}

describe('a lean backend', () => {
  it('makes the numbers of a program once, and keeps their buffer', () => {
    const backend = fatBackend();
    const { made, uniformPendingDisposal } = backend;
    const makeUniforms = (of: Parameters<FatBackend['makeUniforms']>[0]) => backend.makeUniforms(of);
    const numbers = (n: number) => [
      { type: 'float32', data: [NaN] },
      { type: 'int32', data: [n, 3] },
    ];
    const first = makeUniforms(numbers(2));
    expect(makeUniforms(numbers(2))).toBe(first);
    expect(makeUniforms(numbers(23))).not.toBe(first);
    // The same digits as other numbers, or of another type, are something else.
    makeUniforms([
      { type: 'int32', data: [2] },
      { type: 'int32', data: [3] },
    ]);
    makeUniforms([{ type: 'float32', data: [2, 3] }]);
    expect(made.uniforms).toBe(4);
    expect(uniformPendingDisposal).toEqual([]);
  });

  it('binds the same buffers once for each layout', () => {
    const { device, made } = fatBackend();
    const [a, b, one, two] = [{}, {}, {}, {}];
    const bind = (layout: object, ...buffers: object[]): object =>
      device.createBindGroup({ layout, entries: buffers.map((buffer) => ({ resource: { buffer } })) });
    expect(bind(one, a, b)).toBe(bind(one, a, b));
    expect(bind(one, b, a)).not.toBe(bind(one, a, b));
    expect(bind(two, a, b)).not.toBe(bind(one, a, b));
    expect(made.groups).toBe(3);
    const view = { layout: one, entries: [{ resource: {} }] };
    expect(device.createBindGroup(view)).not.toBe(device.createBindGroup(view));
  });

  it('asks a pipeline once for its layout', () => {
    const { device, made } = fatBackend();
    const pipeline = device.createComputePipeline({});
    expect(pipeline.getBindGroupLayout(0)).toBe(pipeline.getBindGroupLayout(0));
    expect(made.layouts).toBe(1);
  });

  it('gives out free buffers in one order, whatever order they were freed in', () => {
    const orders = [
      [0, 1, 2, 3],
      [3, 1, 0, 2],
    ].map((order) => {
      const { bufferManager } = fatBackend();
      const buffers = Array.from({ length: 4 }, (): Buffer => ({ size: 4, usage: 128 }));
      // Numbers are given when a buffer is first seen.
      for (const buffer of buffers) bufferManager.releaseBuffer(buffer);
      const free = bufferManager.freeBuffers.get('4_128') ?? [];
      free.length = 0;
      for (const n of order) bufferManager.releaseBuffer(buffers[n]);
      return free.toReversed().map((buffer) => buffers.indexOf(buffer));
    });
    expect(orders).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });
});
