import { ENVIRONMENTS } from '../environments/library/index.js';
import { sizesOf } from '../environments/registry.js';
import { didYouMean } from '../game/nearest.js';
import { type PresetName, PRESETS } from '../neural/algorithm/presets.js';
import { type CompareSettings, compareSettingsSpec } from '../neural/compare/compareSettings.js';
import { UsageError } from './usageError.js';

/** The preset called `name`. Throws UsageError, behind the name of the `option`, with the nearest one. */
export function presetOf(name: string, option: string): PresetName {
  const names = Object.keys(PRESETS) as PresetName[];
  const found = names.find((preset) => preset === name);
  if (found !== undefined) return found;
  throw new UsageError(
    `${option}: there is no algorithm "${name}"${didYouMean(name, names)}; they are ${names.join(', ')}`,
  );
}

/** The kind of network that `--network` names. Throws UsageError with the nearest one. */
export function networkKind(word: string): CompareSettings['network'] {
  const result = compareSettingsSpec.shape.network.safeParse(word);
  if (result.success) return result.data;
  const words = compareSettingsSpec.shape.network.options;
  throw new UsageError(`--network: there is no network "${word}"${didYouMean(word, words)}; use ${words.join(', ')}`);
}

/** The names of all presets, for help texts. */
export const PRESET_NAMES = Object.keys(PRESETS).join(', ');

/** A line for each environment, with its sizes and their defaults, for help texts. */
export function environmentLines(): string {
  const width = Math.max(...ENVIRONMENTS.map(({ name }) => name.length));
  return ENVIRONMENTS.map((family) => {
    const sizes = Object.entries(sizesOf(family)).map(([size, preset]) => `${size}=${String(preset)}`);
    return `  ${family.name.padEnd(width)}  ${sizes.join(', ')}`;
  }).join('\n');
}
