import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
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

/** The document as it should be: with what its commands print now. */
async function performed(markdown: string): Promise<string> {
  const place = new Place();
  try {
    const changes: { step: Step; lines: string[] }[] = [];
    for (const part of readTranscript(markdown)) {
      if (part.kind === 'file') {
        writeFileSync(place.path(part.name), part.text);
        continue;
      }
      const lines = shownLines(await place.run(part.command));
      if (!matches(part.expected, lines)) changes.push({ step: part, lines });
    }
    return rewritten(markdown, changes);
  } finally {
    place.remove();
  }
}

describe('the terminal sessions of', () => {
  it.concurrent.each(documents.map((path) => [relative(ROOT, path), path]))(
    '%s',
    { timeout: 600_000 },
    async (_, path) => {
      const markdown = readFileSync(path, 'utf8');
      expect(readTranscript(markdown).filter(({ kind }) => kind === 'command')).not.toEqual([]);
      const now = await performed(markdown);
      if (isUpdate) writeFileSync(path, now);
      else expect(now).toBe(markdown);
    },
  );
});

describe('the runner of transcripts', () => {
  const markdown = [
    '```json a.json',
    '{}',
    '```',
    '```console',
    '$ one',
    'x',
    '$ two',
    '2> y',
    '[exit 2]',
    '```',
    '',
  ].join('\n');

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

  it('takes … for any lines or any text, and nothing else for any other', () => {
    expect(matches(['a', '…', 'c'], ['a', 'b', 'b', 'c'])).toBe(true);
    expect(matches(['a', '…'], ['a'])).toBe(true);
    expect(matches(['a', '…', 'c'], ['a', 'b'])).toBe(false);
    expect(matches(['a'], ['a', 'b'])).toBe(false);
    expect(matches(['a … c'], ['a b c'])).toBe(true);
    expect(matches(['a … c'], ['a b d'])).toBe(false);
    expect(matches(['a.c (…)'], ['abc (d)'])).toBe(false);
    expect(matches([], [])).toBe(true);
    expect(matches(['a'], [])).toBe(false);
  });

  it('rewrites only what changed', () => {
    const step = readTranscript(markdown)[1] as Step;
    expect(rewritten(markdown, [{ step, lines: ['p', 'q'] }])).toBe(markdown.replace('\nx\n', '\np\nq\n'));
  });
});
