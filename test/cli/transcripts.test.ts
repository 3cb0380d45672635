import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../tools/sourceTree.js';
import { Place } from './support/seeupo.js';
import { matches, readTranscript, rewritten, shownLines, type Step } from './support/transcript.js';

/**
 * Every terminal session in these documents is run, and must print what the document says.
 * After a change that is meant: UPDATE_TRANSCRIPTS=1 npx vitest run test/cli/transcripts.test.ts
 */
const TRANSCRIPTS = fileURLToPath(new URL('./transcripts/', import.meta.url));
const documents = [
  `${ROOT}/README.md`,
  ...readdirSync(TRANSCRIPTS)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => TRANSCRIPTS + name),
];
const isUpdate = process.env['UPDATE_TRANSCRIPTS'] === '1';

describe.each(documents.map((path) => [relative(ROOT, path), path]))('%s', (_, path) => {
  const markdown = readFileSync(path, 'utf8');
  const place = new Place();
  const changes: { step: Step; lines: string[] }[] = [];
  afterAll(() => {
    place.remove();
    if (changes.length > 0) writeFileSync(path, rewritten(markdown, changes));
  });

  for (const part of readTranscript(markdown)) {
    if (part.kind === 'file') {
      it(`shows ${part.name}`, () => {
        writeFileSync(place.path(part.name), part.text);
        expect(part.text.trim()).not.toBe('');
      });
      continue;
    }
    const step = part;
    it(`line ${step.from}: ${step.command}`, { timeout: 120_000 }, async () => {
      const lines = shownLines(await place.run(step.command));
      if (matches(step.expected, lines)) return;
      if (isUpdate) changes.push({ step, lines });
      else expect(lines).toEqual(step.expected);
    });
  }
});

describe('the runner of transcripts', () => {
  const markdown = ['```json a.json', '{}', '```', '```console', '$ one', 'x', '$ two', '2> y', '[exit 2]', '```', ''].join('\n');

  it('reads files and commands', () => {
    expect(readTranscript(markdown)).toEqual([
      { kind: 'file', name: 'a.json', text: '{}\n' },
      { kind: 'command', command: 'one', expected: ['x'], from: 5, to: 6 },
      { kind: 'command', command: 'two', expected: ['2> y', '[exit 2]'], from: 7, to: 9 },
    ]);
  });

  it('shows both outputs and the exit code', () => {
    expect(shownLines({ stdout: 'a\n\nb\n', stderr: 'c\n', code: 2 })).toEqual(['a', '', 'b', '2> c', '[exit 2]']);
  });

  it('takes … for any number of lines, and nothing else for any other', () => {
    expect(matches(['a', '…', 'c'], ['a', 'b', 'b', 'c'])).toBe(true);
    expect(matches(['a', '…'], ['a'])).toBe(true);
    expect(matches(['a', '…', 'c'], ['a', 'b'])).toBe(false);
    expect(matches(['a'], ['a', 'b'])).toBe(false);
    expect(matches([], [])).toBe(true);
    expect(matches(['a'], [])).toBe(false);
  });

  it('rewrites only what changed', () => {
    const step = readTranscript(markdown)[1] as Step;
    expect(rewritten(markdown, [{ step, lines: ['p', 'q'] }])).toBe(markdown.replace('\nx\n', '\np\nq\n'));
  });
});
