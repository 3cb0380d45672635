/** A buffer, a bind group, a layout: nothing here looks into them. */
type Opaque = object;

interface Uniform {
  readonly type: string;
  readonly data: readonly number[];
}

/** What is changed of the webgpu backend of TensorFlow.js 4.22, and what of the device below it. */
export interface FatBackend {
  readonly device: {
    createBindGroup(of: BindGroupWish): Opaque;
    createComputePipeline(of: object): { getBindGroupLayout(index: number): Opaque };
  };
  readonly bufferManager: {
    readonly freeBuffers: ReadonlyMap<string, Opaque[]>;
    releaseBuffer(buffer: Buffer, reuse?: boolean): void;
  };
  /** Buffers with numbers that the commands under way need. */
  readonly uniformPendingDisposal: Opaque[];
  makeUniforms(uniforms: readonly Uniform[]): { readonly buffer: Opaque };
}

type Buffer = Opaque & { readonly size: number; readonly usage: number };

interface BindGroupWish {
  readonly layout: Opaque;
  readonly entries: readonly { readonly resource: object }[];
}

/** Bind groups and sets of numbers that are kept. */
const MOST_KEPT = 20_000;

const NUMBERS = new WeakMap<Opaque, number>();
let numbered = 0;

/** A number for each object, in the order in which they are first asked for. */
export function numberOf(object: Opaque): number {
  let number = NUMBERS.get(object);
  if (number === undefined) NUMBERS.set(object, (number = numbered++));
  return number;
}

/**
 * Makes the webgpu backend do less for each program. A training step starts the same programs on tensors of the same
 * sizes again and again, so nearly all that the backend makes anew for each is there already: the numbers that a program
 * is given, and the binding of its buffers. For that, tensors have to come to lie in the same buffers in every step.
 * The results are the same bit for bit.
 */
export function makeLean(backend: FatBackend): void {
  reuseInOrder(backend);
  keepUniforms(backend);
  keepBindings(backend.device);
}

/** Of the free buffers of a size the oldest is used first, not the one that was freed last. */
function reuseInOrder({ bufferManager }: FatBackend): void {
  const release = bufferManager.releaseBuffer.bind(bufferManager);
  bufferManager.releaseBuffer = (buffer, reuse) => {
    release(buffer, reuse);
    const free = bufferManager.freeBuffers.get(`${buffer.size}_${buffer.usage}`);
    if (free?.at(-1) !== buffer) return;
    // The next one is taken from the end.
    const own = numberOf(buffer);
    let at = free.length - 1;
    for (; at > 0 && numberOf(free[at - 1]) < own; at--) free[at] = free[at - 1];
    free[at] = buffer;
  };
}

function keepUniforms(backend: FatBackend): void {
  const make = backend.makeUniforms.bind(backend);
  const kept = new Map<string, { readonly buffer: Opaque }>();
  backend.makeUniforms = (uniforms) => {
    let key = '';
    for (const { type, data } of uniforms) key += `${type} ${data.join()};`;
    let known = kept.get(key);
    if (known === undefined) {
      known = make(uniforms);
      if (kept.size < MOST_KEPT) {
        kept.set(key, known);
        // The backend would give this buffer to others after the next submission.
        const pending = backend.uniformPendingDisposal;
        pending.splice(pending.lastIndexOf(known.buffer), 1);
      }
    }
    return known;
  };
}

function keepBindings(device: FatBackend['device']): void {
  const makePipeline = device.createComputePipeline.bind(device);
  device.createComputePipeline = (of) => {
    const pipeline = makePipeline(of);
    const layout = pipeline.getBindGroupLayout(0);
    // Programs bind one group, number 0.
    pipeline.getBindGroupLayout = () => layout;
    return pipeline;
  };
  const make = device.createBindGroup.bind(device);
  const kept = new Map<string, Opaque>();
  device.createBindGroup = (wish) => {
    let key = `${numberOf(wish.layout)}`;
    for (const { resource } of wish.entries) {
      // Anything but a whole buffer is bound as ever.
      if (!('buffer' in resource)) return make(wish);
      key += ` ${numberOf(resource.buffer as Opaque)}`;
    }
    let known = kept.get(key);
    if (known === undefined) {
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(key, (known = make(wish)));
    }
    return known;
  };
}
