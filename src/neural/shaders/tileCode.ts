/** How an operand of a product lies in memory: which of its two axes has neighbours side by side. */
export type Along = 'rows' | 'columns';

/** The tile that a workgroup computes, and how much of it a thread does; all multiples of 4. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
  /** Of one thread. */
  readonly rowsEach: number;
  readonly columnsEach: number;
  /** How much of the inner axis is in the workgroup's memory at once. */
  readonly depth: number;
  /** Steps along the inner axis that are written out one after the other: 1, 2, 4, 8 or 16. */
  readonly unrolled: number;
}

/** All that the code of a product depends on. */
export interface TileCode {
  readonly tile: Tile;
  readonly a: Along;
  readonly b: Along;
  /** May a, b and c be read and written four numbers at a time? */
  readonly wide: { readonly a: boolean; readonly b: boolean; readonly c: boolean };
  /** Is a row added to every row of c, and a stack like c to c? */
  readonly bias: boolean;
  readonly plus: boolean;
}

/** The threads of a workgroup. */
export function threadsOf({ rows, columns, rowsEach, columnsEach }: Tile): number {
  return (rows / rowsEach) * (columns / columnsEach);
}

/**
 * WGSL of a stack of products c = alpha · a·b (+ bias + plus), each cut into tiles, and the inner axis into `splits` parts
 * that give results of their own. Operands lie in memory by strides, so nothing is transposed or copied before:
 * entry (i, j) of a, in the stack at (s, t), is at aStart + s·aOuter + t·aInner + i·aRow + j·aColumn, and so are b and c.
 * The next part of a and b is on its way from memory while one is worked on.
 */
export function tileCode(code: TileCode): string {
  const { tile, wide, bias, plus } = code;
  const { rows, columns, rowsEach, columnsEach, depth } = tile;
  const threads = threadsOf(tile);
  const [blocksA, blocksB] = [rows, columns].map((size) => (size / 4) * (depth / 4));
  const perThread = Math.ceil((blocksA + blocksB) / threads);
  const [quadsA, quadsB] = [rowsEach / 4, columnsEach / 4];
  const across = columns / columnsEach;
  const each = (count: number, text: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => text(n)).join('\n');
  const block = (n: number): string => `block = i32(localIndex) + ${n * threads};
    if (block < ${blocksA}) { ${fetch('a', code, n)} }
    else if (block < ${blocksA + blocksB}) { block -= ${blocksA}; ${fetch('b', code, n)} }`;
  const put = (n: number): string => `block = i32(localIndex) + ${n * threads};
    if (block < ${blocksA}) { ${store('a', code, n)} }
    else if (block < ${blocksA + blocksB}) { block -= ${blocksA}; ${store('b', code, n)} }`;
  const step = `
      ${each(quadsA, (i) => `let a${i} = tileA[k * ${rows / 4} + down + ${i * (rows / rowsEach)}];`)}
      ${each(quadsB, (j) => `let b${j} = tileB[k * ${columns / 4} + right + ${j * across}];`)}
      ${each(rowsEach, (i) => each(quadsB, (j) => `c${i}${j} += a${i >> 2}[${i & 3}] * b${j};`))}`;
  return `
  var<workgroup> tileA: array<vec4<f32>, ${(depth * rows) / 4}>;
  var<workgroup> tileB: array<vec4<f32>, ${(depth * columns) / 4}>;
  ${reader('a', wide.a)}
  ${reader('b', wide.b)}
  ${writer(wide.c)}
  fn main(index: i32) {
    let own = min(index / ${threads}, uniforms.groups - 1);
    let tileColumn = own % uniforms.tilesAcross;
    let tileRow = (own / uniforms.tilesAcross) % uniforms.tilesDown;
    let place = own / (uniforms.tilesAcross * uniforms.tilesDown);
    let split = place % uniforms.splits;
    let inner = (place / uniforms.splits) % uniforms.inner;
    let outer = place / (uniforms.splits * uniforms.inner);
    let row0 = tileRow * ${rows};
    let column0 = tileColumn * ${columns};
    let atA = uniforms.aStart + outer * uniforms.aOuter + inner * uniforms.aInner;
    let atB = uniforms.bStart + outer * uniforms.bOuter + inner * uniforms.bInner;
    let down = i32(localIndex) / ${across};
    let right = i32(localIndex) % ${across};
    ${each(rowsEach, (i) => each(quadsB, (j) => `var c${i}${j} = vec4<f32>(0.0);`))}
    ${each(perThread, (n) => each(4, (i) => `var r${n}${i} = vec4<f32>(0.0);`))}
    var block: i32;
    var k0 = split * uniforms.deep * ${depth};
    ${each(perThread, block)}
    for (var n = 0; n < uniforms.deep; n++) {
      workgroupBarrier();
      ${each(perThread, put)}
      workgroupBarrier();
      k0 += ${depth};
      if (n + 1 < uniforms.deep) {
        ${each(perThread, block)}
      }
      for (var some = 0; some < ${depth}; some += ${tile.unrolled}) {
        ${each(tile.unrolled, (n) => `{ let k = some + ${n}; ${step} }`)}
      }
    }
    if (index / ${threads} >= uniforms.groups) { return; }
    let atC = uniforms.cStart + outer * uniforms.cOuter + inner * uniforms.cInner + split * uniforms.cSplit;
    ${each(rowsEach, (i) =>
      each(quadsB, (j) => {
        const row = `row0 + (down + ${(i >> 2) * (rows / rowsEach)}) * 4 + ${i & 3}`;
        const column = `column0 + (right + ${j * across}) * 4`;
        return `write(atC, ${row}, ${column}, uniforms.alpha * c${i}${j}${bias ? ` + biasAt(${column})` : ''}${plus ? ` + plusAt(atC, ${row}, ${column})` : ''});`;
      }),
    )}
  }
  ${bias ? biasReader(wide.c) : ''}
  ${plus ? plusReader(wide.c) : ''}`;
}

