import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeWhole } from '../../src/cli/files.js';
import { UsageError } from '../../src/cli/usageError.js';

const place = mkdtempSync(join(tmpdir(), 'seeupo-files-'));
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

function idOf(path: string): bigint {
  return statSync(path, { bigint: true }).ino;
}

describe('a file that is written whole', () => {
  it('takes the place of the old one at once: whoever has that open keeps all of it', () => {
    const path = join(place, 'whole.json');
    writeWhole(path, 'old');
    const before = idOf(path);
    writeWhole(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    // Another file under the same name, not the same file with other bytes.
    expect(idOf(path)).not.toBe(before);
    expect(readdirSync(place)).toEqual(['whole.json']);
  });

  it('leaves the old one and nothing else where it cannot be written', () => {
    const path = join(place, 'taken');
    mkdirSync(path);
    writeFileSync(join(path, 'inside'), 'x');
    expect(() => {
      writeWhole(path, 'new');
    }).toThrow(UsageError);
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('x');
    expect(readdirSync(place).sort()).toEqual(['taken', 'whole.json']);
  });
});
