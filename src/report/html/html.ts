/** A piece of HTML. Only `html` and `raw` make one, so whatever else is put into a page is escaped. */
export class Html {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text and numbers are escaped, pieces of HTML and lists of them are not. */
export type Part = Html | string | number | readonly Html[];

/** A template of HTML in which every value that is no `Html` is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((string, n) => (n === 0 ? string : partText(parts[n - 1]) + string)).join(''));
}

/** HTML that is right as it is, such as a drawing made by a library that escapes what it draws. */
export function raw(text: string): Html {
  return new Html(text);
}

/** Nothing. */
export const NOTHING = new Html('');

/** Text in which no character has a meaning in HTML, attribute values included. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function partText(part: Part): string {
  if (part instanceof Html) return part.toString();
  if (typeof part === 'string' || typeof part === 'number') return escaped(`${part}`);
  return part.map(String).join('');
}