/** Reads block number `block` of an operand into four registers, each with four numbers side by side in memory. */
function fetch(operand: 'a' | 'b', { a, b, tile }: TileCode, n: number): string {
  const isA = operand === 'a';
  const along = isA ? a : b;
  const quads = (isA ? tile.rows : tile.columns) / 4;
  // Neighbouring threads read what lies side by side.
  const alongDepth = isA ? along === 'columns' : along === 'rows';
  const [outerAxis, depthAxis] = blockAxes(quads, tile.depth / 4, alongDepth);
  const start = `let side = ${isA ? 'row0' : 'column0'} + (${outerAxis}) * 4; let depth = k0 + (${depthAxis}) * 4;`;
  const at = Array.from({ length: 4 }, (_, i) =>
    alongDepth
      ? `r${n}${i} = read_${operand}(at${operand.toUpperCase()}, side + ${i}, depth);`
      : `r${n}${i} = read_${operand}(at${operand.toUpperCase()}, side, depth + ${i});`,
  );
  return `${start} ${at.join(' ')}`;
}

/** Puts the registers of a block into the workgroup's memory, where four neighbours of the outer axis are one entry. */
function store(operand: 'a' | 'b', { a, b, tile }: TileCode, n: number): string {
  const isA = operand === 'a';
  const quads = (isA ? tile.rows : tile.columns) / 4;
  const alongDepth = isA ? a === 'columns' : b === 'rows';
  const [outerAxis, depthAxis] = blockAxes(quads, tile.depth / 4, alongDepth);
  const at = Array.from({ length: 4 }, (_, i) => {
    const value = alongDepth ? `vec4<f32>(r${n}0[${i}], r${n}1[${i}], r${n}2[${i}], r${n}3[${i}])` : `r${n}${i}`;
    return `tile${operand.toUpperCase()}[((${depthAxis}) * 4 + ${i}) * ${quads} + ${outerAxis}] = ${value};`;
  });
  return at.join(' ');
}

