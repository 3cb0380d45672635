import { Rational } from '../../src/exact/rational.js';
import { shuffled } from '../../src/sweep/order.js';
import { asFile, type Json } from './stored.js';

/** A certificate in which one thing was changed, and what. */
export interface Tampered {
  readonly what: string;
  readonly certificate: unknown;
}

type Path = readonly (string | number)[];

const EXACT = /^[+-]?\d+(\/\d+|\.\d+)?$/;

/** Other words for each word of an update. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  kind: ['computed', 'candidate', 'as-returned', 'computed-by-token', 'guessed'],
  step: [
    ...['unrestricted', 'supported', 'ratio-box:1/5', 'ratio-box:1/2', 'clip:1/5', 'clip:1/2', 'clip:1/5:2/5'],
    ...['euclidean:1', 'euclidean:3', 'chi-square:1', 'total-variation:1/10', 'total-variation-penalty:1'],
    ...['kl:1', 'gradient:1', 'gradient:2', 'clip', 'clip:0', 'clip:2', 'unheard-of:1'],
  ],
  estimator: [
    'joint',
    'return',
    'grae:2',
    'grae:3',
    'loo:2',
    'grae-std:2:n',
    'joint/undiscounted',
    'gae:1/2',
    'grae',
    'mine',
  ],
  carry: ['exact', 'in-force', 'clipped:1/5', 'clipped:9/10', 'clipped', 'forgotten'],
  unreached: ['argmax', 'kept', 'anything', 'ignored'],
};

const STATEMENTS = [
  ...['monotone', 'monotone-everywhere', 'fixed-point', 'fixed-point-everywhere', 'rests', 'one-sweep', 'all-turns'],
  ...['after-sweeps', 'last-turns', 'out-of-reach', 'equal-rewards', 'accepted', 'centred', 'true'],
];

/** Every systematic change to any JSON: numbers nudged, names swapped, members dropped, doubled, added, turned round. */
export function* changed(certificate: Json): Generator<Tampered> {
  const change = (what: string, path: Path, value: unknown): Tampered => ({
    what,
    certificate: replaced(certificate, path, value),
  });
  const leaves = [...walk(certificate)].filter(([path]) => path[0] !== 'provenance');

  for (const [path, value] of leaves) {
    const place = path.join('.');
    if (!isNumber(value)) continue;
    const x = Rational.parse(String(value));
    const nudged = [x.add(Rational.of(1, 97)), x.neg(), x.mul(Rational.of(2)), Rational.of(1, 3), Rational.ZERO];
    for (const y of nudged)
      if (!y.equals(x)) yield change(`${place} = ${y}`, path, typeof value === 'number' ? y.toDouble() : y.toString());
    yield change(`${place} is a double`, path, 0.5);
  }
  // Two probabilities of one distribution, two labels of one node, two ends of one enclosure change places.
  for (const [path, value] of walkAll(certificate)) {
    if (path[0] === 'provenance' || typeof value !== 'object' || value === null) continue;
    const keys = Object.keys(value);
    for (let n = 1; n < keys.length; n++) {
      const [a, b] = [keys[n - 1], keys[n]];
      const own = value as Record<string, unknown>;
      if (JSON.stringify(own[a]) === JSON.stringify(own[b])) continue;
      const swapped = Object.fromEntries(
        Object.entries(own).map(([key, x]) => [key, key === a ? own[b] : key === b ? own[a] : x]),
      );
      yield change(
        `${path.join('.')}: ${a} and ${b} change places`,
        path,
        Array.isArray(value) ? Object.values(swapped) : swapped,
      );
    }
    if (Array.isArray(value)) {
      const list = value as readonly unknown[];
      yield change(`${path.join('.')}: the last is dropped`, path, list.slice(0, -1));
      yield change(`${path.join('.')}: the first is dropped`, path, list.slice(1));
      if (list.length > 0) yield change(`${path.join('.')}: the first is doubled`, path, [list[0], ...list]);
      if (list.length > 1) yield change(`${path.join('.')}: turned round`, path, [...list].reverse());
    } else
      for (const key of keys)
        yield {
          what: `${[...path, key].join('.')} is removed`,
          certificate: replaced(certificate, [...path, key], undefined),
        };
    yield change(`${path.join('.')} has a surplus member`, [...path, 'surplus'], '1');
  }
  const names = [
    ...new Set(leaves.flatMap(([, value]) => (typeof value === 'string' && !isNumber(value) ? [value] : []))),
  ];
  for (const [path, value] of leaves) {
    if (typeof value !== 'string' || isNumber(value)) continue;
    for (const name of names) if (name !== value) yield change(`${path.join('.')} = ${name}`, path, name);
  }
  for (const information of [
    ...[
      'full',
      { truncated: 0 },
      { truncated: 1 },
      { shared: 0 },
      { shared: -1 },
      { sets: { s: ['root'] } },
      { seen: 1 },
    ],
  ]) {
    yield change(`information ${JSON.stringify(information)}`, ['game', 'information'], information);
  }
  for (const discount of ['1/2', '0', '2']) yield change(`discount ${discount}`, ['game', 'discount'], discount);
}

/** Every systematic change to one certificate; `other` lends a game, policies and shares. */
export function* tampered(certificate: Json, other: Json): Generator<Tampered> {
  yield* changed(certificate);
  const change = (what: string, path: Path, value: unknown): Tampered => ({
    what,
    certificate: replaced(certificate, path, value),
  });
  for (const [n, iteration] of (certificate['iterations'] as readonly Json[]).entries()) {
    for (const [word, values] of Object.entries(WORDS)) {
      const own = (iteration['update'] as Json)[word];
      for (const value of values)
        if (own !== undefined && own !== value)
          yield change(`update ${word} = ${value}`, ['iterations', n, 'update', word], value);
    }
    yield change('π_{k+1} is the old policy', ['iterations', n, 'policy'], (certificate['policies'] as Json)['old']);
    yield change('the old policy is π_{k+1}', ['policies', 'old'], iteration['policy']);
    yield change('the whole way only in part', ['iterations', n, 'update', 'share'], '1/2');
    yield change('around another policy', ['iterations', n, 'update', 'around'], 'better');
  }
  for (const id of STATEMENTS) yield change(`statement ${id}`, ['statement', 'id'], id);
  for (const [key, values] of Object.entries({
    information: ['full', 'truncated', 'shared', 'sets'],
    turns: [0, 1, 2, 3, true, '2'],
    support: ['full', 'partial', 'any'],
  })) {
    for (const value of values)
      if ((certificate['regime'] as Json)[key] !== value)
        yield change(`regime ${key} = ${value}`, ['regime', key], value);
  }
  yield change('a later version', ['version'], 2);
  for (const key of ['game', 'policies', 'iterations', 'values', 'statement', 'regime'])
    yield change(`another certificate's ${key}`, [key], other[key]);
}

/** As many of these as asked for, drawn by the seed; all where there are fewer. */
export function sampleOf<T>(all: readonly T[], count: number, seed: number): T[] {
  return shuffled(all, seed).slice(0, count);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && EXACT.test(value));
}

function* walk(value: unknown, path: Path = []): Generator<readonly [Path, unknown]> {
  for (const [own, part] of walkAll(value, path)) if (typeof part !== 'object' || part === null) yield [own, part];
}

function* walkAll(value: unknown, path: Path = []): Generator<readonly [Path, unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* walkAll(part, [...path, key]);
}

/** A copy with another value at the place; undefined removes it. */
function replaced(certificate: Json, path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  const copy = asFile(certificate) as Record<string | number, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as typeof at;
  const last = path[path.length - 1];
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return copy;
}
