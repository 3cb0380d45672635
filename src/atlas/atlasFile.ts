import { z } from 'zod';
import { type Certificate, certificateSpec } from '../certify/certificateSpec.js';
import { type Confirmation, confirmationSpec, UNCHECKED } from '../certify/confirm.js';
import { ownCorpus } from '../search/corpus.js';
import { type Measured, measuredSpec } from '../search/getsThere.js';
import {
  type Cell,
  type CellCounterexample,
  cellInstanceSpec,
  cellKey,
  theoremOf,
  verdictOf,
  violationSpec,
} from './cell.js';
import { columnOf, type ColumnId } from './columns.js';
import type { RowTask } from './examineRow.js';
import { parseRow, rowId } from './row.js';

const count = z.int().min(0);

/** What an atlas is made of: everything that its cells depend on. */
export const atlasSettingsSpec = z.strictObject({
  seed: z.int().min(0),
  runs: z.int().min(1).meta({ description: 'Random instances a row, after the known and all small ones.' }),
  corpus: count.meta({ description: 'How many games the corpus of known counterexamples held.' }),
  rows: z.array(z.string()).min(1),
  columns: z.array(z.string()).min(1),
});

const [refutedSpec, uncheckedSpec] = confirmationSpec.options;
const certificatePart = certificateSpec
  .omit({ game: true, policies: true })
  .extend({ policies: certificateSpec.shape.policies.meta({ description: 'Those besides "old".' }) })
  .meta({ description: 'Its certificate, without the game and the policy "old", which are those of the instance.' });

const foundSpec = z.strictObject({
  instance: count.meta({ description: 'Its number in "instances", from 0.' }),
  ...violationSpec.shape,
  confirmation: z
    .union([
      refutedSpec.extend({ certificate: certificatePart }),
      uncheckedSpec.extend({ certificate: certificatePart.optional() }),
    ])
    .meta({ description: 'What the small checker says of it.' }),
});

const cellSpec = z.strictObject({
  row: z.string().meta({ description: 'Advantage, update, order, information; and single-turn.' }),
  column: z.string().meta({ description: 'The guarantee.' }),
  verdict: z.enum(['proved', 'holds', 'refuted', UNCHECKED, 'open', 'inconclusive', 'not applicable', 'too large']),
  searched: z
    .enum(['holds', 'open', 'inconclusive'])
    .optional()
    .meta({ description: 'What the search alone says of a proved cell.' }),
  why: z.string().optional().meta({ description: 'Why it is no "holds", where nothing refutes it.' }),
  theorem: z
    .string()
    .optional()
    .meta({ description: 'The machine-checked theorem that covers the cell, as claim/theorem.' }),
  checked: count.meta({ description: 'Instances decided or tried, up to the counterexample if there is one.' }),
  vacuous: count.meta({ description: 'Of these: a hypothesis was false.' }),
  strict: count.meta({ description: 'Of these: the interesting case occurred.' }),
  undecided: count.meta({ description: 'Of these: enclosures could not decide at the highest precision.' }),
  refused: count.meta({ description: 'Besides: instances on which the algorithm is not defined, or too large.' }),
  counterexample: foundSpec.optional().meta({ description: 'With the tie rule "stay".' }),
  shared: z.boolean().optional().meta({ description: 'Was the counterexample found in another cell first?' }),
  ties: z
    .array(z.strictObject({ tie: z.string(), ...foundSpec.shape }))
    .optional()
    .meta({ description: 'Other tie rules that break the guarantee.' }),
});

/** The file of an atlas, complete or not (schemas/atlas.schema.json). */
export const atlasSpec = z
  .strictObject({
    schemaVersion: z.literal(2, { error: 'an atlas of an earlier version; make it anew with seeupo atlas' }),
    kind: z.literal('seeupo-atlas'),
    settings: atlasSettingsSpec,
    complete: z.boolean().meta({ description: 'Is every cell there?' }),
    crossed: z
      .boolean()
      .meta({ description: 'Was every counterexample tried on every cell that nothing had refuted?' }),
    instances: z.array(cellInstanceSpec).meta({ description: 'The instances of the counterexamples, each once.' }),
    cells: z.array(cellSpec),
    getsThere: z
      .record(z.string(), z.union([measuredSpec, z.null()]))
      .optional()
      .meta({ description: 'Per row of full information how far its iteration gets; null: every run is undecided.' }),
  })
  .meta({ title: 'An atlas of guarantees' });

