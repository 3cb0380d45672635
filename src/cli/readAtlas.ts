import { AtlasError } from '../atlas/atlasError.js';
import { type Atlas, atlasFromJson, atlasSpec } from '../atlas/atlasFile.js';
import { cellKey } from '../atlas/cell.js';
import { replays } from '../atlas/replayCell.js';
import { isBreak } from '../certify/confirm.js';
import { AlgorithmError } from '../algorithm/algorithmError.js';
import { MOST_RUNS } from './optionValues.js';
import { readJson } from './readJson.js';

/**
 * Reads the file of an atlas. It may come from another machine, so every counterexample in it is checked again, exactly.
 * Throws UsageError or GameFileError, one line with the place.
 */
export function readAtlas(fileName: string): Atlas {
  const json = readJson(fileName, atlasSpec);
  const { settings, cells, instances } = json.value;
  if (settings.runs > MOST_RUNS) throw json.problem(`the most runs are ${MOST_RUNS}`, ['settings', 'runs']);
  let atlas: Atlas;
  try {
    atlas = atlasFromJson(json.value);
  } catch (error) {
    if (error instanceof AtlasError) throw json.problem(error.message, ['settings']);
    if (error instanceof RangeError) throw json.problem(error.message, ['instances']);
    throw error;
  }
  const byKey = new Map(atlas.cells.map((cell) => [cellKey(cell), cell]));
  cells.forEach((stored, n) => {
    const cell = byKey.get(`${stored.row}: ${stored.column}`);
    if (cell === undefined)
      throw json.problem(`its settings have no cell "${stored.row}: ${stored.column}"`, ['cells', n]);
    const { counterexample } = stored;
    if ((isBreak(stored.verdict) ? stored.verdict : undefined) !== counterexample?.confirmation.word) {
      throw json.problem('a cell is refuted if and only if it has a counterexample that says so', [
        'cells',
        n,
        'verdict',
      ]);
    }
    if (counterexample === undefined) return;
    const place = ['instances', counterexample.instance];
    if (instances[counterexample.instance].policies['old'] === undefined)
      throw json.problem('the policy "old" is missing', [...place, 'policies']);
    const same = json.within(place, () => {
      try {
        return replays(cell);
      } catch (error) {
        if (error instanceof RangeError || error instanceof AlgorithmError) throw json.problem(error.message, place);
        throw error;
      }
    });
    if (!same) {
      throw json.problem('this is no counterexample with these numbers; another version of seeupo made this file', [
        'cells',
        n,
        'counterexample',
      ]);
    }
  });
  return atlas;
}
