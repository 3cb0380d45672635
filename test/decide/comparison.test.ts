import { describe, expect, test } from 'vitest';
import { examineRow } from '../../src/atlas/examineRow.js';
import { type Atlas, atlasOf, atlasSettings, tasksOf } from '../../src/atlas/atlasFile.js';
import { Random, streamSeed } from '../../src/claims/generate/random.js';
import type { Instance } from '../../src/claims/instance.js';
import { besideAtlas } from '../../src/decide/besideAtlas.js';
import type { Task } from '../../src/decide/decideCells.js';
import { type DecidedJson, taskOf } from '../../src/decide/decidedFile.js';
import { shapesOfInstance } from '../../src/decide/gameShape.js';
import { type Shape, SHAPES } from '../../src/decide/shapes.js';
import type { DecidedColumn } from '../../src/decide/violation.js';
import { Rational } from '../../src/exact/rational.js';
import { examinedOf } from '../../src/guarantees/examinedOf.js';
import type { GuaranteeRegime } from '../../src/guarantees/guarantee.js';
import { guaranteeById } from '../../src/guarantees/guarantees.js';
import { Trial } from '../../src/guarantees/trial.js';
import { corpusIn, ownCorpus } from '../../src/search/corpus.js';
import { smallInstances } from '../../src/search/smallShapes.js';
import { shuffled } from '../../src/sweep/order.js';
import { TIES } from '../../src/sweep/tie.js';
import { committedAtlas } from '../../tools/atlasPage.js';
import { committedDecided } from '../../tools/decidedResults.js';

const decided = committedDecided();

/** How many known and small instances, and how many random ones, every rule is tried on. */
const [KNOWN, DRAWN] = [12, 12];

type Information = GuaranteeRegime['information'];
const pools = new Map<string, readonly Instance[]>();

/** The search's own games of the shape, known counterexamples and small ones, and random games. */
function instancesOf(shape: Shape, information: Information): readonly Instance[] {
  const key = `${shape.id} ${information}`;
  let pool = pools.get(key);
  if (pool === undefined) {
    const regime = { information, turns: shape.turns === 1 ? 'single' : 'multi' } as const;
    const own = [...corpusIn(ownCorpus(), regime), ...smallInstances(regime)].filter((instance) =>
      shapesOfInstance(instance).includes(shape.id),
    );
    const known = shuffled([...own.keys()], 3).slice(0, KNOWN);
    const random = new Random(streamSeed(1, key));
    const drawn = Array.from({ length: DRAWN }, () => drawnInstance(shape, information, random));
    pools.set(key, (pool = [...known.map((n) => own[n]), ...drawn]));
  }
  return pool;
}

/** Rewards over orders of magnitude, coins and policies from even to nearly certain. */
function drawnInstance(shape: Shape, information: Information, random: Random): Instance {
  const games = shape.games(information);
  const values = games.variables.map((name): [string, Rational] => {
    if (/^[rhl]/.test(name)) {
      const size = Rational.of(random.int(name.startsWith('r') ? -9 : 0, 9), random.pick([1, 1, 3, 50]));
      return [name, random.oneIn(4) ? size.mul(Rational.of(20)) : size];
    }
    const most = shape.actions === 3 && name.startsWith('p') ? 499 : 999;
    return [name, Rational.of(random.pick([1, 100, 333, 499, random.int(1, most), most]), 1000)];
  });
  const old = games.concrete(new Map(values));
  return { game: old.game, policies: { old }, parameters: {} };
}

/** What violates a column that the solver says nothing violates; every tie rule in turn. */
function violations({ algorithm, shape, information }: Task, columns: readonly DecidedColumn[]): string[] {
  const examined = examinedOf(algorithm);
  return instancesOf(shape, information).flatMap((instance, n) =>
    ['stay', TIES[1 + (n % 3)]].flatMap((tie) => {
      const parameters = { tie, seed: String(1 + (n % 2)), iterations: '1' };
      const trial = new Trial(examined, { ...instance, parameters });
      return columns.filter((column) => {
        const { quick, decide } = guaranteeById(column);
        return (quick?.(trial) ?? decide(trial)).status === 'violated';
      });
    }),
  );
}

/** The columns with this answer, by rule and shape. */
function groupsOf(answer: DecidedJson['cells'][number]['any']['answer']): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const cell of decided.cells.filter(({ any }) => any.answer === answer)) {
    const key = `${cell.shape} ${cell.subject}`;
    const group = groups.get(key) ?? { task: taskOf(cell), columns: [] };
    group.columns.push(cell.column);
    groups.set(key, group);
  }
  return groups;
}

interface Group {
  readonly task: Task;
  readonly columns: DecidedColumn[];
}

