/** Where a line stands: its file and line, and the update that it belongs to. */
export interface Place {
  readonly file: number;
  readonly line: number;
  readonly step: number;
  readonly update?: number | undefined;
  readonly epoch?: number | undefined;
  readonly mini?: number | undefined;
  readonly micro?: number | undefined;
  readonly turn?: number | undefined;
}

/** One response of one turn in one loss call. Arrays have one entry per token of the response. */
export interface LogRow extends Place {
  readonly kind: 'row';
  readonly group: string;
  readonly trajectory: string;
  readonly turns?: number | undefined;
  readonly row?: number | undefined;
  readonly pos?: number | undefined;
  /** The return; NaN where the trainer had none. */
  readonly score?: number | undefined;
  readonly rewards?: readonly number[] | undefined;
  readonly prompt?: string | undefined;
  /** Token ids, or a hash of them, as logged. */
  readonly tokens?: unknown;
  readonly mask: readonly number[];
  readonly attention?: readonly number[] | undefined;
  readonly rollout?: readonly number[] | undefined;
  readonly old?: readonly number[] | undefined;
  readonly now?: readonly number[] | undefined;
  readonly ref?: readonly number[] | undefined;
  readonly entropies?: readonly number[] | undefined;
  readonly values?: readonly number[] | undefined;
  readonly returns?: readonly number[] | undefined;
  readonly advantages?: number | readonly number[] | undefined;
  readonly carried?: number | undefined;
  readonly weights?: number | readonly number[] | undefined;
  readonly loss?: number | readonly number[] | undefined;
  /** Log-probabilities after the turn's update, where a row has them itself. */
  readonly after?: readonly number[] | undefined;
}

/** One evaluation of the loss. */
export interface LogCall extends Place {
  readonly kind: 'call';
  readonly scalars: Readonly<Record<string, number>>;
}

/** A response's log-probabilities right after the update of its turn. */
export interface LogAfter extends Place {
  readonly kind: 'after';
  readonly trajectory: string;
  readonly after: readonly number[];
  readonly mask?: readonly number[] | undefined;
}

/** What follows the first line. */
export type LogLine = LogRow | LogCall | LogAfter;

/** The first line. */
export interface LogHeader {
  readonly trainer: string;
  readonly version?: string | undefined;
  readonly dtype?: Dtype | undefined;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Number formats of log-probabilities. */
export type Dtype = 'float64' | 'float32' | 'bfloat16' | 'float16';

/** A loss call with its rows. */
export interface Call {
  readonly line: LogCall;
  readonly rows: readonly LogRow[];
}

/** Everything that was logged of one generation. */
export interface StepBatch {
  readonly step: number;
  readonly rows: readonly LogRow[];
  readonly calls: readonly Call[];
  readonly afters: readonly LogAfter[];
  /** The first row of every response (trajectory and turn), in the order of the log. */
  readonly responses: readonly LogRow[];
  /** The first step of a log may lack what came before, the last one what was to follow. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** What names a response: its trajectory and turn. */
export function responseKey({
  trajectory,
  turn,
}: {
  readonly trajectory: string;
  readonly turn?: number | undefined;
}): string {
  return `${trajectory} ${turn ?? ''}`;
}

const PLACES = ['update', 'epoch', 'mini', 'micro', 'turn'] as const;

/** Sorts the lines of one step into calls with their rows. A row belongs to the call whose place it shares. */
export function stepBatch(
  step: number,
  lines: readonly LogLine[],
  { isFirst, isLast }: Pick<StepBatch, 'isFirst' | 'isLast'>,
): StepBatch {
  const rows = lines.filter((line): line is LogRow => line.kind === 'row');
  const callLines = lines.filter((line): line is LogCall => line.kind === 'call');
  const byPlace = new Map<string, Map<string, LogRow[]>>();
  const rowsOf = (call: LogCall): readonly LogRow[] => {
    const fields = PLACES.filter((field) => call[field] !== undefined);
    const names = fields.join();
    let index = byPlace.get(names);
    if (index === undefined) {
      index = new Map();
      for (const row of rows) {
        const key = keyOf(row, fields);
        const own = index.get(key);
        if (own === undefined) index.set(key, [row]);
        else own.push(row);
      }
      byPlace.set(names, index);
    }
    return index.get(keyOf(call, fields)) ?? [];
  };
  const afters = lines.filter((line): line is LogAfter => line.kind === 'after');
  const responses = new Map<string, LogRow>();
  for (const row of rows) {
    const { after } = row;
    if (after !== undefined) afters.push({ ...row, kind: 'after', after });
    const key = responseKey(row);
    if (!responses.has(key)) responses.set(key, row);
  }
  return {
    step,
    rows,
    calls: callLines.map((line) => ({ line, rows: rowsOf(line) })),
    afters,
    responses: [...responses.values()],
    isFirst,
    isLast,
  };
}

function keyOf(place: Place, fields: readonly (typeof PLACES)[number][]): string {
  return [place.file, ...fields.map((field) => place[field])].join();
}

/** The number of tokens of a step's rows: what work and memory are measured in. */
export function tokensOf({ rows }: StepBatch): number {
  return rows.reduce((sum, { mask }) => sum + mask.length, 0);
}

/** A row's advantage where it is one number (or the same at all its tokens), else undefined. */
export function scalarAdvantage({ advantages, mask }: LogRow): number | undefined {
  if (advantages === undefined || typeof advantages === 'number') return advantages;
  let found: number | undefined;
  for (let j = 0; j < mask.length; j++) {
    if (mask[j] === 0) continue;
    if (found === undefined) found = advantages[j];
    else if (Math.abs(found - advantages[j]) > 1e-6 * Math.max(1, Math.abs(found))) return undefined;
  }
  return found;
}