/** The JSON form of an atlas. */
export type AtlasJson = z.infer<typeof atlasSpec>;

/** What an atlas is made of (`atlasSettingsSpec`); rows and columns by their names, in the order of the tables. */
export interface AtlasSettings {
  readonly seed: number;
  readonly runs: number;
  readonly corpus: number;
  readonly rows: readonly string[];
  readonly columns: readonly ColumnId[];
}

/** The settings of an atlas that is made now, with the corpus that comes with this version. */
export function atlasSettings(parts: Omit<AtlasSettings, 'corpus'>): AtlasSettings {
  const { seed, runs, rows, columns } = parts;
  return { seed, runs, corpus: ownCorpus().instances.length, rows, columns };
}

/** An atlas: its settings and the cells that are done, row by row. */
export interface Atlas {
  readonly settings: AtlasSettings;
  readonly complete: boolean;
  readonly crossed: boolean;
  readonly cells: readonly Cell[];
  /** Per row of full information how far its iteration gets, where that was measured; null: every run is undecided. */
  readonly getsThere: Measurements;
}

/** What was measured, by row. */
export type Measurements = Readonly<Record<string, Measured | null>>;

/** Every row of an atlas with these settings, as a task. */
export function tasksOf({ rows, columns }: Pick<AtlasSettings, 'rows' | 'columns'>): RowTask[] {
  return rows.map((row) => ({ row, columns }));
}

/** Part `index` (from 1) of `of` of the rows. Neighbouring rows cost alike, so that every part has its share of them. */
export function shardOf(settings: AtlasSettings, index: number, of: number): RowTask[] {
  return tasksOf(settings).filter((_, n) => n % of === index - 1);
}

/**
 * The atlas with these cells and measurements, in the order of the tables whatever order they came in; what is of no task
 * is left out.
 */
export function atlasOf(
  settings: AtlasSettings,
  cells: readonly Cell[],
  crossed = false,
  measurements: Measurements = {},
): Atlas {
  const byKey = new Map(cells.map((cell) => [cellKey(cell), cell]));
  const keys = settings.rows.flatMap((row) => settings.columns.map((column) => cellKey({ row, column })));
  const done = keys.flatMap((key) => byKey.get(key) ?? []);
  const complete = done.length === keys.length;
  const measured = settings.rows.filter((row) => measurements[row] !== undefined);
  const getsThere = Object.fromEntries(measured.map((row) => [row, measurements[row]]));
  return { settings, complete, crossed: complete && crossed, cells: done, getsThere };
}

/** The JSON form. Instances that several cells share are written once. */
export function atlasToJson({ settings, complete, crossed, cells, getsThere }: Atlas): AtlasJson {
  const instances: AtlasJson['instances'] = [];
  const numbers = new Map<string, number>();
  const found = (counterexample: CellCounterexample): z.infer<typeof foundSpec> => {
    const { game, policies, parameters, violation, confirmation } = counterexample;
    const instance = { game, policies, parameters };
    const text = JSON.stringify(instance);
    const number = numbers.get(text) ?? instances.push(instance) - 1;
    numbers.set(text, number);
    return { instance: number, ...violation, confirmation: withoutInstance(confirmation) };
  };
  return {
    schemaVersion: 2,
    kind: 'seeupo-atlas',
    settings: { ...settings, rows: [...settings.rows], columns: [...settings.columns] },
    complete,
    crossed,
    // Filled while the cells are written, so that the numbers follow the order of the cells.
    instances,
    cells: cells.map((cell) => {
      const { row, column, why, counts, counterexample, shared, ties } = cell;
      const theorem = theoremOf(cell);
      return {
        row,
        column,
        verdict: verdictOf(cell),
        ...(verdictOf(cell) === 'proved' ? { searched: cell.examined as 'holds' } : {}),
        ...(why === undefined ? {} : { why }),
        ...(theorem === undefined ? {} : { theorem: `${theorem.claim}/${theorem.theorem}` }),
        ...counts,
        ...(counterexample === undefined ? {} : { counterexample: found(counterexample) }),
        ...(shared === undefined ? {} : { shared }),
        ...(ties.length === 0 ? {} : { ties: ties.map(({ tie, counterexample: own }) => ({ tie, ...found(own) })) }),
      };
    }),
    ...(Object.keys(getsThere).length === 0 ? {} : { getsThere: { ...getsThere } }),
  };
}

