import { openWebgpu } from '../../../src/neural/engine/webgpu.js';
import { parseEngineChoice } from '../../../src/neural/engine/engineChoice.js';
import { gpuBackend, type Section } from '../section.js';
import { shapeOf } from '../shapes.js';
import { StepRun } from '../stepRun.js';

/**
 * Where the card's time goes in one step: milliseconds by program, from the device's own clock. Each program is then
 * waited for by itself, so the sum is of work alone, without gaps. `words`: the batch, and which shape.
 */
export const profile: Section = async ({ word, small, words: [batch, kind], tell }) => {
  const { adapter } = parseEngineChoice(word);
  const engine = await openWebgpu({
    ...(adapter === undefined ? {} : { adapter }),
    // The clock is else rounded to tenths of a millisecond.
    dawn: ['disable-dawn-features=timestamp_quantization'],
  });
  const backend = gpuBackend(engine);
  if (backend === undefined) throw new Error('only webgpu has a profile');
  const run = new StepRun(engine, shapeOf(kind, Number(batch), small));
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
