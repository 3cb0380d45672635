import { NeuralError } from '../neuralError.js';
import type { Memory, Network } from '../network/network.js';
import { legalSoftmax } from '../ops/tokenLogProbability.js';
import type { Device, Rank, Tensor, Tensor1D, Tensor2D } from '../tf.js';
import type { PolicyFunction, Question } from './policyFunction.js';

/** A history in the tree of all histories asked for. */
interface Place {
  /** The history is the first `depth` tokens of `tokens`: of the last question that passed, so that all on its way share one list. */
  tokens: readonly number[];
  readonly depth: number;
  readonly before: Place | undefined;
  readonly next: Map<number, Place>;
  /** Its row in the memory of its depth; −1 where there is none. */
  row: number;
}

/** The memory of the histories of one length: row n belongs to `places[n]`. */
interface Remembered {
  readonly places: readonly Place[];
  readonly memory: Memory;
}

/**
 * A policy that is asked again and again about histories that grow, as in sampling: it computes a history from the
 * memory of the one a token shorter (the state of a recurrent network, the keys and values of a transformer), and
 * remembers the histories of the last `ask`. What it has forgotten it computes anew where it is needed, and so it does
 * with a history that is asked for again. Dispose it before θ, which must stay alive until then.
 */
export class PolicySession {
  private readonly root: Place = { tokens: [], depth: 0, before: undefined, next: new Map(), row: -1 };
  private readonly remembered = new Map<number, Remembered>();
  private readonly views: Tensor[];

  constructor(
    private readonly device: Device,
    private readonly network: Network,
    theta: Tensor1D,
  ) {
    this.views = network.layout.views(device.tf, theta);
  }

  /** As `PolicyFunction`. The questions are computed together, so there should not be too many of them. */
  readonly ask: PolicyFunction = async (questions) => {
    if (questions.length === 0) return [];
    const { tf, read } = this.device;
    const asked = questions.map((question) => this.placeOf(question.tokens));
    const answers: { readonly numbers: readonly number[]; readonly probabilities: Tensor2D }[] = [];
    try {
      const kept = new Set(asked);
      for (const [depth, places] of this.plan(kept)) {
        const outputs = this.compute(depth, places);
        this.keep(depth - 1, (place) => kept.has(place));
        const rowOf = new Map(places.map((place, row) => [place, row]));
        const numbers = questions.flatMap((_, n) => (rowOf.has(asked[n]) ? [n] : []));
        const rows = numbers.map((n) => rowOf.get(asked[n]) ?? 0);
        const own = numbers.map((n) => questions[n]);
        if (numbers.length > 0) answers.push({ numbers, probabilities: this.probabilities(outputs, rows, own) });
        outputs.dispose();
      }
      for (const depth of this.remembered.keys()) this.keep(depth, (place) => kept.has(place));
      const all = tf.tidy(() => tf.concat<Tensor1D>(answers.map((a) => tf.reshape<Rank.R1>(a.probabilities, [-1]))));
      const values = await read(all).finally(() => all.dispose());
      const { vocabulary } = this.network;
      const result = new Array<Float32Array>(questions.length);
      answers
        .flatMap(({ numbers }) => numbers)
        .forEach((n, at) => (result[n] = values.slice(at * vocabulary, (at + 1) * vocabulary)));
      return result;
    } finally {
      for (const { probabilities } of answers) probabilities.dispose();
    }
  };

  /** Frees everything but θ. */
  dispose(): void {
    for (const depth of this.remembered.keys()) this.keep(depth, () => false);
    for (const view of this.views) view.dispose();
  }

  private placeOf(tokens: readonly number[]): Place {
    let place = this.root;
    for (const token of tokens) {
      let next = place.next.get(token);
      if (next === undefined) {
        next = { tokens, depth: place.depth + 1, before: place, next: new Map(), row: -1 };
        place.next.set(token, next);
      }
      place = next;
      place.tokens = tokens;
    }
    return place;
  }

