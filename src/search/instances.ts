import { Random, streamSeed } from '../claims/generate/random.js';
import type { Instance } from '../claims/instance.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { smallInstances } from './smallShapes.js';
import { worldInstance } from './world.js';

/** An instance of the search; `random`: how many random ones came with it and before, 0 for the small ones. */
export interface Drawn {
  readonly instance: Instance;
  readonly random: number;
}

/** What has been drawn of one stream, to be drawn once for many algorithms. */
interface Stream {
  readonly random: Random;
  readonly drawn: Instance[];
}

const small = new Map<string, readonly Instance[]>();
const streams = new Map<string, Stream>();

/**
 * The instances of a regime, the same for every algorithm: all small ones, then `runs` random ones. A longer run with the
 * same seed starts with the same instances.
 */
export function* instancesIn(regime: GuaranteeRegime, seed: number, runs: number): Generator<Drawn> {
  const { information, turns, seeds = [1] } = regime;
  const name = `${information}/${turns}`;
  let shapes = small.get(name);
  if (shapes === undefined) small.set(name, (shapes = [...smallInstances(regime)]));
  for (const instance of shapes) yield { instance, random: 0 };

  const key = `${name}/${seed}/${seeds.join()}`;
  let stream = streams.get(key);
  if (stream === undefined) {
    streams.set(key, (stream = { random: new Random(streamSeed(seed, `world/${name}`)), drawn: [] }));
  }
  for (let n = 0; n < runs; n++) {
    if (n === stream.drawn.length) stream.drawn.push(worldInstance(stream.random, regime, seeds));
    yield { instance: stream.drawn[n], random: n + 1 };
  }
}
