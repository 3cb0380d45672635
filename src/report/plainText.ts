/** The width that paragraphs are wrapped to: what fits a terminal window, and a page of a printed transcript. */
const TEXT_WIDTH = 100;

/**
 * A label or name from a file as it may be printed: control characters (line breaks, terminal escapes, marks that
 * reverse the direction of writing) become visible escapes such as \u001b, so that no game can draw over the output.
 */
export function safe(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** `text` broken at spaces into lines that fit, each behind `indent`; the first line behind `first`. */
export function wrap(text: string, indent = '', first = indent): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > TEXT_WIDTH) {
      lines.push(line);
      line = indent + word;
    } else {
      line += isEmpty ? word : ` ${word}`;
    }
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

/** Every line of `text` behind two more spaces. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** "Name      value" lines with the values in one column, long values wrapped. */
export function fields(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length)) + 2;
  return pairs.map(([name, value]) => wrap(value, ' '.repeat(width), name.padEnd(width))).join('\n');
}