  /** What has to be computed for these places, by depth, ascending. */
  private plan(asked: ReadonlySet<Place>): [number, Place[]][] {
    const planned = new Set(asked);
    if (this.network.step !== undefined) {
      for (const place of asked) {
        for (let at = place.before; at !== undefined && at.row < 0 && !planned.has(at); at = at.before) planned.add(at);
      }
    }
    const levels = new Map<number, Place[]>();
    for (const place of planned) {
      const level = levels.get(place.depth);
      if (level === undefined) levels.set(place.depth, [place]);
      else level.push(place);
    }
    return [...levels].sort(([a], [b]) => a - b);
  }

  /** The outputs at these places of one depth, which are remembered now. */
  private compute(depth: number, places: readonly Place[]): Tensor2D {
    const { tf } = this.device;
    const { network, views } = this;
    const histories = places.map(({ tokens }) => tokens.slice(0, depth));
    const inputs = network.stepInputs(histories);
    const { step } = network;
    if (step === undefined) {
      return tf.tidy(() => network.run(tf, views, tf.tensor1d(inputs, 'int32'), { rows: places.length, length: 1 }));
    }
    const before = this.remembered.get(depth - 1);
    const parents = places.map((place) => place.before?.row ?? -1);
    if (depth > 0 && (before === undefined || parents.includes(-1))) throw new NeuralError('a history was forgotten');
    const again = new Set(places);
    this.keep(depth, (place) => !again.has(place));
    const known = this.remembered.get(depth);
    const { outputs, memory } = tf.tidy(() => {
      const own = before === undefined ? [] : rowsOf(tf, before.memory, parents);
      const stepped = step(tf, views, own, tf.tensor1d(inputs, 'int32'));
      const joined = stepped.memory.map((now, n) => (known === undefined ? now : tf.concat([known.memory[n], now])));
      return { outputs: stepped.outputs, memory: joined };
    });
    this.remember(depth, { places: [...(known?.places ?? []), ...places], memory });
    return outputs;
  }

  private remember(depth: number, now: Remembered): void {
    for (const tensor of this.remembered.get(depth)?.memory ?? []) tensor.dispose();
    now.places.forEach((place, row) => (place.row = row));
    if (now.places.length === 0) this.remembered.delete(depth);
    else this.remembered.set(depth, now);
  }

  /** Forgets the other histories of this length. */
  private keep(depth: number, wanted: (place: Place) => boolean): void {
    const level = this.remembered.get(depth);
    if (level === undefined || level.places.every(wanted)) return;
    const places = level.places.filter(wanted);
    const rows = places.map(({ row }) => row);
    for (const place of level.places) place.row = -1;
    const memory = rows.length === 0 ? [] : this.device.tf.tidy(() => rowsOf(this.device.tf, level.memory, rows));
    this.remember(depth, { places, memory });
  }

  private probabilities(outputs: Tensor2D, rows: readonly number[], questions: readonly Question[]): Tensor2D {
    const { tf } = this.device;
    const { vocabulary } = this.network;
    const legal = new Float32Array(questions.length * vocabulary);
    questions.forEach((question, row) => question.legal.forEach((token) => (legal[row * vocabulary + token] = 1)));
    return tf.tidy(() => {
      const [own] = rowsOf(tf, [outputs], rows) as [Tensor2D];
      return legalSoftmax(tf, own, tf.tensor2d(legal, [questions.length, vocabulary]));
    });
  }
}

/** The named rows of each tensor. On wasm by gatherND, which is the same here and, of keys and values, 60 times as fast. */
function rowsOf(tf: Device['tf'], tensors: readonly Tensor[], rows: readonly number[]): Tensor[] {
  const isAll = rows.length === tensors.at(0)?.shape[0] && rows.every((row, n) => row === n);
  if (isAll) return tensors.map((tensor) => tensor.clone());
  const index = tf.tensor1d([...rows], 'int32');
  if (tf.getBackend() !== 'wasm') return tensors.map((tensor) => tf.gather(tensor, index));
  const column = tf.expandDims(index, 1);
  return tensors.map((tensor) => tf.gatherND(tensor, column));
}
