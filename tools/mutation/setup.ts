import { writeFileSync, appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach } from 'vitest';
import { SEED_IN_NAME } from './testNames.js';

// What runs before every test file in a copy of the tree: one seed for all properties, which are not shrunk, and notes of
// which test runs.

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1, endOnFailure: true });

const log = process.env['MUTATION_HITS'];
if (log !== undefined) {
  const shared = globalThis as { __seen?: Set<string>; __test?: string };
  const say = (label: string): void => {
    shared.__test = label;
    shared.__seen?.clear();
    writeFileSync(`${log}.test`, label);
  };
  let before = 0;
  const cpu = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  say('');
  beforeEach(({ task }) => {
    const names = [task.name.replace(SEED_IN_NAME, '')];
    for (let suite = task.suite; suite !== undefined; suite = suite.suite) names.unshift(suite.name);
    say(names.join(' '));
    before = cpu();
  });
  afterEach(() => {
    appendFileSync(log, `${JSON.stringify([shared.__test, cpu() - before])}\n`);
    say('');
  });
}
