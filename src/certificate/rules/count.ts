import { Rejected } from '../refusal.js';

/** A number of things, written in at most three digits. Rejects any other text. */
export function countOf(text: string, where: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new Rejected(`${where}: no count`);
  return Number(text);
}
