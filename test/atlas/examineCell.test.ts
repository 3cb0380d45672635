import { describe, expect, it } from 'vitest';
import { iterate } from '../../src/algorithm/iterate.js';
import { algorithmOf, stepOf } from '../../src/atlas/algorithmOf.js';
import { type Cell, verdictOf } from '../../src/atlas/cell.js';
import { examineCell } from '../../src/atlas/examineCell.js';
import { runsOf } from '../../src/atlas/effort.js';
import { checkInCell, instanceOf, replays } from '../../src/atlas/replayCell.js';
import { parseRow } from '../../src/atlas/row.js';
import { sharpened } from '../../src/atlas/sharpened.js';
import { COMMON } from '../../src/claims/generate/family.js';
import { Random } from '../../src/claims/generate/random.js';
import { randomInstance } from '../../src/claims/generate/randomInstance.js';
import type { Instance } from '../../src/claims/instance.js';
import { Rational } from '../../src/exact/rational.js';
import { LIBRARY } from '../../src/game/library/index.js';
import { hasFullSupport, unchecked } from '../../src/policy/policy.js';

const BUDGET = { seed: 1, runs: 20 };
const examined = (row: string, column: Cell['column'], budget = BUDGET): Cell => examineCell({ row, column }, budget);

describe('a cell', () => {
  it('is proved where a theorem covers it and the check agrees, else it holds', () => {
    expect(verdictOf(examined('grae:2 clip-turn:1/5 reverse full', 'monotone'))).toBe('proved');
    expect(verdictOf(examined('grae:2 clip-turn:1/5 reverse truncated', 'monotone'))).toBe('holds');
  });

  it('is refuted by an instance that replays, with shared parameters', () => {
    const cell = examined('grae:2 clip-turn:1/5 reverse shared', 'monotone');
    expect(verdictOf(cell)).toBe('refuted');
    expect(cell.counterexample?.violation.expected).toBe('J(π_{k+1}) ≥ J(π_k)');
    expect(replays(cell)).toBe(true);
  });

  it('does not replay with other numbers, or under another algorithm', () => {
    const cell = examined('grae:2 clip-turn:1/5 reverse shared', 'monotone');
    const { counterexample } = cell;
    if (counterexample === undefined) throw new Error('no counterexample');
    const violation = { ...counterexample.violation, gap: '1/7' };
    expect(replays({ ...cell, counterexample: { ...counterexample, violation } })).toBe(false);
    const safe = { row: 'joint gradient:0 reverse shared', column: cell.column } as const;
    expect(checkInCell(safe, instanceOf(counterexample)).status).toBe('holds');
  });

  it('is the same for the same budget, and depends on the seed', () => {
    const row = 'joint clip-turn:1/5 forward full';
    expect(examined(row, 'monotone')).toEqual(examined(row, 'monotone'));
    const seeds = [1, 2, 3].map((seed) => examined(row, 'fixed-point', { seed, runs: 60 }).vacuous);
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  it('says little of where an enclosed step ends, since it cannot be told to rest', () => {
    const cell = examined('joint kl:1 simultaneous full', 'limit', { seed: 1, runs: 4 });
    expect(verdictOf(cell)).toBe('holds');
    expect(cell.vacuous / cell.checked).toBeGreaterThan(0.8);
    expect(verdictOf({ ...cell, examined: 'open' })).toBe('open');
    // No theorem makes more of a cell than the check found.
    const covered = { ...examined('joint kl:1 reverse full', 'limit', { seed: 1, runs: 4 }) };
    expect(verdictOf(covered)).toBe('proved');
    expect(verdictOf({ ...covered, examined: 'open' })).toBe('open');
  });

  it('needs nearly decided policies for some failures: the length-normalised gradient', () => {
    const cell = examined('joint length-gradient:1 simultaneous full', 'monotone', { seed: 1, runs: 100 });
    expect(verdictOf(cell)).toBe('refuted');
    expect(cell.checked).toBeGreaterThan(500);
  });
});

describe('runsOf', () => {
  it('gives expensive columns and estimators fewer instances, but some', () => {
    const seeupo = parseRow('grae:2 clip-turn:1/5 reverse full');
    const batch = { ...seeupo, advantage: 'batch-std:1x3' };
    expect(runsOf(seeupo, 'monotone', 100)).toBe(100);
    expect(runsOf(seeupo, 'limit', 100)).toBeLessThan(100);
    expect(runsOf(batch, 'monotone', 100)).toBeLessThan(100);
    expect(runsOf(batch, 'limit', 1)).toBeGreaterThan(0);
  });
});

describe('sharpened', () => {
  it('keeps game, parameters and support, and makes the likely likelier', () => {
    const instance: Instance = randomInstance(new Random(3), { ...COMMON, parameters: () => ({ tie: ['last'] }) });
    const sharp = sharpened(instance, 4);
    expect(sharp.game).toBe(instance.game);
    expect(sharp.parameters).toEqual({ tie: 'last' });
    expect(hasFullSupport(sharp.policies['old'])).toBe(true);
    const most = (x: Instance): number => Math.max(...x.policies['old'].probability.map((p) => p.toDouble()));
    expect(most(sharp)).toBeGreaterThanOrEqual(most(instance));
    expect(sharpened(instance, 1).policies['old'].probability.map(String)).toEqual(
      instance.policies['old'].probability.map(String),
    );
  });
});

describe('an iteration of a row', () => {
  const row = parseRow('grae:2 clip-joint:1/5 reverse shared');
  const options = { tie: 'first', seed: 1, precision: 30 } as const;

  it('is the algorithm itself as long as its numbers are short', () => {
    const { policies } = randomInstance(new Random(3), { ...COMMON, information: { kind: 'shared', window: 0 } });
    expect(stepOf(row)(policies['old'], options)).toEqual(iterate(algorithmOf(row), policies['old'], options));
  });

  it('encloses numbers of more than 200 digits, so that many iterations end', () => {
    const game = LIBRARY.find(({ id }) => id === 'coordination')?.build();
    if (game === undefined) throw new Error('the library game is missing');
    const tiny = Rational.of(1n, 10n ** 210n);
    const old = unchecked(
      game,
      game.infoSets.map(() => [tiny, Rational.ONE.sub(tiny)]),
    );
    const { probability } = stepOf(parseRow('joint gradient:0 simultaneous full'))(old, options);
    expect(probability.filter((p) => p instanceof Rational)).toEqual([]);
  });
});
