import { escaped, type Html, raw } from './html.js';

/** A symbol, then an index or exponent: one letter or digit, or several in braces or parentheses. */
const SCRIPT = /(?<=[\p{L}\u0302\u0304)*'])([_^])(?:\{([^{}]*)\}|\(([^()]*)\)|([\p{L}\d*]))(?![\p{L}\d])/gu;

/** A statement with its indices lowered and exponents raised: "π_{k+1}" and "A^t" as a person writes them. */
export function formula(text: string): Html {
  const scripted = escaped(text).replace(SCRIPT, (_, mark: string, ...inner: (string | undefined)[]) => {
    const tag = mark === '_' ? 'sub' : 'sup';
    return `<${tag}>${inner.slice(0, 3).find((group) => group !== undefined) ?? ''}</${tag}>`;
  });
  return raw(scripted);
}