type StoredConfirmation = z.infer<typeof foundSpec>['confirmation'];
type CertificatePart = z.infer<typeof certificatePart>;

function withoutInstance(confirmation: Confirmation): StoredConfirmation {
  const part = (certificate: Certificate): CertificatePart => {
    const { format, version, statement, regime, values, iterations, provenance } = certificate;
    const policies = Object.fromEntries(Object.entries(certificate.policies).filter(([name]) => name !== 'old'));
    return { format, version, statement, regime, values, policies, iterations, provenance };
  };
  if (confirmation.word === 'refuted') return { ...confirmation, certificate: part(confirmation.certificate) };
  const { certificate, ...said } = confirmation;
  return { ...said, ...(certificate === undefined ? {} : { certificate: part(certificate) }) };
}

function onInstance(stored: StoredConfirmation, { game, policies }: AtlasJson['instances'][number]): Confirmation {
  const whole = (part: CertificatePart): Certificate => {
    const { statement, regime, values, iterations, provenance, ...head } = part;
    const all = { old: policies['old'], ...part.policies };
    return { ...head, statement, regime, values, game, policies: all, iterations, provenance };
  };
  if (stored.word === 'refuted') return { ...stored, certificate: whole(stored.certificate) };
  const { certificate, ...said } = stored;
  return { ...said, ...(certificate === undefined ? {} : { certificate: whole(certificate) }) };
}

/**
 * The inverse of `atlasToJson`, with verdicts from the proof record as it is now. Throws AtlasError for a row or column
 * that is none, and RangeError for an instance that is not there.
 */
export function atlasFromJson({ settings, crossed, instances, cells, getsThere }: AtlasJson): Atlas {
  const columns = settings.columns.map((id) => columnOf(id).id);
  const rows = settings.rows.map((id) => rowId(parseRow(id)));
  const found = ({ instance: number, ...violation }: z.infer<typeof foundSpec>, key: string): CellCounterexample => {
    const instance = instances[number];
    if (instance === undefined) throw new RangeError(`the instance ${number} of "${key}" is missing`);
    const { confirmation, ...own } = violation;
    return { ...instance, violation: own, confirmation: onInstance(confirmation, instance) };
  };
  return atlasOf(
    { ...settings, rows, columns },
    cells.map((stored): Cell => {
      const {
        row,
        column,
        verdict,
        searched = 'holds',
        why,
        checked,
        vacuous,
        strict,
        undecided,
        refused,
        ...rest
      } = stored;
      const key = `${row}: ${column}`;
      return {
        row,
        column: columnOf(column).id,
        examined: verdict === 'proved' ? searched : verdict,
        ...(why === undefined ? {} : { why }),
        counts: { checked, vacuous, strict, undecided, refused },
        ...(rest.counterexample === undefined ? {} : { counterexample: found(rest.counterexample, key) }),
        ...(rest.shared === undefined ? {} : { shared: rest.shared }),
        ties: (rest.ties ?? []).map(({ tie, ...own }) => ({ tie, counterexample: found(own, key) })),
      };
    }),
    crossed,
    getsThere,
  );
}
