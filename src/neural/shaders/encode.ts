import { numberOf } from '../engine/leanBackend.js';
import { PROGRAMS_TOGETHER } from '../engine/programsTogether.js';
import type { Tensor } from '../tf.js';
import type { Launch, Shader } from './shader.js';
import {
  bufferFor,
  type ComputePass,
  type GpuDevice,
  type Opaque,
  type Pipeline,
  type ShaderBackend,
} from './shaderBackend.js';

/** Bytes of output after which commands are submitted all the same: only then is memory that they used free again. */
const BYTES_TOGETHER = 2 ** 30;
/** Workgroups of one dimension that every device can do. */
const MOST_GROUPS = 65_535;
/** Bind groups that are kept for a launch: the same tensors come again, step by step, in some few buffers. */
const MOST_GROUPS_KEPT = 64;

/** GPUBufferUsage.UNIFORM. */
const UNIFORM = 0x40;

/** What a device keeps for a launch. */
interface Prepared {
  readonly pipeline: Pipeline;
  readonly layout: Opaque;
  readonly uniforms: Opaque;
  readonly x: number;
  readonly y: number;
  readonly bindGroups: Map<string, Opaque>;
}

interface Compiled {
  readonly pipeline: Pipeline;
  readonly layout: Opaque;
}

const PREPARED = new WeakMap<GpuDevice, WeakMap<Launch, Prepared>>();
const COMPILED = new WeakMap<GpuDevice, Map<string, Compiled>>();
let bytes = 0;

/** Gives the commands of a launch to the device, among those that the backend is gathering. */
export function encode(backend: ShaderBackend, launch: Launch, inputs: readonly Tensor[], output: Tensor): void {
  const { pipeline, bindGroups, layout, uniforms, x, y } = preparedFor(backend.device, launch);
  if (backend.dispatchCountInPass === 0) bytes = 0;
  const bound = [bufferFor(backend, output)];
  let key = `${numberOf(bound[0])}`;
  for (const input of inputs) {
    const buffer = bufferFor(backend, input);
    bound.push(buffer);
    key += ` ${numberOf(buffer)}`;
  }
  let group = bindGroups.get(key);
  if (group === undefined) {
    bound.push(uniforms);
    const entries = bound.map((buffer, binding) => ({ binding, resource: { buffer } }));
    group = backend.device.createBindGroup({ layout, entries });
    if (bindGroups.size >= MOST_GROUPS_KEPT) bindGroups.clear();
    bindGroups.set(key, group);
  }
  const pass = passOf(backend);
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(x, y);
  backend.dispatchCountInPass++;
  bytes += 4 * output.size;
  if (backend.dispatchCountInPass < PROGRAMS_TOGETHER && bytes < BYTES_TOGETHER) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

function passOf(backend: ShaderBackend): ComputePass {
  if (backend.computePassEncoder !== null) return backend.computePassEncoder;
  backend.ensureCommandEncoderReady();
  const pass = backend.commandEncoder.beginComputePass();
  backend.computePassEncoder = pass;
  return pass;
}

function preparedFor(device: GpuDevice, launch: Launch): Prepared {
  let all = PREPARED.get(device);
  if (all === undefined) PREPARED.set(device, (all = new WeakMap()));
  let prepared = all.get(launch);
  if (prepared === undefined) {
    const y = Math.ceil(launch.groups / MOST_GROUPS);
    const x = Math.ceil(launch.groups / y);
    const compiled = compiledFor(device, launch);
    prepared = { ...compiled, uniforms: uniformsOf(device, launch), x, y, bindGroups: new Map() };
    all.set(launch, prepared);
  }
  return prepared;
}

/** A buffer with the launch's numbers. */
function uniformsOf(device: GpuDevice, { whole, real = {} }: Launch): Opaque {
  const [integers, floats] = [Object.values(whole), Object.values(real)];
  const size = 16 * Math.ceil((integers.length + floats.length) / 4);
  const buffer = device.createBuffer({ size, usage: UNIFORM, mappedAtCreation: true });
  const memory = buffer.getMappedRange();
  new Int32Array(memory).set(integers);
  new Float32Array(memory).set(floats, integers.length);
  buffer.unmap();
  return buffer;
}

function compiledFor(device: GpuDevice, launch: Launch): Compiled {
  let all = COMPILED.get(device);
  if (all === undefined) COMPILED.set(device, (all = new Map<string, Compiled>()));
  const { name } = launch.shader;
  let compiled = all.get(name);
  if (compiled === undefined) {
    const module = device.createShaderModule({ code: sourceOf(launch), label: name });
    const pipeline = device.createComputePipeline({
      layout: 'auto',
      label: name,
      compute: { module, entryPoint: 'start' },
    });
    all.set(name, (compiled = { pipeline, layout: pipeline.getBindGroupLayout(0) }));
  }
  return compiled;
}

/** The whole of a shader's code. */
function sourceOf({ shader, whole, real = {} }: Launch): string {
  const { code, inputs, width, threads } = shader;
  const type = (kind: string, count: 1 | 4): string => (count === 1 ? kind : `vec4<${kind}>`);
  const numbers = [...Object.keys(whole).map((key) => `${key}: i32`), ...Object.keys(real).map((key) => `${key}: f32`)];
  return `
  struct Uniforms { ${numbers.join(', ')} }
  @group(0) @binding(0) var<storage, read_write> result: array<${type('f32', width)}>;
  ${inputs
    .map(
      ([name, count], n) =>
        `@group(0) @binding(${n + 1}) var<storage, read> ${name}: array<${type(kindOf(shader, name), count)}>;`,
    )
    .join('\n')}
  @group(0) @binding(${inputs.length + 1}) var<uniform> uniforms: Uniforms;
  var<private> localIndex: u32;
  ${code}
  @compute @workgroup_size(${threads})
  fn start(@builtin(local_invocation_index) local: u32, @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>) {
    localIndex = local;
    main(i32((group.y * groups.x + group.x) * ${threads}u + local));
  }`;
}

function kindOf({ whole = [] }: Shader, name: string): string {
  return whole.includes(name) ? 'i32' : 'f32';
}
