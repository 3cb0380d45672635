import { type Profiler, Session } from 'node:inspector/promises';
import { howOf, openFor } from '../openFor.js';
import type { Section } from '../section.js';
import { shapeOf } from '../shapes.js';
import { StepRun } from '../stepRun.js';

/**
 * Where the host's time goes while it gives out a step: milliseconds a step in each function itself, the native ones
 * included. `words`: as those of `steps`.
 */
export const host: Section = async ({ word, small, words: [batch, kind, text], tell }) => {
  const how = howOf(text);
  const engine = await openFor(word, how);
  const run = new StepRun(engine, shapeOf(kind, Number(batch), small), how.plain);
  for (let n = 0; n < 5; n++) await run.step();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 100 });
  await session.post('Profiler.start');
  const steps = small ? 3 : 60;
  let host = 0;
  for (let n = 0; n < steps; n++) host += (await run.step()).host;
  const { profile } = await session.post('Profiler.stop');
  tell('milliseconds', host / steps);
  tell('by function', Object.fromEntries(selfTimes(profile, steps).slice(0, 40)));
  engine.close();
};

/** Milliseconds a step in each function itself, the largest first. */
function selfTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, steps: number): [string, number][] {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName === '' ? '(nameless)' : functionName} ${url.split('/').at(-1) ?? ''}:${lineNumber + 1}`,
    ]),
  );
  const times = new Map<string, number>();
  samples.forEach((id, n) => {
    const name = names.get(id) ?? 'unknown';
    times.set(name, (times.get(name) ?? 0) + timeDeltas[n] / 1000 / steps);
  });
  return [...times].sort(([, a], [, b]) => b - a);
}
