import { describe, expect, it, test } from 'vitest';
import { type ClaimResult, verdicts } from '../../src/claims/run/verdict.js';
import { summaryLine } from '../../src/report/summaryLine.js';
import { verdictTable } from '../../src/report/verdictTable.js';
import { controlStatus, verdictText } from '../../src/report/verdictText.js';
import { smallRun } from './smallRun.js';

const [result] = verdicts(smallRun(['C5']));
const proof = { theorems: ['T1', 'T2'], axioms: [], stale: false };
const { counterexample, ...unrefuted } = result;
const clean: ClaimResult = { ...unrefuted, checked: 1200, vacuous: 100 };

describe('verdictText', () => {
  test.each<[string, ClaimResult]>([
    ['refuted (counterexample: 3 nodes)', result],
    ['holds on 1,100 instances', { ...clean, verdict: 'holds' }],
    [
      'holds on 1,100 instances (proof record is stale)',
      { ...clean, verdict: 'holds', proof: { ...proof, stale: true } },
    ],
    ['proved (T1 and 1 other), and holds on 1,100 instances', { ...clean, verdict: 'proved', proof }],
    ['open: no proof, no counterexample in 1,100 instances', { ...clean, verdict: 'open' }],
    [
      'inconclusive: the run ended before the search did',
      { ...clean, verdict: 'inconclusive', why: 'the run ended before the search did' },
    ],
    [
      'open: 20 of 1100 instances are undecided',
      { ...clean, verdict: 'open', why: '20 of 1100 instances are undecided' },
    ],
    ['not applicable: too big', { ...clean, verdict: 'not applicable', refused: 'too big' }],
  ])('%s', (text, given) => {
    expect(verdictText(given)).toBe(text);
  });
});

test('controlStatus tells a missed control from one that the run did not reach', () => {
  const [variant] = result.variants;
  const found = { ...variant, ...(counterexample === undefined ? {} : { counterexample }) };
  const refutable = { ...variant, variant: { ...variant.variant, expected: 'refuted' as const } };
  expect(controlStatus(variant)).toBe('holds');
  expect(controlStatus(found)).toBe('refuted');
  expect(controlStatus({ ...found, variant: refutable.variant })).toBe('caught');
  expect(controlStatus(refutable)).toBe('missed');
  expect(controlStatus({ ...refutable, complete: false })).toBe('unfinished');
  expect(controlStatus({ ...variant, undecided: variant.checked })).toBe('unfinished');
  expect(controlStatus({ ...refutable, needs: 300 })).toBe('not tested');
});

describe('verdictTable', () => {
  it('has a row a claim, and the problems below', () => {
    const results: ClaimResult[] = [
      { ...clean, verdict: 'proved', proof },
      { ...result, problems: ['no counterexample to C5 is stored'] },
    ];
    expect(`\n${verdictTable(results, { colour: false })}\n`).toMatchInlineSnapshot(`
      "
      ┌──────┬──────────────────────────────────────┬────────────────────────────────┬────────────────┬─────────┬────────────┐
      │ Id   │ Claim                                │ Verdict                        │ Paper          │ Premise │ Controls   │
      ├──────┼──────────────────────────────────────┼────────────────────────────────┼────────────────┼─────────┼────────────┤
      │ C5   │ Non-negativity is enough for a drift │ proved (T1 and 1 other), and   │ silent         │ 91.6 %  │ holds 1/1  │
      │      │                                      │ holds on 1,100 instances       │                │         │            │
      ├──────┼──────────────────────────────────────┼────────────────────────────────┼────────────────┼─────────┼────────────┤
      │ C5   │ Non-negativity is enough for a drift │ refuted (counterexample: 3     │ silent         │ 100 %   │ holds 1/1  │
      │      │                                      │ nodes)                         │                │         │            │
      └──────┴──────────────────────────────────────┴────────────────────────────────┴────────────────┴─────────┴────────────┘

      Problems
        C5: no counterexample to C5 is stored
      "
    `);
  });

  it('fits 120 columns', () => {
    const lines = verdictTable([result], { colour: false }).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  it('colours only when asked', () => {
    const colours = (colour: boolean): boolean => verdictTable([result], { colour }).includes('\u001b[');
    expect([colours(true), colours(false)]).toEqual([true, false]);
  });
});

test('a claim that should be proved, but only holds, is named below the table', () => {
  const unproved: ClaimResult = { ...clean, claim: { ...clean.claim, expected: 'proved' }, verdict: 'holds' };
  const note = 'No confirmed machine-checked proof for C5';
  expect(verdictTable([unproved], { colour: false })).toContain(note);
  expect(verdictTable([{ ...unproved, verdict: 'proved', proof }], { colour: false })).not.toContain(note);
});

test('summaryLine counts verdicts and problems', () => {
  expect(summaryLine([{ ...clean, verdict: 'proved' }, result, { ...result, problems: ['p'] }])).toBe(
    '3 claims: 1 proved, 2 refuted; 1 problem',
  );
});
