import type { Engine } from '../../src/neural/engine/engine.js';
import { parseEngineChoice } from '../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../src/neural/engine/openEngine.js';
import { openWebgpu } from '../../src/neural/engine/webgpu.js';

/** How a step is taken, to see what makes a difference. */
export interface How {
  /** With the kernels of TensorFlow.js alone. */
  readonly plain: boolean;
  /** Programs that are handed over to the driver at once, if not as many as usual. */
  readonly submit: number | undefined;
  /** Options of Dawn. */
  readonly dawn: readonly string[];
}

/** Reads words such as "own", "plain", "submit=60" or "unguarded", joined by "+". */
export function howOf(text = 'own'): How {
  const words = text.split('+');
  const submit = words.find((word) => word.startsWith('submit='));
  return {
    plain: words.includes('plain'),
    submit: submit === undefined ? undefined : Number(submit.slice('submit='.length)),
    dawn: [
      ...(words.includes('unguarded') ? ['enable-dawn-features=disable_robustness,skip_validation'] : []),
      // The device's clock is else rounded to tenths of a millisecond.
      ...(words.includes('clock') ? ['disable-dawn-features=timestamp_quantization'] : []),
    ],
  };
}

/** Opens the engine that `word` names as `how` says. */
export async function openFor(word: string, { submit, dawn }: How): Promise<Engine> {
  const choice = parseEngineChoice(word);
  const { adapter } = choice;
  const engine =
    choice.name === 'webgpu'
      ? await openWebgpu({ ...(adapter === undefined ? {} : { adapter }), dawn })
      : (await openEngine(choice, { probe: false })).engine;
  if (submit !== undefined) engine.tf.env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', submit);
  return engine;
}
