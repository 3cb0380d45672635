import { test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { decision, game, terminal } from '../../src/game/builders.js';
import { GameFileError } from '../../src/game/gameFileError.js';
import { LIBRARY } from '../../src/game/library/index.js';
import { setDistributions, uniformPolicy } from '../../src/policy/policy.js';
import { PolicyError } from '../../src/policy/policyError.js';
import { parsePolicy, policyFromJson, policyToJson, printPolicy } from '../../src/policy/policyFile.js';
import { arbitraryGame, withPolicy } from '../support/arbitraryGame.js';

const two = game('two', decision({ left: terminal(1), right: decision({ up: terminal(0), down: terminal(2) }) }));

describe('a policy as JSON', () => {
  test('names sets and actions', () => {
    expect(policyToJson(uniformPolicy(two))).toEqual({
      root: { left: '1/2', right: '1/2' },
      right: { up: '1/2', down: '1/2' },
    });
  });

  test('may come in any order, with decimals and integers', () => {
    const policy = policyFromJson(two, { right: { down: 1, up: 0 }, root: { right: '0.3', left: '7/10' } });
    expect(setDistributions(policy).map((set) => set.map(String))).toEqual([
      ['7/10', '3/10'],
      ['0', '1'],
    ]);
  });

  property.prop([withPolicy(arbitraryGame)], { seed: 4, numRuns: 200 })(
    'is read back as it was',
    ({ game: random, policy }) => {
      expect(policyFromJson(random, policyToJson(policy))).toEqual(policy);
      expect(parsePolicy(printPolicy(policy), 'policy.json', random)).toEqual(policy);
    },
  );

  test.each(LIBRARY.filter(({ start }) => start !== undefined).map((entry) => [entry.id, entry] as const))(
    'the start of %s is in its printed form',
    (_, entry) => {
      expect(policyToJson(policyFromJson(entry.build(), entry.start))).toEqual(entry.start);
    },
  );
});

describe('a policy with a mistake is refused', () => {
  const right = { up: '1/2', down: '1/2' };
  test.each<[string, unknown, string, string]>([
    ['unknown set', { rot: right }, 'unknown information set "rot" (did you mean "root"?) in "two"', 'rot'],
    [
      'missing set',
      { root: { left: 1, right: 0 } },
      'the policy says nothing about information set "right"; add it with its actions up, down',
      '',
    ],
    [
      'unknown action',
      { root: { left: 1, rihgt: 0 }, right },
      '"root" has no action "rihgt" (did you mean "right"?); its actions are left, right',
      'root/rihgt',
    ],
    [
      'missing action',
      { root: { left: 1 }, right },
      'the policy at "root" leaves out action "right"; write 0 if it is never taken',
      'root',
    ],
    [
      'sum below 1',
      { root: { left: '1/2', right: '1/3' }, right },
      'the policy at "root" sums to 5/6, not to 1; make it sum to exactly 1',
      'root',
    ],
    [
      'negative',
      { root: { left: '3/2', right: '-1/2' }, right },
      'the policy at "root" gives "right" the negative probability -1/2',
      'root/right',
    ],
    [
      'a double',
      { root: { left: 0.5, right: 0.5 }, right },
      '0.5 is not exact; write it as a string, "1/2"',
      'root/left',
    ],
    ['no object', [], 'this must be an object { … }', ''],
    ['a set that is no object', { root: 'left' }, '"root" must be an object { … }', 'root'],
  ])('%s', (_, json, message, path) => {
    expect.assertions(3);
    try {
      policyFromJson(two, json);
    } catch (error) {
      expect(error).toBeInstanceOf(PolicyError);
      expect((error as PolicyError).message).toBe(message);
      expect((error as PolicyError).path.join('/')).toBe(path);
    }
  });

  test('in a file: with line and column', () => {
    const text = '{\n  "root": { "left": "1/2", "right": "1/2" },\n  "right": { "up": "1/2", "down": "1/4" }\n}\n';
    expect(() => parsePolicy(text, 'policy.json', two)).toThrow(
      new GameFileError('policy.json:3:12: the policy at "right" sums to 3/4, not to 1; make it sum to exactly 1'),
    );
  });
});
