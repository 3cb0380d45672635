import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { median } from './passes.js';

/** One of the programs that are compared: its own process, which prints one JSON object of figures. */
export interface Contestant {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Variables of its environment, besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Takes part in the first rounds only, as many as this; for one that is far slower than the others. */
  readonly rounds?: number;
}

/** Figures by name, medians over the rounds. */
export type Figures = Readonly<Record<string, number>>;

const output = z.record(z.string(), z.union([z.number(), z.string()]));

/**
 * Lets every contestant run once a round, one after the other, and takes medians over the rounds, so that a
 * disturbance of the machine hits all alike. Throws when a contestant fails, or when two of them disagree
 * about a figure that is text (an exact result).
 */
export function contest(contestants: readonly Contestant[], rounds = 9): Map<string, Figures> {
  const measured = new Map(contestants.map(({ name }) => [name, new Map<string, number[]>()]));
  const agreed = new Map<string, string>();
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants.filter((one) => round < (one.rounds ?? rounds))) {
      for (const [figure, value] of Object.entries(runOnce(contestant))) {
        if (typeof value === 'string') {
          if ((agreed.get(figure) ?? value) !== value) throw new Error(`${contestant.name} finds another ${figure}`);
          agreed.set(figure, value);
        } else {
          const series = measured.get(contestant.name);
          series?.set(figure, [...(series.get(figure) ?? []), value]);
        }
      }
    }
  }
  return new Map(
    [...measured].map(([name, series]) => [
      name,
      Object.fromEntries([...series].map(([figure, values]) => [figure, median(values)])),
    ]),
  );
}

function runOnce({ name, command: [program, ...args], env }: Contestant): z.infer<typeof output> {
  const run = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, ...env } });
  if (run.status !== 0) throw new Error(`${name} failed: ${run.error?.message ?? run.stderr}`);
  return output.parse(JSON.parse(run.stdout));
}

/** `value / base` as "12.3×". */
export function ratio(value: number, base: number): string {
  return `${(value / base).toFixed(2)}×`;
}
