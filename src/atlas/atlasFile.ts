import { z } from 'zod';
import { type Cell, cellInstanceSpec, cellKey, verdictOf, theoremOf, violationSpec } from './cell.js';
import { columnOf, type ColumnId } from './columns.js';
import { parseRow, rowId } from './row.js';

const count = z.int().min(0);

/** What an atlas is made of: everything that its cells depend on. */
export const atlasSettingsSpec = z.strictObject({
  seed: z.int().min(0),
  runs: z.int().min(1).meta({ description: 'Random instances a cell, before its effort.' }),
  rows: z.array(z.string()).min(1),
  columns: z.array(z.string()).min(1),
});

const cellSpec = z.strictObject({
  row: z.string().meta({ description: 'Advantage, update, order, information; and single-turn.' }),
  column: z.string().meta({ description: 'The guarantee.' }),
  verdict: z.enum(['proved', 'holds', 'refuted', 'open', 'inconclusive', 'not applicable']),
  theorem: z
    .string()
    .optional()
    .meta({ description: 'The machine-checked theorem that covers the cell, as claim/theorem.' }),
  checked: count.meta({ description: 'Instances checked, up to the counterexample if there is one.' }),
  vacuous: count.meta({ description: 'Of these: a hypothesis was false.' }),
  strict: count.meta({ description: 'Of these: the interesting case occurred.' }),
  undecided: count.meta({ description: 'Of these: enclosures could not decide at the highest precision.' }),
  counterexample: z
    .strictObject({
      instance: count.meta({ description: 'Its number in "instances", from 0.' }),
      ...violationSpec.shape,
    })
    .optional(),
});

/** The file of an atlas, complete or not (schemas/atlas.schema.json). */
export const atlasSpec = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal('seeupo-atlas'),
    settings: atlasSettingsSpec,
    complete: z.boolean().meta({ description: 'Is every cell there?' }),
    instances: z.array(cellInstanceSpec).meta({ description: 'The instances of the counterexamples, each once.' }),
    cells: z.array(cellSpec),
  })
  .meta({ title: 'An atlas of guarantees' });

/** The JSON form of an atlas. */
export type AtlasJson = z.infer<typeof atlasSpec>;

/** What an atlas is made of (`atlasSettingsSpec`); rows and columns by their names, in the order of the tables. */
export interface AtlasSettings {
  readonly seed: number;
  readonly runs: number;
  readonly rows: readonly string[];
  readonly columns: readonly ColumnId[];
}

/** An atlas: its settings and the cells that are done, row by row. */
export interface Atlas {
  readonly settings: AtlasSettings;
  readonly complete: boolean;
  readonly cells: readonly Cell[];
}

/** A cell that is to be examined. */
export type CellTask = Pick<Cell, 'row' | 'column'>;

/** Every cell of an atlas with these settings, row by row. */
export function tasksOf({ rows, columns }: Pick<AtlasSettings, 'rows' | 'columns'>): CellTask[] {
  return rows.flatMap((row) => columns.map((column) => ({ row, column })));
}

/**
 * Part `index` (from 1) of `of` of the cells. Every part has its share of every row and every column, since some columns
 * take longer than others; together the parts are the whole.
 */
export function shardOf({ rows, columns }: AtlasSettings, index: number, of: number): CellTask[] {
  return rows.flatMap((row, r) =>
    columns.flatMap((column, c) => ((r + c) % of === index - 1 ? [{ row, column }] : [])),
  );
}

/** The atlas with these cells, in the order of the tables whatever order they came in; cells of no task are left out. */
export function atlasOf(settings: AtlasSettings, cells: readonly Cell[]): Atlas {
  const byKey = new Map(cells.map((cell) => [cellKey(cell), cell]));
  const tasks = tasksOf(settings);
  const done = tasks.flatMap((task) => byKey.get(cellKey(task)) ?? []);
  return { settings, complete: done.length === tasks.length, cells: done };
}

/** The JSON form. Instances that several cells share are written once. */
export function atlasToJson({ settings, complete, cells }: Atlas): AtlasJson {
  const instances: AtlasJson['instances'] = [];
  const numbers = new Map<string, number>();
  const numberOf = ({ game, policies, parameters }: AtlasJson['instances'][number]): number => {
    const instance = { game, policies, parameters };
    const text = JSON.stringify(instance);
    const known = numbers.get(text) ?? instances.push(instance) - 1;
    numbers.set(text, known);
    return known;
  };
  return {
    schemaVersion: 1,
    kind: 'seeupo-atlas',
    settings: { ...settings, rows: [...settings.rows], columns: [...settings.columns] },
    complete,
    // Filled while the cells are written, so that the numbers follow the order of the cells.
    instances,
    cells: cells.map((cell) => {
      const { row, column, checked, vacuous, strict, undecided, counterexample } = cell;
      const theorem = theoremOf(cell);
      return {
        row,
        column,
        verdict: verdictOf(cell),
        ...(theorem === undefined ? {} : { theorem: `${theorem.claim}/${theorem.theorem}` }),
        checked,
        vacuous,
        strict,
        undecided,
        ...(counterexample === undefined
          ? {}
          : { counterexample: { instance: numberOf(counterexample), ...counterexample.violation } }),
      };
    }),
  };
}

/**
 * The inverse of `atlasToJson`, with verdicts from the proof record as it is now. Throws AtlasError for a row or column
 * that is none, and RangeError for an instance that is not there.
 */
export function atlasFromJson({ settings, instances, cells }: AtlasJson): Atlas {
  const columns = settings.columns.map((id) => columnOf(id).id);
  const rows = settings.rows.map((id) => rowId(parseRow(id)));
  return atlasOf(
    { ...settings, rows, columns },
    cells.map(({ row, column, verdict, checked, vacuous, strict, undecided, counterexample }): Cell => {
      const about = { row, column: columnOf(column).id, checked, vacuous, strict, undecided };
      const examined = verdict === 'proved' ? 'holds' : verdict;
      if (counterexample === undefined) return { ...about, examined };
      const { instance: number, ...violation } = counterexample;
      const instance = instances[number];
      if (instance === undefined) throw new RangeError(`the instance ${number} of "${cellKey(about)}" is missing`);
      return { ...about, examined, counterexample: { ...instance, violation } };
    }),
  );
}
