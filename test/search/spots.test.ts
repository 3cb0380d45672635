import { describe, expect, it } from 'vitest';
import { chance, decision, game, paying, terminal } from '../../src/game/builders.js';
import type { Game } from '../../src/game/game.js';
import { policyFromSets } from '../../src/policy/policy.js';
import { Rational } from '../../src/exact/rational.js';
import { setViews, type SetView } from '../../src/search/setView.js';
import * as spots from '../../src/search/spots.js';

function views(of: Game, sets: readonly (readonly string[])[]): SetView[] {
  const policy = policyFromSets(
    of,
    sets.map((set) => set.map((text) => Rational.parse(text))),
  );
  return setViews(
    of,
    policy.probability.map((p) => p.toDouble()),
  );
}

/** The names of the spots that the only set, or this one, is. */
function spotsOf(of: Game, sets: readonly (readonly string[])[], set = 0): string[] {
  const view = views(of, sets)[set];
  return Object.entries(spots)
    .filter(([name, spot]) => name !== 'anywhere' && spot(view))
    .map(([name]) => name);
}

const arms = (...rewards: (number | string)[]): Game =>
  game('arms', decision(rewards.map((reward, a) => [`a${a}`, terminal(reward)] as const)));

describe('what a planted mistake sees', () => {
  it('is worth, best action, reach and values under the old policy, discounted', () => {
    const deep = game(
      'deep',
      chance([
        ['1/4', 'x', decision({ stop: terminal(1), go: paying(2, decision({ a: terminal(0), b: terminal(8) })) })],
        ['3/4', 'y', decision({ stop: terminal(4), go: terminal(0) })],
      ]),
      { discount: '1/2' },
    );
    const [x, y, later] = views(deep, [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
      ['3/4', '1/4'],
    ]);
    expect([x.worth, x.best, x.reach, x.turn]).toEqual([[0.5, 2.5], 1, 0.25, 1]);
    expect([y.worth, y.best, y.reach, y.turn]).toEqual([[2, 0], 0, 0.75, 1]);
    expect([later.worth, later.best, later.reach, later.turn]).toEqual([[0, 4], 1, 0.125, 2]);
    // 1/4·(1/2·1/2 + 1/2·5/2) + 3/4·(1/4·2)
    expect(x.values[0]).toBe(0.75);
  });

  it('is the mean over the histories of a set, by how likely they are', () => {
    const look = decision({ a: terminal(1), b: terminal(0) });
    const other = decision({ a: terminal(0), b: terminal(3) });
    const blind = game('blind', decision({ l: look, r: other }), { information: { truncated: 0 } });
    const [, second] = views(blind, [
      ['3/4', '1/4'],
      ['1/2', '1/2'],
    ]);
    expect([second.worth, second.reach]).toEqual([[0.75, 0.75], 1]);
  });
});

