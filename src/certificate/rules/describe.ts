import { Rejected } from '../refusal.js';
import type { Verified } from '../rule.js';

/** What of a run's iterations may differ, and is then told of each: the order, and the share that a safeguard allows. */
function mayDiffer(key: string, update: Verified['update']): boolean {
  return key === 'order' || (key === 'share' && update.has('safeguard'));
}

/** The iterations in words, to end a sentence with. Rejects iterations that are not all of one kind of update. */
export function describe(iterations: readonly Verified[]): string {
  if (iterations.length === 0) return '';
  const [{ update }, ...others] = iterations;
  const fixed = (own: Verified['update']): string =>
    JSON.stringify([...own].filter(([key]) => !mayDiffer(key, own)).sort());
  if (others.some((own) => fixed(own.update) !== fixed(update))) throw new Rejected('iterations of several algorithms');
  const count = iterations.length === 1 ? 'one iteration' : `${iterations.length} iterations`;
  const text = (key: string): string => String(update.get(key));
  const each = (of: (own: Verified['update']) => string): string => {
    const texts = iterations.map((own) => of(own.update));
    return new Set(texts).size === 1 ? texts[0] : texts.join(' then ');
  };
  switch (update.get('kind')) {
    case 'as-returned':
      return ` (${count}, as returned)`;
    case 'candidate':
      return ` (${count}: some candidate of the neighbourhood of ${text('step')})`;
    default: {
      const braces = (x: string): string => (x === '[' ? '{' : '}');
      const order = each((own) => JSON.stringify(own.get('order')).slice(1, -1).replaceAll(/\[|\]/g, braces));
      const besides = ['around', 'share', 'safeguard']
        .filter((key) => iterations.some((own) => own.update.has(key)))
        .map((key) => `; ${key} ${each((own) => JSON.stringify(own.get(key) ?? '1'))}`);
      const tokens = update.get('kind') === 'computed-by-token' ? ', token by token' : '';
      return ` (${count} of ${text('step')}${tokens}: Â ${text('estimator')}; turns ${order}; M ${text('carry')}; unreached ${text('unreached')}${besides.join('')})`;
    }
  }
}
