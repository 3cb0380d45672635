import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addToCorpus, readCorpus } from '../../src/cli/checkCorpus.js';
import { gameOf } from '../../src/cli/gameOf.js';
import { gameToSpec } from '../../src/game/printGame.js';
import { bandit } from '../../src/game/library/bandit.js';
import { policyToJson } from '../../src/policy/policyFile.js';
import { uniformPolicy } from '../../src/policy/policy.js';
import type { CheckCell, CheckRun } from '../../src/userAlgorithm/checkRun.js';

const place = mkdtempSync(join(tmpdir(), 'seeupo-games-'));
afterAll(() => rmSync(place, { recursive: true }));

const game = gameToSpec(bandit.build());
const policy = policyToJson(uniformPolicy(bandit.build()));

function file(name: string, value: unknown): string {
  const path = join(place, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

describe('the game of a file', () => {
  it.each([
    ['a game', game, undefined],
    ['a game and its policy', { game, policy }, policy],
    ['a counterexample', { version: 1, kind: 'any', game, policies: { old: policy } }, policy],
    ['a corpus of one', { version: 1, instances: [{ from: 'here', game, policy }] }, policy],
  ])('%s', (name, value, start) => {
    const named = gameOf(file(`${name}.json`, value));
    expect(gameToSpec(named.game)).toEqual(game);
    expect(named.start).toEqual(start);
  });

  it('is one', () => {
    const two = file('two.json', { version: 1, instances: [1, 2].map(() => ({ from: 'here', game, policy })) });
    expect(() => gameOf(two)).toThrow('two.json holds 2 games; name a file with one');
    expect(() => gameOf(file('none.json', { instances: [] }))).toThrow('none.json holds no game');
    expect(() => gameOf(file('null.json', { instances: [null] }))).toThrow(
      'null.json:1:15: an instance is an object with a "game"',
    );
    expect(() => gameOf(file('list.json', [game]))).toThrow('list.json:1:1: a game is an object');
    const bad = { game: { ...game, discount: '2' }, policy };
    expect(() => gameOf(file('bad.json', bad))).toThrow(/bad\.json:1:\d+: .*discount/);
  });
});

describe("a corpus of one's own", () => {
  const cell = (n: number): CheckCell =>
    ({
      guarantee: 'monotone',
      regime: { information: 'full', turns: 'multi' },
      verdict: 'refuted',
      counterexample: { game: { ...game, name: `game ${n}` }, policies: { old: policy } },
    }) as unknown as CheckCell;
  const run = (...cells: CheckCell[]): CheckRun => ({ algorithm: 'mine', cells }) as unknown as CheckRun;

  it('is empty before, and gets each game once', () => {
    const path = join(place, 'corpus.json');
    const empty = readCorpus(path);
    expect(empty.instances).toEqual([]);
    expect(addToCorpus(path, empty, run(cell(1), cell(2), cell(1)))).toBe(2);
    const two = readCorpus(path);
    expect(two.instances.map(({ from, game: { name } }) => [from, name])).toEqual([
      ['mine: monotone/full/multi', 'game 1'],
      ['mine: monotone/full/multi', 'game 2'],
    ]);
    expect(addToCorpus(path, two, run(cell(2)))).toBe(0);
  });

  it('gets what is new although it holds a game twice, which stays', () => {
    const [entry] = readCorpus(join(place, 'corpus.json')).instances;
    const path = file('twice.json', { version: 1, instances: [entry, entry] });
    expect(addToCorpus(path, readCorpus(path), run(cell(3)))).toBe(1);
    expect(readCorpus(path).instances.map((one) => one.game.name)).toEqual(['game 1', 'game 1', 'game 3']);
  });

  it('is refused with the place where it is none', () => {
    const broken = { version: 1, instances: [{ from: '', game, policy: { root: { x: '1' } } }] };
    expect(() => readCorpus(file('broken.json', broken))).toThrow(/broken\.json:1:\d+: /);
  });
});
