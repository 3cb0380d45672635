import type { Rank, ShapeMap, Tensor, TF } from '../tf.js';
import { type Launch, remembered, runShader, runShaderInto, type Shader } from './shader.js';
import { columnSumsOf } from './sums.js';
import { threadsOf, type Tile, tileCode, type TileCode } from './tileCode.js';

/** Where the matrices of a stack lie in a tensor: entry (i, j) of the one at (s, t) is at start + s·outer + t·inner + i·row + j·column. */
export interface Placed {
  readonly start?: number;
  readonly outer?: number;
  readonly inner?: number;
  /** One of these two is 1. */
  readonly row: number;
  readonly column: number;
}

/** A stack of products of matrices: outer · inner times [rows, depth]·[depth, columns]. */
export interface ProductPlan {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly outer?: number;
  readonly inner?: number;
  readonly a: Placed;
  readonly b: Placed;
  /** Its column is 1. */
  readonly c: Placed;
  /** The factor of all of it. */
  readonly alpha?: number;
  /** Chosen by the sizes, if absent. */
  readonly tile?: Tile;
}

const LARGE: Tile = { rows: 128, columns: 128, rowsEach: 8, columnsEach: 8, depth: 16, unrolled: 1 };
const SMALL: Tile = { rows: 64, columns: 64, rowsEach: 8, columnsEach: 4, depth: 16, unrolled: 4 };
const NARROW: Tile = { rows: 64, columns: 32, rowsEach: 8, columnsEach: 4, depth: 16, unrolled: 4 };
const TINY: Tile = { rows: 32, columns: 32, rowsEach: 4, columnsEach: 4, depth: 16, unrolled: 1 };

/** Results of up to so many entries with a short inner axis are cut into tiny tiles, of which there are then more. */
const TINY_RESULT = 2 ** 14;
const TINY_DEPTH = 2 ** 10;
/** So many workgroups keep every part of a large card busy; more splits only cost. */
const ENOUGH_GROUPS = 512;
/** The inner axis is split into parts of at least this length. */
const SHORTEST_PART = 256;

/** What is added to the products: a row to every row, and a tensor that lies as the result does. */
export interface Added {
  readonly bias?: Tensor;
  readonly plus?: Tensor;
}

/** The products as a tensor of this shape, which `plan.c` fills. */
export function tiledProduct<R extends Rank>(
  tf: TF,
  [a, b]: readonly [Tensor, Tensor],
  plan: ProductPlan,
  shape: ShapeMap[R],
  { bias, plus }: Added = {},
): Tensor<R> {
  const inputs = [a, b, bias, plus].filter((tensor) => tensor !== undefined);
  const launch = launchFor(plan, { bias: bias !== undefined, plus: plus !== undefined }, true);
  const { splits } = launch.whole;
  if (splits === 1) return runShader<R>(tf, launch, inputs, shape);
  // Each part gives a whole result; their sum, always in the same order, is the same bit for bit every time.
  return tf.tidy(() => {
    const size = shape.reduce((product, n) => product * n, 1);
    const partial = runShader<Rank.R2>(tf, launch, inputs, [splits, size]);
    return columnSumsOf<R>(tf, partial, { rows: splits, columns: size }, shape);
  });
}

/** As `tiledProduct`, into a tensor that is there. */
export function tiledProductInto(tf: TF, [a, b]: readonly [Tensor, Tensor], plan: ProductPlan, output: Tensor): void {
  runShaderInto(tf, launchFor(plan, { bias: false, plus: false }, false), [a, b], output);
}

/** Which of `Added` there are. */
type Additions = Pick<TileCode, 'bias' | 'plus'>;

function launchFor(plan: ProductPlan, additions: Additions, maySplit: boolean): Launch {
  const { rows, columns, depth, outer = 1, inner = 1, a, b, c, alpha = 1, tile } = plan;
  const at = ({ start, outer: o, inner: i, row, column }: Placed): string => `${start} ${o} ${i} ${row} ${column}`;
  const key = `product ${rows} ${columns} ${depth} ${outer} ${inner} ${at(a)} ${at(b)} ${at(c)} ${alpha} ${additions.bias} ${additions.plus} ${maySplit}`;
  return remembered(tile === undefined ? key : `${key} ${JSON.stringify(tile)}`, () => made(plan, additions, maySplit));
}

