import { parseEngineChoice } from '../../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { sampledTokens } from '../../transformer/sampledTokens.js';
import type { Section } from '../section.js';
import { shapeOf } from '../shapes.js';

/** Tokens a second that the benchmark's transformer writes, for each batch in `words`. */
export const sampling: Section = async ({ word, small, words, tell }) => {
  const { engine } = await openEngine(parseEngineChoice(word), { probe: false });
  for (const batch of words) {
    const tokensPerSecond = await sampledTokens(engine, shapeOf('bench', Number(batch), small), 1, small ? 1 : 2);
    tell(`${batch} episodes in step`, { tokensPerSecond });
  }
  engine.close();
};
