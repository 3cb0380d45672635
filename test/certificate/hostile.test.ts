import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/certificate/check.js';
import { readGame } from '../../src/certificate/readGame.js';
import { Rejected } from '../../src/certificate/refusal.js';
import { gameFromJson } from '../../src/game/buildGame.js';
import { GameError } from '../../src/game/gameError.js';
import { LIBRARY } from '../../src/game/library/index.js';
import { gameToSpec } from '../../src/game/printGame.js';
import { arbitraryGame } from '../support/arbitraryGame.js';
import { asFile, atlasCertificates, fixtureCertificates, type Json } from './stored.js';
import { changed, tampered } from './tampered.js';

const named = (name: string): Json => fixtureCertificates().find((stored) => stored.name === name)?.certificate ?? {};
const D6 = named('D6');

/** What comes of any value: a verdict, never an exception. */
function isConfirmed(value: unknown): boolean {
  const verdict = checkCertificate(value);
  return 'confirmed' in verdict && verdict.confirmed;
}

/** The certificate with another value at a place, written as JSON text where an object literal would set a prototype. */
const withText = (from: string, to: string): unknown => JSON.parse(JSON.stringify(D6).replaceAll(from, to));

describe('the checker', () => {
  it('confirms what the hostile ones are made from', () => expect(isConfirmed(D6)).toBe(true));

  it.each<[string, unknown]>([
    ...[null, undefined, 0, NaN, 'D6', [], [D6], {}, (): void => undefined, Symbol('D6'), 10n].map(
      (value, n): [string, unknown] => [`a ${typeof value} (${n})`, value],
    ),
    ['a list as its statement', { ...D6, statement: [] }],
    ['a huge number', { ...D6, values: { left: `1${'0'.repeat(5000)}`, right: '1/4' } }],
    ['a huge exponent', { ...D6, values: { left: '1e999999999', right: '1/4' } }],
    ['a division by zero', { ...D6, values: { left: '6/0', right: '1/4' } }],
    ['a number beyond 2^53', { ...D6, values: { left: 2 ** 60, right: '1/4' } }],
    ['blanks in a number', { ...D6, values: { left: ' 6/25', right: '1/4' } }],
    ['digits of another script', { ...D6, values: { left: '٦/25', right: '1/4' } }],
    ['an enclosure of three ends', { ...D6, values: { left: ['0', '6/25', '1'], right: '1/4' } }],
    ['an enclosure upside down', { ...D6, values: { left: ['1', '0'], right: '1/4' } }],
    ['an enclosure of one point', { ...D6, values: { left: ['6/25', '6/25'], right: '1/4' } }],
    ['enclosures that overlap', { ...D6, values: { left: ['0', '1/2'], right: ['0', '1/2'] } }],
    ['a statement named like a method', { ...D6, statement: { id: 'constructor' } }],
    ['a statement named like the prototype', { ...D6, statement: JSON.parse('{"id":"__proto__"}') as unknown }],
    ['a step named like a method', withText('ratio-box:1/5', 'toString')],
    ['an estimator named like a method', withText('"joint"', '"hasOwnProperty"')],
    ['a carry rule named like the prototype', withText('"in-force"', '"__proto__"')],
    ['an update named like a method', withText('"computed"', '"valueOf"')],
    ['a policy that is a prototype', JSON.parse(JSON.stringify(D6).replace('"old":', '"__proto__":'))],
    [
      'a regime that is inherited',
      { ...D6, regime: Object.create({ information: 'shared', turns: 2, support: 'full' }) as unknown },
    ],
    ['a surplus member', { ...D6, confirmed: true }],
    [
      'an endless list of iterations',
      { ...D6, iterations: new Array(60_000).fill((D6['iterations'] as unknown[])[0]) },
    ],
  ])('does not confirm %s', (_, value) => expect(isConfirmed(value)).toBe(false));

  it('does not confirm turns that are updated together and listed out of order', () => {
    const text = JSON.stringify(named('D4/shared-parameters'));
    expect(text).toContain('[1,2]');
    expect(isConfirmed(JSON.parse(text))).toBe(true);
    expect(isConfirmed(JSON.parse(text.replaceAll('[1,2]', '[2,1]')))).toBe(false);
    expect(isConfirmed(JSON.parse(text.replaceAll('[1,2]', '[1,1,2]')))).toBe(false);
  });

  it('takes names like __proto__ for what they are: names', () => {
    const renamed = withText('"a"', '"__proto__"');
    expect(isConfirmed(renamed)).toBe(true);
    expect(isConfirmed(withText('"a"', '"constructor"'))).toBe(true);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['reward']).toBeUndefined();
  });

  it('does not run out of stack or time on what is nested without end', () => {
    const cyclic: Record<string, unknown> = { ...D6 };
    cyclic['game'] = { version: 1, name: 'g', root: cyclic };
    let deep: unknown = { reward: '0' };
    for (let n = 0; n < 100_000; n++) deep = { actions: [{ label: 'a', to: deep }] };
    const wide = Array.from({ length: 60_000 }, (_, n) => ({ label: `a${n}`, to: { reward: '0' } }));
    const started = Date.now();
    for (const root of [deep, { actions: wide }, 'x']) {
      const game = { version: 1, name: 'g', root, nodes: { x: { actions: [{ label: 'a', to: 'x' }] } } };
      expect(isConfirmed({ ...D6, game })).toBe(false);
    }
    expect(isConfirmed(cyclic)).toBe(false);
    // A small graph with exponentially many histories is refused by name, not unrolled.
    const nodes = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [
        `n${n}`,
        {
          actions: ['a', 'b'].map((label) => ({
            label,
            to: n < 39 ? `n${n + 1}` : { reward: label === 'a' ? '0' : '1' },
          })),
        },
      ]),
    );
    expect(checkCertificate({ ...D6, game: { version: 1, name: 'g', root: 'n0', nodes } })).toEqual({
      uncovered: 'more than 5,000 histories',
    });
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  it('throws at nothing', () => {
    const [atlas] = [...atlasCertificates((name) => name === 'group-std:2 gradient:1 reverse truncated: monotone')];
    for (const certificate of [
      D6,
      atlas.certificate ?? {},
      named('E9'),
      named('C4/mean-only'),
      named('A1/decisions-alone'),
    ]) {
      const places = [...tampered(certificate, D6)].length;
      expect(places).toBeGreaterThan(200);
      fc.assert(
        fc.property(fc.nat(places - 1), fc.jsonValue({ maxDepth: 3 }), (n, value) => {
          const all = [...walk(certificate)];
          const json = replaced(certificate, all[n % all.length], value);
          expect(() => checkCertificate(json)).not.toThrow();
        }),
        { numRuns: 150, seed: 1 },
      );
    }
  }, 60_000);
});

