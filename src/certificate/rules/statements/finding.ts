import { Fraction, isLess, isZero, type Num, sub } from '../../number.js';
import { Rejected } from '../../refusal.js';
import type { Finding } from '../../rule.js';
import { Enclosure } from '../enclosure.js';
import { RootSum } from '../roots.js';

/** A quantity, by what it is called. */
export type Side = readonly [label: string, value: Num];

/** Left is less than right, for certain; `where` tells the place. Rejects where it is not. */
export function below([leftLabel, left]: Side, [rightLabel, right]: Side, where = ''): Finding {
  if (!isLess(left, right))
    throw new Rejected(`${leftLabel} = ${shown(left)} is not less than ${rightLabel} = ${shown(right)}`);
  return { left, right, sentence: sentence([leftLabel, left], '<', [rightLabel, right], where) };
}

/** Left and right are not the same number. Rejects where they are, or where nothing tells. */
export function unequal([leftLabel, left]: Side, [rightLabel, right]: Side, where = ''): Finding {
  if (isZero(sub(left, right)) || sub(left, right).sign() === undefined)
    throw new Rejected(`${leftLabel} = ${shown(left)} may be ${rightLabel}`);
  return { left, right, sentence: sentence([leftLabel, left], '≠', [rightLabel, right], where) };
}

function sentence([a, x]: Side, relation: string, [b, y]: Side, where: string): string {
  const side = (label: string, value: Num): string =>
    label === String(value) ? label : `${label} ${value instanceof Fraction ? '=' : '≈'} ${shown(value)}`;
  return `${side(a, x)} ${relation} ${side(b, y)}${where === '' ? '' : `, ${where}`}`;
}

/** A fraction as it is; else twelve decimals of its lower bound. */
export function shown(x: Num): string {
  if (!(x instanceof Enclosure || x instanceof RootSum)) return String(x);
  const { n, d } = Enclosure.of(x).lo;
  const digits = ((n < 0n ? -n : n) * 10n ** 12n) / d;
  const text = digits.toString().padStart(13, '0');
  return `${n < 0n ? '−' : ''}${text.slice(0, -12)}.${text.slice(-12)}`;
}
