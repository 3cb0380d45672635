import { escaped, type Html, raw } from './html.js';

/** A symbol, then an index or exponent: one letter or digit, or several in braces or parentheses. */
const SCRIPT = /(?<=[\p{L}\u0302\u0304)*'])([_^])(?:\{([^{}]*)\}|\(([^()]*)\)|([\p{L}\d*]))(?![\p{L}\d])/gu;

/** A statement with its indices lowered and exponents raised, nested ones too: "π_{k+1}" and "A^t" as a person writes them. */
export function formula(text: string): Html {
  let scripted = escaped(text);
  // Each pass sets the innermost braces that are left.
  for (let before = ''; before !== scripted;) {
    before = scripted;
    scripted = scripted.replace(SCRIPT, (_, mark: string, ...inner: (string | undefined)[]) => {
      const tag = mark === '_' ? 'sub' : 'sup';
      return `<${tag}>${inner.slice(0, 3).find((group) => group !== undefined) ?? ''}</${tag}>`;
    });
  }
  return raw(scripted);
}
