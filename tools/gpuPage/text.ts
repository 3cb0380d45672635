/** A Markdown table; Prettier aligns it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

/** Milliseconds: "8.1", "181". */
export function ms(value: number | undefined): string {
  if (value === undefined) return '';
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

/** "12,288". */
export function whole(value: number | string): string {
  return Number(value).toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** "1.13×", or nothing where there is nothing to compare with. */
export function times(value: number, base: number | undefined): string {
  return base === undefined ? '' : `${(value / base).toFixed(2)}×`;
}

/** "38.1 GB". */
export function gigabytes(bytes: number | undefined): string {
  return bytes === undefined ? '' : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** "2.1e-7". */
export function error(value: number): string {
  return value.toExponential(1);
}
