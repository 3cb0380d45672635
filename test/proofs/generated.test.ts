import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { generatedFiles } from '../../tools/coqGames/generatedFiles.js';
import { listedFiles, PROOFS } from '../../tools/proofs/files.js';

const files = generatedFiles();
const committed = (path: string): string => readFileSync(new URL(path, PROOFS), 'utf8');
const namesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, PROOFS))
    .filter((name) => name.endsWith('.v'))
    .map((name) => folder + name);

describe('the generated Coq files', () => {
  test.each([...files])('%s holds what the core computes today (npm run proofs:games rewrites it)', (path, text) => {
    expect(committed(path)).toBe(text);
  });

  it('are all there is in their folders', () => {
    const found = [...namesIn('generated/'), ...namesIn('mutants/generated/')];
    expect(found.sort()).toEqual([...files.keys()].sort());
  });

  it('are on the list of what is compiled', () => {
    const listed = listedFiles(committed('_CoqProject'));
    const subjects = [...files.keys()].filter((path) => path.startsWith('generated/'));
    expect(subjects.length).toBeGreaterThanOrEqual(6);
    expect(subjects.filter((path) => !listed.includes(path))).toEqual([]);
  });
});

/** The lines after the first comment of a mutant, and the file that it was made of. */
function againstOriginal(path: string): { before: string; after: string }[] {
  const text = files.get(path) ?? '';
  const source = /MUTANT of (\S+\.v)/.exec(text)?.[1] ?? '';
  const original = (files.get(source) ?? '').split('\n');
  const mutant = text.split('\n').slice(2);
  expect(mutant.length).toBe(original.length);
  return original.flatMap((before, n) => (before === mutant[n] ? [] : [{ before, after: mutant[n] }]));
}

describe('the mutants of generated files', () => {
  const mutants = [...files.keys()].filter((path) => path.startsWith('mutants/'));
  const exchanged = mutants.filter((path) => path.endsWith('Sweep.v'));

  it('alter a value, a return, a carried advantage and the swept policy', () => {
    for (const what of ['Value', 'Return', 'CarriedAdvantage', 'SweptPolicy', 'Sweep']) {
      expect(mutants.filter((path) => path.endsWith(`${what}.v`))).not.toEqual([]);
    }
  });

  it.each(mutants.filter((path) => !exchanged.includes(path)))('%s differs in one digit', (path) => {
    const changed = againstOriginal(path);
    expect(changed.length).toBe(1);
    const [{ before, after }] = changed;
    expect(after.length).toBe(before.length);
    const places = Array.from(before.split('').keys()).filter((n) => before[n] !== after[n]);
    expect(places.length).toBe(1);
    expect(before[places[0]]).toMatch(/\d/);
    expect(after[places[0]]).toMatch(/\d/);
  });

  it.each(exchanged)('%s differs in one distribution', (path) => {
    expect(againstOriginal(path).length).toBe(1);
  });
});
