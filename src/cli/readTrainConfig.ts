import { EnvironmentError } from '../environments/environmentError.js';
import { environmentByName, familyByName } from '../environments/registry.js';
import { type TrainConfig, trainConfigSpec } from '../neural/config/trainConfig.js';
import { SettingsJson } from './settingsJson.js';
import { type SpecProblem, specProblem } from './specProblem.js';
import { optionOf, type TrainFlags, withFlags } from './trainFlags.js';
import { UsageError } from './usageError.js';

/**
 * Reads a training configuration from the text of a JSON file, with parts replaced by options. The environment and its
 * sizes are checked too. Throws UsageError with one line such as
 * `run.json:3:3: unknown key "batchContext" (did you mean "batchContexts"?); the keys here are …`.
 */
export function readTrainConfig(text: string, fileName: string, flags: TrainFlags = {}): TrainConfig {
  const json = SettingsJson.parse(text, fileName);
  const isObject = typeof json.value === 'object' && json.value !== null && !Array.isArray(json.value);
  const value: unknown = isObject ? withFlags(json.value, flags) : json.value;
  const fail = ({ message, path }: SpecProblem): UsageError => {
    const option = optionOf(path, flags);
    return option === undefined ? json.problem(message, path) : new UsageError(`${option}: ${message}`);
  };
  const problem = specProblem(trainConfigSpec, value);
  if (problem !== undefined) throw fail(problem);
  const config = trainConfigSpec.parse(value);
  const unfit = environmentProblem(config);
  if (unfit !== undefined) throw fail(unfit);
  return config;
}

function environmentProblem({ environment, sizes }: TrainConfig): SpecProblem | undefined {
  try {
    const size = specProblem(familyByName(environment).sizes, sizes);
    if (size !== undefined) return { message: `${environment}: ${size.message}`, path: ['sizes', ...size.path] };
    environmentByName(environment, sizes);
    return undefined;
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return { message: error.message, path: ['environment'] };
  }
}
