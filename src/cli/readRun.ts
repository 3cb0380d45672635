import { gameOf, type Run, runSpec, type Settings, tasksOf } from '../claims/run/runFile.js';
import type { Task } from '../claims/run/task.js';
import { MOST_RUNS } from './optionValues.js';
import { checkedCounterexample } from './readCounterexample.js';
import { type JsonFile, readJson } from './readJson.js';

/**
 * Reads the file of a verification run. A file may come from another machine, so every counterexample in it is
 * checked again, exactly. Throws UsageError or GameFileError, one line with the place.
 */
export function readRun(fileName: string): Run {
  const json = readJson(fileName, runSpec);
  // A value from JSON has no member that is undefined, which the schema's type allows.
  const run = json.value as Run;
  const { settings, parts } = run;
  if (settings.runs > MOST_RUNS) throw json.problem(`the most runs are ${MOST_RUNS}`, ['settings', 'runs']);
  json.within(['settings', 'game'], () => gameOf(settings));
  const tasks = new Set(tasksIn(json, settings).map(({ id }) => id));
  parts.forEach((part, n) => {
    const place = ['parts', n];
    if (!tasks.has(part.task))
      throw json.problem(`the run has no task "${part.task}"; another version of seeupo made this file`, [
        ...place,
        'task',
      ]);
    if (part.counterexample === undefined) return;
    const found = [...place, 'counterexample'];
    const { search, instance } = checkedCounterexample(json, part.counterexample, found);
    if (search.check(instance).status !== 'violated') {
      throw json.problem(`this is no counterexample to ${search.key}; another version of seeupo made this file`, found);
    }
  });
  return run;
}

function tasksIn(json: JsonFile<unknown>, settings: Settings): Task[] {
  try {
    return tasksOf(settings);
  } catch (error) {
    if (error instanceof RangeError) throw json.problem(error.message, ['settings', 'claims']);
    throw error;
  }
}
