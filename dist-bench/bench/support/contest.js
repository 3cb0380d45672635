import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { median } from './passes.js';
const output = z.record(z.string(), z.union([z.number(), z.string()]));
/**
 * Lets every contestant run once a round, one after the other, and takes medians over the rounds, so that a
 * disturbance of the machine hits all alike. Throws when a contestant fails, or when two of them disagree
 * about a figure that is text (an exact result).
 */
export function contest(contestants, rounds = 5) {
    const measured = new Map(contestants.map(({ name }) => [name, new Map()]));
    const agreed = new Map();
    for (let round = 0; round < rounds; round++) {
        for (const contestant of contestants) {
            for (const [figure, value] of Object.entries(runOnce(contestant))) {
                if (typeof value === 'string') {
                    if ((agreed.get(figure) ?? value) !== value)
                        throw new Error(`${contestant.name} finds another ${figure}`);
                    agreed.set(figure, value);
                }
                else {
                    const series = measured.get(contestant.name);
                    series?.set(figure, [...(series.get(figure) ?? []), value]);
                }
            }
        }
    }
    return new Map([...measured].map(([name, series]) => [
        name,
        Object.fromEntries([...series].map(([figure, values]) => [figure, median(values)])),
    ]));
}
function runOnce({ name, command: [program, ...args] }) {
    const run = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
    if (run.status !== 0)
        throw new Error(`${name} failed: ${run.error?.message ?? run.stderr}`);
    return output.parse(JSON.parse(run.stdout));
}
/** `value / base` as "12.3×". */
export function ratio(value, base) {
    return `${(value / base).toFixed(2)}×`;
}
