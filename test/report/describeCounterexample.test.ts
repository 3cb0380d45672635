import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { type CounterexampleFile, counterexampleSpec } from '../../src/claims/counterexampleFile.js';
import type { Policy } from '../../src/policy/policy.js';
import { expectedReturn } from '../../src/evaluate/expectedReturn.js';
import { decision, game, terminal } from '../../src/game/builders.js';
import { gameToSpec } from '../../src/game/printGame.js';
import { policyToJson } from '../../src/policy/policyFile.js';
import { uniformPolicy } from '../../src/policy/policy.js';
import { describeCounterexample, replayCommand } from '../../src/report/describeCounterexample.js';
import { storyOf } from '../../src/report/story.js';
import { startOf } from '../support/libraryStart.js';

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** The counterexample that the library is known for: J falls from 21/100 to 114/625. */
function sharedLock(): CounterexampleFile {
  const old = startOf('shared-lock');
  return {
    version: 1,
    search: 'D6',
    game: gameToSpec(old.game),
    policies: { old: policyToJson(old) },
    parameters: { step: 'ratio-box:1/5', order: 'reverse' },
    violation: {
      expected: 'J(π_{k+1}) ≥ J(π_k)',
      left: { label: 'J(π_{k+1})', value: '114/625' },
      right: { label: 'J(π_k)', value: '21/100' },
      gap: '69/2500',
    },
  };
}

describe('describeCounterexample', () => {
  it('tells the claim, the game with both policies, what each turn did, both sides, the gap and the command', async () => {
    const text = describeCounterexample(sharedLock(), { colour: false, replayPath: 'fixtures/D6.json' });
    await expect(`${text}\n`).toMatchFileSnapshot('golden/counterexample-D6.txt');
  });

  it('names the dropped hypothesis of a variant, and runs the altered step that the variant is about', () => {
    const coin = game('coin', decision({ a: terminal(0), b: terminal(1) }));
    const file: CounterexampleFile = {
      ...sharedLock(),
      search: 'D1/mistaken-sign',
      game: gameToSpec(coin),
      policies: { old: policyToJson(uniformPolicy(coin)) },
      parameters: { step: 'clip:1/5', order: 'reverse' },
    };
    const text = describeCounterexample(file, { colour: false });
    expect(text).toContain('Drops       the candidate is the argmax');
    expect(text).toContain('a: old 1/2, new 1  ■ 0');
    expect(text).not.toContain('seeupo replay');
  });

  it('shows no sweep where the parameters describe none', () => {
    const text = describeCounterexample({ ...sharedLock(), parameters: {} }, { colour: false });
    expect(text).not.toContain('What each turn did');
    expect(text).not.toContain('V_new');
  });

  it('colours only when asked', () => {
    const colours = (colour: boolean): boolean => describeCounterexample(sharedLock(), { colour }).includes('\u001b[');
    expect([colours(true), colours(false)]).toEqual([true, false]);
  });

  it('refuses a claim that is not there', () => {
    expect(() => describeCounterexample({ ...sharedLock(), search: 'Z9' }, { colour: false })).toThrow(
      'there is no claim "Z9"',
    );
  });
});

describe('every stored counterexample', () => {
  const stored = readdirSync(FIXTURES)
    .filter((file) => file.endsWith('.json'))
    .map(
      (file) => [file, counterexampleSpec.parse(JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8')))] as const,
    );

  it.each(stored)('%s is drawn', (_, file) => {
    const text = describeCounterexample(file, { colour: false });
    expect(text).toContain(file.violation.gap);
  });

  it('is drawn with the very sweep that its check made, wherever it names J(π_{k+1})', () => {
    const judged = stored.flatMap(([name, file]) => {
      const side = [file.violation.left, file.violation.right].find(({ label }) => label === 'J(π_{k+1})');
      // Absent where the update is no sweep (a gradient step, a safeguarded or carried one): then none is drawn.
      const policy = storyOf(file).policies['new'] as Policy | undefined;
      return side === undefined || policy === undefined
        ? []
        : [{ name, drawn: expectedReturn(policy).toString(), said: side.value }];
    });
    expect(judged.length).toBeGreaterThan(5);
    expect(judged.filter(({ drawn, said }) => drawn !== said)).toEqual([]);
  });
});

test('the replay command quotes what a shell would split', () => {
  expect(replayCommand('fixtures/D6.json')).toBe('seeupo replay fixtures/D6.json');
  expect(replayCommand("my file's.json")).toBe(`seeupo replay 'my file'\\''s.json'`);
});
