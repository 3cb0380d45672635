import { howOf, openFor } from '../openFor.js';
import { gpuBackend, type Section } from '../section.js';
import { shapeOf } from '../shapes.js';
import { StepRun } from '../stepRun.js';

/**
 * Where the card's time goes in one step: milliseconds by program, from the device's own clock. Each program is then
 * waited for by itself, so the sum is of work alone, without gaps. `words`: as those of `steps`.
 */
export const profile: Section = async ({ word, small, words: [batch, kind, text = 'own'], tell }) => {
  const how = howOf(`${text}+clock`);
  const engine = await openFor(word, how);
  const backend = gpuBackend(engine);
  if (backend === undefined) throw new Error('only webgpu has a profile');
  const run = new StepRun(engine, shapeOf(kind, Number(batch), small), how.plain);
  await run.step();
  await run.step();
  const { getExtraProfileInfo } = await backend.time(() => run.give().dispose());
  const byName = new Map<string, { ms: number; times: number }>();
  for (const line of getExtraProfileInfo().split(', ')) {
    const [name, ms] = line.split(': ');
    const own = byName.get(name) ?? { ms: 0, times: 0 };
    byName.set(name, { ms: own.ms + Number(ms), times: own.times + 1 });
  }
  const sorted = [...byName].sort(([, a], [, b]) => b.ms - a.ms);
  tell(
    'programs',
    sorted.reduce((sum, [, { times }]) => sum + times, 0),
  );
  tell(
    'milliseconds',
    sorted.reduce((sum, [, { ms }]) => sum + ms, 0),
  );
  tell('by program', Object.fromEntries(sorted.map(([name, own]) => [name, { ...own }])));
  engine.close();
};
