import { ENGINE_NAMES, type EngineName } from './engine.js';

/** What a user asks for: an engine, and for webgpu perhaps which adapter. */
export interface EngineChoice {
  readonly name: EngineName | 'auto';
  /** A part of the adapter's name, as the driver writes it (letters' case counts); only with webgpu. */
  readonly adapter?: string;
}

/** The words that `--engine` takes. */
const ENGINE_WORDS = ['auto', ...ENGINE_NAMES] as const;

/**
 * Reads "auto", "tensorflow", "webgpu", "webgpu:NVIDIA", "wasm" or "cpu". Throws a RangeError that lists these on
 * anything else.
 */
export function parseEngineChoice(text: string): EngineChoice {
  const [word, ...rest] = text.split(':');
  const adapter = rest.join(':').trim();
  const name = ENGINE_WORDS.find((known) => known === word);
  if (name === undefined || (rest.length > 0 && (name !== 'webgpu' || adapter === '')))
    throw new RangeError(
      `unknown engine "${text}": use ${ENGINE_WORDS.join(', ')}, or webgpu:ADAPTER with a part of an adapter's name`,
    );
  return adapter === '' ? { name } : { name, adapter };
}

/** The choice as `parseEngineChoice` reads it. */
export function engineChoiceText({ name, adapter }: EngineChoice): string {
  return adapter === undefined ? name : `${name}:${adapter}`;
}