/** Which quad of the outer axis and which of the inner one a block is. */
function blockAxes(quads: number, deep: number, alongDepth: boolean): [outer: string, depth: string] {
  return alongDepth ? [`block / ${deep}`, `block % ${deep}`] : [`block % ${quads}`, `block / ${quads}`];
}

/**
 * `read_a(at, side, depth)`: four numbers side by side, 0 beyond the inner axis. Beyond the outer axis it gives any
 * numbers, which only reach entries that are not written.
 */
function reader(operand: 'a' | 'b', wide: boolean): string {
  const [outer, size] = operand === 'a' ? ['Row', 'rows'] : ['Column', 'columns'];
  const depth = operand === 'a' ? 'Column' : 'Row';
  const place = (side: string, deep: string): string =>
    `at + min(${side}, uniforms.${size} - 1) * uniforms.${operand}${outer} + (${deep}) * uniforms.${operand}${depth}`;
  if (wide)
    return `fn read_${operand}(at: i32, side: i32, depth: i32) -> vec4<f32> {
      if (depth >= uniforms.depth) { return vec4<f32>(0.0); }
      return ${operand}[(at + wide_${operand}(side) * uniforms.${operand}${outer} + depth * uniforms.${operand}${depth}) / 4];
    }
    fn wide_${operand}(side: i32) -> i32 { return min(side, uniforms.${size} - uniforms.${operand}Last); }`;
  return `fn one_${operand}(at: i32, side: i32, depth: i32) -> f32 {
      if (depth >= uniforms.depth) { return 0.0; }
      return ${operand}[${place('side', 'depth')}];
    }
    fn read_${operand}(at: i32, side: i32, depth: i32) -> vec4<f32> {
      let s = uniforms.${operand}Side;
      let d = 1 - s;
      return vec4<f32>(one_${operand}(at, side, depth), one_${operand}(at, side + s, depth + d),
        one_${operand}(at, side + 2 * s, depth + 2 * d), one_${operand}(at, side + 3 * s, depth + 3 * d));
    }`;
}

/** `write(at, row, column, value)`: four numbers of a row of c, those that c has. */
function writer(wide: boolean): string {
  const inside = 'if (row >= uniforms.rows || column >= uniforms.columns) { return; }';
  const at = 'at + row * uniforms.cRow + column';
  if (wide)
    return `fn write(at: i32, row: i32, column: i32, value: vec4<f32>) { ${inside} result[(${at}) / 4] = value; }`;
  return `fn write(at: i32, row: i32, column: i32, value: vec4<f32>) {
      ${inside}
      for (var n = 0; n < min(4, uniforms.columns - column); n++) { result[${at} + n] = value[n]; }
    }`;
}

function biasReader(wide: boolean): string {
  if (wide) return 'fn biasAt(column: i32) -> vec4<f32> { return bias[min(column, uniforms.columns - 4) / 4]; }';
  return `fn biasAt(column: i32) -> vec4<f32> {
    let last = uniforms.columns - 1;
    return vec4<f32>(bias[min(column, last)], bias[min(column + 1, last)], bias[min(column + 2, last)],
      bias[min(column + 3, last)]);
  }`;
}

/** `plusAt(at, row, column)`: four numbers of a row, where `write` puts those of c. */
function plusReader(wide: boolean): string {
  const inside = 'if (row >= uniforms.rows || column >= uniforms.columns) { return vec4<f32>(0.0); }';
  const at = 'at + row * uniforms.cRow + column';
  const read = wide
    ? `return plus[(${at}) / 4];`
    : `let last = uniforms.columns - 1 - column;
      let first = ${at};
      return vec4<f32>(plus[first], plus[first + min(1, last)], plus[first + min(2, last)], plus[first + min(3, last)]);`;
  return `fn plusAt(at: i32, row: i32, column: i32) -> vec4<f32> { ${inside} ${read} }`;
}