describe('the own reader of games', () => {
  const setsOf = (json: unknown): unknown => {
    const { sets, turns, information } = readGame(json);
    return {
      turns,
      information: information.kind,
      sets: [...sets].map(([name, nodes]) => [name, nodes.length]).sort(),
    };
  };

  it('names the same sets as the product does, on random trees under any information', () => {
    fc.assert(
      fc.property(arbitraryGame, (game) => {
        const own = setsOf(asFile(gameToSpec(game)));
        const sets = game.infoSetName.map((name, set) => [name, game.infoSets[set].length]).sort();
        expect(own).toEqual({ turns: game.turns, information: game.information.kind, sets });
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('reads the games of the library, shared nodes and listed sets among them', () => {
    let read = 0;
    for (const entry of LIBRARY) {
      const game = entry.build();
      if (game.nodeCount > 2000) continue;
      try {
        expect(setsOf(asFile(gameToSpec(game)))).toMatchObject({ turns: game.turns });
        read += 1;
      } catch (error) {
        expect(String(error)).toContain('histories');
      }
    }
    expect(read).toBeGreaterThan(5);
  });

  it.each<[string, object]>([
    [
      'reached after one and after two decisions',
      {
        actions: [
          { label: 'a', to: 'n' },
          { label: 'b', to: { actions: [{ label: 'c', to: 'n' }] } },
        ],
      },
    ],
    ['under a window, reached in two ways', { actions: ['a', 'b'].map((label) => ({ label, to: 'n' })) }],
    [
      'in a cycle',
      {
        actions: [
          { label: 'a', to: 'm' },
          { label: 'b', to: 'n' },
        ],
      },
    ],
  ])('rejects a node %s, as the product does', (what, root) => {
    const nodes = {
      n: { actions: [{ label: 'x', to: { reward: '1' } }] },
      ...(what === 'in a cycle' ? { m: { actions: [{ label: 'a', to: 'm' }] } } : {}),
    };
    const information = what.startsWith('under') ? { truncated: 0 } : 'full';
    const game = { version: 1, name: 'g', information, root, nodes };
    expect(() => gameFromJson(game)).toThrow(GameError);
    expect(() => readGame(game)).toThrow(Rejected);
  });

  it('accepts and rejects what the product does', () => {
    const outcomes = { accepted: 0, rejected: 0 };
    const specs = [
      ...['D6', 'E9', 'D8', 'E5', 'B1/mean-over-contexts'].map((name) => named(name)['game'] as Json),
      {
        version: 1,
        name: 'sets',
        information: { sets: { s: ['a', 'b'] } },
        root: {
          actions: ['a', 'b'].map((label) => ({
            label,
            to: {
              actions: [
                { label: 'x', to: { reward: '1' } },
                { label: 'y', to: { reward: '0' } },
              ],
            },
          })),
        },
      },
      {
        version: 1,
        name: 'shared',
        root: { actions: ['a', 'b'].map((label) => ({ label, to: 'n' })) },
        nodes: { n: { actions: [{ label: 'x', to: { reward: '1' } }] } },
      },
    ];
    for (const spec of specs) {
      const whole = { game: spec };
      for (const { what, certificate } of changed(whole)) {
        const game = asFile(certificate)['game'];
        const product = accepts(() => gameFromJson(game), GameError);
        const own = accepts(() => readGame(game), Rejected);
        expect(`${what}: ${String(own)}`).toBe(`${what}: ${String(product)}`);
        outcomes[own ? 'accepted' : 'rejected'] += 1;
      }
    }
    expect(outcomes.accepted).toBeGreaterThan(100);
    expect(outcomes.rejected).toBeGreaterThan(300);
  });
});

function accepts(read: () => unknown, refusal: new (...args: never[]) => Error): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof refusal) return false;
    throw error;
  }
}

type Path = readonly string[];

function* walk(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* walk(part, [...path, key]);
}

function replaced(value: unknown, [key, ...rest]: Path, part: unknown): unknown {
  if (key === undefined) return part;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, part);
  return copy;
}
