import { Rejected } from '../refusal.js';
import type { Verified } from '../rule.js';

/** What of a run's iterations may differ: the order, where it is drawn, and the share that a safeguard allows. */
const FREE = ['order', 'share'];

/** The iterations in words, to end a sentence with. Rejects iterations that are not all of one kind of update. */
export function describe(iterations: readonly Verified[]): string {
  if (iterations.length === 0) return '';
  const [{ update }, ...others] = iterations;
  const fixed = (own: Verified['update']): string =>
    JSON.stringify([...own].filter(([key]) => !FREE.includes(key)).sort());
  if (others.some((own) => fixed(own.update) !== fixed(update))) throw new Rejected('iterations of several algorithms');
  const count = iterations.length === 1 ? 'one iteration' : `${iterations.length} iterations`;
  const text = (key: string): string => String(update.get(key));
  switch (update.get('kind')) {
    case 'as-returned':
      return ` (${count}, as returned)`;
    case 'candidate':
      return ` (${count}: some candidate of the neighbourhood of ${text('step')})`;
    default: {
      const order = JSON.stringify(update.get('order'))
        .slice(1, -1)
        .replaceAll(/\[|\]/g, (x) => (x === '[' ? '{' : '}'));
      const besides = ['around', 'share', 'safeguard']
        .filter((key) => update.has(key))
        .map((key) => `; ${key} ${JSON.stringify(update.get(key))}`);
      const tokens = update.get('kind') === 'computed-by-token' ? ', token by token' : '';
      return ` (${count} of ${text('step')}${tokens}: Â ${text('estimator')}; turns ${order}; M ${text('carry')}; unreached ${text('unreached')}${besides.join('')})`;
    }
  }
}