function made(plan: ProductPlan, { bias, plus }: Additions, maySplit: boolean): Launch {
  const { rows, columns, depth, outer = 1, inner = 1, a, b, c, alpha = 1 } = plan;
  const tile = tileFor(plan);
  const splits = maySplit && !bias && !plus ? partsFor(plan, tile) : 1;
  const wide = { a: isWide(a, rows, depth), b: isWide(b, depth, columns), c: isWide(c, rows, columns) };
  const code: TileCode = { tile, a: alongOf(a), b: alongOf(b), wide, bias, plus };
  const tilesDown = Math.ceil(rows / tile.rows);
  const tilesAcross = Math.ceil(columns / tile.columns);
  const groups = tilesDown * tilesAcross * outer * inner * splits;
  const placed = (name: string, { start = 0, outer: o = 0, inner: i = 0, row, column }: Placed) => ({
    [`${name}Start`]: start,
    [`${name}Outer`]: o,
    [`${name}Inner`]: i,
    [`${name}Row`]: row,
    [`${name}Column`]: column,
  });
  return {
    shader: shaderOf(code),
    groups,
    whole: {
      ...{ groups, rows, columns, depth, tilesDown, tilesAcross, inner, splits },
      deep: Math.ceil(depth / (tile.depth * splits)),
      ...placed('a', a),
      ...placed('b', b),
      ...placed('c', c),
      ...{ cSplit: rows * columns * outer * inner },
      ...{ aLast: code.a === 'rows' ? 4 : 1, bLast: code.b === 'columns' ? 4 : 1 },
      ...{ aSide: code.a === 'rows' ? 1 : 0, bSide: code.b === 'columns' ? 1 : 0 },
    },
    real: { alpha },
  };
}

/** Large tiles read less, if there are enough of them. */
function tileFor(plan: ProductPlan): Tile {
  if (plan.tile !== undefined) return plan.tile;
  const { rows, columns, depth, outer = 1, inner = 1 } = plan;
  if (rows * columns * outer * inner <= TINY_RESULT && depth <= TINY_DEPTH) return TINY;
  if (columns <= NARROW.columns) return NARROW;
  if (rows < 96 || columns < 96) return SMALL;
  const groups = tilesOf(plan, LARGE) * partsFor(plan, LARGE);
  return groups >= ENOUGH_GROUPS / 2 ? LARGE : SMALL;
}

function tilesOf({ rows, columns, outer = 1, inner = 1 }: ProductPlan, tile: Tile): number {
  return Math.ceil(rows / tile.rows) * Math.ceil(columns / tile.columns) * outer * inner;
}

/** Into how many parts the inner axis is split, so that a long one keeps the card busy too. */
function partsFor(plan: ProductPlan, tile: Tile): number {
  const wanted = Math.ceil(ENOUGH_GROUPS / tilesOf(plan, tile));
  return Math.max(1, Math.min(wanted, Math.floor(plan.depth / SHORTEST_PART)));
}

const SHADERS = new Map<string, Shader>();

function shaderOf(code: TileCode): Shader {
  const { tile, wide, bias, plus } = code;
  const name = nameOf(code);
  const known = SHADERS.get(name);
  if (known !== undefined) return known;
  const shader: Shader = {
    name,
    code: tileCode(code),
    inputs: [
      ['a', wide.a ? 4 : 1],
      ['b', wide.b ? 4 : 1],
      ...(bias ? [['bias', wide.c ? 4 : 1] as const] : []),
      ...(plus ? [['plus', wide.c ? 4 : 1] as const] : []),
    ],
    width: wide.c ? 4 : 1,
    threads: threadsOf(tile),
  };
  SHADERS.set(name, shader);
  return shader;
}

/** "product 128x128 by 8x8 deep 16 unrolled 1 of rows and columns fours abc bias". */
function nameOf({
  tile: { rows, columns, rowsEach, columnsEach, depth, unrolled },
  a,
  b,
  wide,
  bias,
  plus,
}: TileCode): string {
  const fours = (['a', 'b', 'c'] as const).filter((operand) => wide[operand]).join('');
  return `product ${rows}x${columns} by ${rowsEach}x${columnsEach} deep ${depth} unrolled ${unrolled} of ${a} and ${b} fours ${fours}${bias ? ' bias' : ''}${plus ? ' plus' : ''}`;
}

function alongOf({ column }: Placed): TileCode['a'] {
  return column === 1 ? 'columns' : 'rows';
}

/** Do all fours side by side begin at multiples of 4? */
function isWide({ start = 0, outer = 0, inner = 0, row, column }: Placed, rows: number, columns: number): boolean {
  const steps = column === 1 ? [columns, row] : [rows, column];
  return [start, outer, inner, ...steps].every((n) => n % 4 === 0);
}