describe('spots', () => {
  it.each<[string, Game, string[], string[]]>([
    ['two equal arms', arms(1, 1), ['1/2', '1/2'], []],
    ['a better last arm', arms(0, 1), ['1/2', '1/2'], ['bestIsLast']],
    ['a better first arm', arms(1, 0), ['1/2', '1/2'], []],
    ['a close call', arms('999/1000000', 0, 1), ['1/3', '1/3', '1/3'], ['bestIsLast']],
    ['arms that differ little', arms('9995/10000', 1, 0), ['1/3', '1/3', '1/3'], ['closeCall', 'middleBest']],
    [
      'a close last one',
      arms(0, '9995/10000', 1),
      ['1/3', '1/3', '1/3'],
      ['bestIsLast', 'closeBestIsLast', 'closeCall'],
    ],
    [
      'arms that differ by a hundredth',
      arms('99/100', 1, 0),
      ['97/100', '2/100', '1/100'],
      ['middleBest', 'nearlyCertain', 'rareBest', 'rareCloseCall'],
    ],
    ['a rare best arm', arms(1, 0), ['1/50', '49/50'], ['nearlyCertain', 'rareBest']],
    ['one that is not rare', arms(1, 0), ['2/50', '48/50'], ['nearlyCertain']],
    ['nothing certain', arms(1, 0), ['6/100', '94/100'], []],
    ['all certain', arms(1, 0), ['1', '0'], []],
    [
      'a rare middle',
      arms(0, 1, 0),
      ['189/380', '1/190', '189/380'],
      ['hardlyTried', 'middleBest', 'rareBest', 'rareMiddle'],
    ],
    ['a rare last one of three', arms(0, 0, 1), ['1/2', '44/90', '1/90'], ['bestIsLast', 'rareBest', 'rareBestIsLast']],
    ['hardly tried', arms(1, 0), ['149/150', '1/150'], ['hardlyTried', 'nearlyCertain']],
    ['tried more often', arms(1, 0), ['148/149', '1/149'], ['nearlyCertain']],
    [
      'four, one of them sharp',
      arms(1, 0, 0, 0),
      ['98/100', '1/150', '1/150', '1/150'],
      ['fourSharpActions', 'hardlyTried', 'nearlyCertain'],
    ],
    [
      'three, one of them sharp',
      arms(1, 0, 0),
      ['998/1000', '1/1000', '1/1000'],
      ['hardlyTried', 'nearlyCertain', 'threeSharpActions'],
    ],
  ])('%s', (_, of, distribution, names) => {
    expect(spotsOf(of, [distribution]).sort()).toEqual(names.sort());
  });

  const gamble = (win: string, rest: string): ReturnType<typeof chance> =>
    chance([
      [win, 'win', terminal(100)],
      [rest, 'lose', terminal(0)],
    ]);

  it.each<[string, string[], string[], string[]]>([
    ['a rare win', ['1/20', '19/20'], ['1/2', '1/2'], ['bestIsLast', 'gambleIsLast', 'rareWin']],
    ['one that is won more often', ['6/100', '94/100'], ['1/2', '1/2'], ['bestIsLast', 'gambleIsLast']],
    [
      'a gamble that is rare too',
      ['1/20', '19/20'],
      ['18/19', '1/19'],
      ['bestIsLast', 'gambleIsLast', 'rareGamble', 'rareWin'],
    ],
    ['one that is taken more often', ['1/20', '19/20'], ['17/18', '1/18'], ['bestIsLast', 'gambleIsLast', 'rareWin']],
  ])('%s', (_, [win, rest], distribution, names) => {
    const of = game('gamble', decision({ safe: terminal(1), gamble: gamble(win, rest) }));
    expect(
      spotsOf(of, [distribution])
        .filter((name) => name !== 'nearlyCertain')
        .sort(),
    ).toEqual(names);
  });

  it('a gamble that is not the best is no rare win', () => {
    const of = game('gamble', decision({ safe: terminal(50), gamble: gamble('1/20', '19/20') }));
    expect(spotsOf(of, [['1/2', '1/2']])).toEqual(['gambleIsLast']);
  });

  describe('beside an early end', () => {
    const early = (end: number | string, ...later: number[]): Game =>
      game('early', decision({ end: terminal(end), on: decision({ a: terminal(later[0]), b: terminal(later[1]) }) }));
    const beside = (of: Game, first: string[]): string[] =>
      spotsOf(of, [first, ['1/2', '1/2']]).filter((name) => name.toLowerCase().includes('beside'));

    it.each<[string, Game, string[], string[]]>([
      ['the end is best', early(9, 0, 1), ['1/2', '1/2'], ['besideAnyEnd']],
      ['going on is best', early(0, 0, 1), ['1/2', '1/2'], ['besideAnEnd', 'besideAnyEnd']],
      ['and rare', early(0, 0, 1), ['49/50', '1/50'], ['besideAnEnd', 'besideAnyEnd', 'rareBesideAnEnd']],
      ['the end is rare', early(9, 0, 1), ['1/100', '99/100'], ['besideARareEnd', 'besideAnyEnd']],
      ['both are close', early('5004/10000', 0, 1), ['1/2', '1/2'], ['besideACloseEnd', 'besideAnyEnd']],
    ])('%s', (_, of, first, names) => {
      expect(beside(of, first).sort()).toEqual(names.sort());
    });

    it('the last turn has none', () => {
      expect(
        spotsOf(
          early(0, 0, 1),
          [
            ['1/2', '1/2'],
            ['1/2', '1/2'],
          ],
          1,
        ),
      ).toEqual(['bestIsLast']);
    });
  });

  it('hardly reached, with three actions', () => {
    const three = decision({ a: terminal(0), b: terminal(0), c: terminal(0) });
    const of = game('rare', decision({ stop: terminal(0), go: three }));
    const third = ['1/3', '1/3', '1/3'];
    expect(spotsOf(of, [['99/100', '1/100'], third], 1)).toEqual(['hardlyReached']);
    expect(spotsOf(of, [['98/100', '2/100'], third], 1)).toEqual([]);
    const two = game('rare', decision({ stop: terminal(0), go: decision({ a: terminal(0), b: terminal(0) }) }));
    expect(
      spotsOf(
        two,
        [
          ['99/100', '1/100'],
          ['1/2', '1/2'],
        ],
        1,
      ),
    ).toEqual([]);
  });
});