describe('the solver beside the search', () => {
  const shapes = SHAPES.filter(({ id }) => decided.cells.some(({ shape }) => shape === id));

  test.each(shapes)('what nothing violates on $id, no game of the search violates, nor a random one', ({ id }) => {
    const own = [...groupsOf('none')].filter(([, { task }]) => task.shape.id === id);
    const found = own.flatMap(([key, { task, columns }]) =>
      violations(task, columns).map((column) => `${key}: ${column}`),
    );
    expect(found).toEqual([]);
  });

  test('on the same games what breaks does break', () => {
    const group = groupsOf('counterexample').get('two-arms-one-coin group-std:2 clip-turn:1/5');
    expect(group?.columns).toContain('monotone');
    expect(group === undefined ? [] : violations(group.task, group.columns)).toContain('monotone');
  });

  test('a few rows of the atlas, examined: no verdict contradicts an answer', () => {
    const atlas = examined([
      'grae:2 clip-turn:1/5 simultaneous full single-turn',
      'loo:2 gradient:1 simultaneous full single-turn',
    ]);
    expect(besideAtlas(atlas, decided)).toEqual([]);
  });

  test('what the solver found and the search did not is in the corpus: a gradient over lengths rests', () => {
    const atlas = examined(['joint length-gradient:1 reverse full'], 'rests');
    expect(atlas.cells.map(({ examined: verdict }) => verdict)).toEqual(['refuted']);
    expect(besideAtlas(atlas, decided)).toEqual([]);
  });

  describe('the committed atlas and the committed answers', () => {
    const atlas = committedAtlas();

    test('do not contradict each other', () => {
      expect(atlas.cells.length).toBeGreaterThan(2000);
      expect(besideAtlas(atlas, decided)).toEqual([]);
    });

    test('would contradict each other if an answer or a verdict were wrong', () => {
      const cells = decided.cells.map((cell) => ({ ...cell, any: NONE }));
      const impossible = besideAtlas(atlas, { ...decided, cells });
      expect(new Set(impossible.map(({ kind }) => kind))).toEqual(new Set(['impossible']));
      const shapesNamed = new Set(impossible.map(({ shape }) => shape));
      for (const id of ['two-arms-one-coin', 'three-arms', 'two-arms-behind-a-coin', 'two-turns'] as const) {
        expect(shapesNamed).toContain(id);
      }
      const held = atlas.cells.map((cell) => ({ ...cell, examined: 'holds' as const }));
      const broken = besideAtlas({ ...atlas, cells: held }, decided);
      expect(new Set(broken.map(({ kind }) => kind))).toEqual(new Set(['broken']));
      expect(broken.length).toBeGreaterThan(500);
    });
  });

  test('a counterexample for another tie rule counts, unless only the rule "stay" is said to keep the guarantee', () => {
    const row = 'group-std:2 gradient:1 simultaneous full single-turn';
    const [cell] = examined([row]).cells;
    if (cell.counterexample === undefined) throw new TypeError('it is refuted');
    const { counterexample, ...rest } = cell;
    const parameters = { ...counterexample.parameters, tie: 'first' };
    const ties = [{ tie: 'first', counterexample: { ...counterexample, parameters } }];
    const settings = atlasSettings({ seed: 1, runs: 20, rows: [row], columns: ['monotone'] });
    const atlas = atlasOf(settings, [{ ...rest, examined: 'holds', ties }]);
    const saying = (any: Answer, stay?: Answer): DecidedJson => ({
      ...decided,
      cells: decided.cells.flatMap((known) =>
        known.shape === 'two-arms-one-coin' && known.subject === 'group-std:2 gradient:1' && known.column === 'monotone'
          ? [{ ...known, any, ...(stay === undefined ? {} : { stay }) }]
          : [],
      ),
    });
    const BREAKS = { ...NONE, answer: 'counterexample' } as const;
    expect(besideAtlas(atlas, saying(NONE))).toMatchObject([{ kind: 'impossible' }]);
    expect(besideAtlas(atlas, saying(BREAKS, NONE))).toEqual([]);
  });

  test('a verdict that contradicts an answer is named', () => {
    const row = 'group-std:2 gradient:1 simultaneous full single-turn';
    const atlas = examined([row]);
    const own = decided.cells.map((cell) =>
      cell.subject === 'group-std:2 gradient:1' && cell.column === 'monotone' ? { ...cell, any: NONE } : cell,
    );
    const contradicted = besideAtlas(atlas, { ...decided, cells: own });
    expect(contradicted).toEqual([
      { cell: `${row}: monotone`, verdict: 'refuted', shape: 'two-arms-one-coin', kind: 'impossible' },
    ]);
    const held: Atlas = { ...atlas, cells: atlas.cells.map((cell) => ({ ...cell, examined: 'holds' as const })) };
    expect(besideAtlas(held, decided)).toMatchObject([{ cell: `${row}: monotone`, verdict: 'holds', kind: 'broken' }]);
  });
});

type Answer = DecidedJson['cells'][number]['any'];

const NONE: Answer = {
  answer: 'none',
  cases: { decided: 1, total: 1, undecided: [] },
  used: 1,
  questions: 2,
  digest: '',
};

function examined(rows: readonly string[], column: DecidedColumn = 'monotone'): Atlas {
  const settings = atlasSettings({ seed: 1, runs: 20, rows, columns: [column] });
  return atlasOf(
    settings,
    tasksOf(settings).flatMap((task) => examineRow(task, settings)),
  );
}
