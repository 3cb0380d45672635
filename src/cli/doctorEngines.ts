import { ENGINE_NAMES, type EngineName } from '../neural/engine/engine.js';
import { engineDetails } from '../neural/engine/engineLine.js';
import { probe } from '../neural/engine/probe.js';
import type { ProbeAnswer } from '../neural/engine/probeMessage.js';
import type { Piece } from './doctorPieces.js';
import { longRun } from './longRun.js';

/** An engine, and what came of trying it. */
export type EngineState = { readonly engine: EngineName } & ProbeAnswer;

/**
 * Tries every engine, each in a process of its own, one after the other: they share the GPU and the memory. Shows its
 * progress on a terminal, since a broken driver may take minutes. Ctrl-C ends it with the engines tried until then.
 */
export async function engineStates(): Promise<EngineState[]> {
  const states: EngineState[] = [];
  await longRun({ total: ENGINE_NAMES.length, doing: 'trying', things: 'engines' }, async ({ signal, advance }) => {
    for (const engine of ENGINE_NAMES) {
      const answer = await probe({ name: engine });
      if (signal.aborted) return;
      states.push({ engine, ...answer });
      advance();
    }
  });
  return states;
}

/** An engine as a line of `doctor`. wasm and cpu come with the program, so that one of them failing is wanting. */
export function enginePiece(state: EngineState): Piece {
  const name = `Engine ${state.engine}`;
  if (!state.works) {
    const isPlain = state.engine === 'wasm' || state.engine === 'cpu';
    return {
      name,
      state: isPlain ? 'wanting' : 'optional',
      found: `does not work: ${state.cause}`,
      advice: state.cure,
    };
  }
  const found = `works ${engineDetails(state.info)}; gradient error ${state.check.error.toExponential(1)}`;
  return { name, state: 'ok', found };
}
