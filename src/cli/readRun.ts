import { gameOf, type Run, runSpec, tasksOf } from '../claims/run/runFile.js';
import { MOST_RUNS } from './optionValues.js';
import { checkedCounterexample } from './readCounterexample.js';
import { type JsonFile, readJson } from './readJson.js';

/**
 * Reads the file of a verification run. A file may come from another machine, so every counterexample in it is
 * checked again, exactly. Throws UsageError or GameFileError, one line with the place.
 */
export function readRun(fileName: string): Run {
  const json = readJson<Run>(fileName, runSpec);
  const { settings, parts } = json.value;
  if (settings.runs > MOST_RUNS) throw json.problem(`the most runs are ${MOST_RUNS}`, ['settings', 'runs']);
  json.within(['settings', 'game'], () => gameOf(settings));
  const tasks = new Set(tasksIn(json).map(({ id }) => id));
  parts.forEach((part, n) => {
    const place = ['parts', n];
    if (!tasks.has(part.task)) throw json.problem(`the run has no task "${part.task}"; another version of seeupo made this file`, [...place, 'task']);
    if (part.counterexample === undefined) return;
    const found = [...place, 'counterexample'];
    const { search, instance } = checkedCounterexample(json, part.counterexample, found);
    if (search.check(instance).status !== 'violated') {
      throw json.problem(`this is no counterexample to ${search.key}; another version of seeupo made this file`, found);
    }
  });
  return json.value;
}

function tasksIn(json: JsonFile<Run>): ReturnType<typeof tasksOf> {
  try {
    return tasksOf(json.value.settings);
  } catch (error) {
    if (error instanceof RangeError) throw json.problem(error.message, ['settings', 'claims']);
    throw error;
  }
}
