import { type Num, ONE, sub, sum, ZERO } from '../number.js';
import { Enclosure } from './enclosure.js';

/** Is there a distribution with each mass within what is known of it? */
export function mayBeDistribution(masses: readonly Num[]): boolean {
  const ends = masses.map((mass) => Enclosure.of(mass));
  const least = ends.map(({ lo }) => (lo.sign() < 0 ? ZERO : lo));
  const most = ends.map(({ hi }) => (sub(hi, ONE).sign() === 1 ? ONE : hi));
  const each = masses.every((mass, a) => mass.sign() !== -1 && sub(least[a], most[a]).sign() !== 1);
  return each && sub(sum(least), ONE).sign() !== 1 && sub(sum(most), ONE).sign() !== -1;
}
