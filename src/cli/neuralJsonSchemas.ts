import { compareSettingsSpec } from '../neural/compare/compareSettings.js';
import { runRecordSpec } from '../neural/compare/runRecord.js';
import { trainConfigSpec } from '../neural/config/trainConfig.js';
import { schemaText } from '../policy/jsonSchemas.js';
import { comparisonSpec } from '../report/compareSpec.js';

/**
 * The published JSON Schemas of what `train` reads and `compare` writes, by file name under schemas/: a training
 * configuration; and of a comparison its compare.json, its settings.json and the files in its folder runs.
 */
export function neuralJsonSchemas(): ReadonlyMap<string, string> {
  return new Map([
    ['compare-run.schema.json', schemaText(runRecordSpec)],
    ['compare-settings.schema.json', schemaText(compareSettingsSpec)],
    ['comparison.schema.json', schemaText(comparisonSpec)],
    ['train-config.schema.json', schemaText(trainConfigSpec)],
  ]);
}
