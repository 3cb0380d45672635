import type { Undecided } from './claim.js';

/**
 * A configuration that remembers which of its keys were read. Values are taken by key; a nested configuration (verl's)
 * is flattened to dotted keys, and a key is found by its end: "clip_ratio" finds "actor_rollout_ref.actor.clip_ratio".
 */
export class Config {
  readonly undecided: Undecided[] = [];
  readonly #values = new Map<string, unknown>();
  readonly #read = new Set<string>();

  constructor(config: Readonly<Record<string, unknown>>) {
    const flatten = (value: unknown, path: string): void => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        for (const [key, own] of Object.entries(value)) flatten(own, path === '' ? key : `${path}.${key}`);
      } else {
        this.#values.set(path, value);
      }
    };
    flatten(config, '');
  }

  /** The value of a key as it stands, or undefined. */
  raw(key: string): unknown {
    for (const [path, value] of this.#values) {
      if (path === key || path.endsWith(`.${key}`)) {
        this.#read.add(path);
        return value;
      }
    }
    return undefined;
  }

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  /** A number; `otherwise` where the key is missing or null. Anything else is undecided. */
  number<T extends number | undefined>(key: string, otherwise: T, on: Undecided['on'] = 'all'): number | T {
    const value = this.raw(key);
    if (value === undefined || value === null) return otherwise;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.undecide(key, `is ${JSON.stringify(value)}, not a number`, on);
    return otherwise;
  }

  /** True, false, or `otherwise`. */
  flag(key: string, otherwise: boolean, on: Undecided['on'] = 'all'): boolean {
    const value = this.raw(key);
    if (value === undefined || value === null) return otherwise;
    if (typeof value === 'boolean') return value;
    this.undecide(key, `is ${JSON.stringify(value)}, not true or false`, on);
    return otherwise;
  }

  /** One of `options`; any other value is undecided, and gives undefined. */
  option<T extends string>(key: string, options: readonly T[], otherwise: T, on: Undecided['on']): T | undefined {
    const value = this.raw(key);
    if (value === undefined || value === null) return otherwise;
    const found = options.find((option) => option === value);
    if (found === undefined)
      this.undecide(key, `${JSON.stringify(value)} is not known (known: ${options.join(', ')})`, on);
    return found;
  }

  undecide(key: string, why: string, on: Undecided['on']): void {
    if (!this.undecided.some((other) => other.key === key)) this.undecided.push({ key, why, on });
  }

  /** Makes every key that was not read and is not in `irrelevant` undecided. */
  refuseOthers(irrelevant: (path: string) => boolean): void {
    for (const path of this.#values.keys()) {
      if (!this.#read.has(path) && !irrelevant(path)) {
        this.undecide(path, 'is an option that this audit does not know', 'all');
      }
    }
  }
}
