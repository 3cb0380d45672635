import { afterEach, describe, expect, it, vi } from 'vitest';
import { EXIT } from '../../src/cli/exitCode.js';
import { complain, hasColour } from '../../src/cli/output.js';
import { complainOfDefect } from '../../src/cli/program.js';

/** What `action` writes to standard error. */
function written(action: () => void): string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  action();
  return write.mock.calls.map(([text]) => String(text)).join('');
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('colour', () => {
  it.each([
    ['a terminal', { isTTY: true }, {}, true],
    ['a pipe', {}, {}, false],
    ['NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
  ])('on %s', (_, stream, env, expected) => {
    expect(hasColour(stream, env)).toBe(expected);
  });
});

describe('errors', () => {
  it('stay on one line, whatever a file put into them', () => {
    expect(written(() => complain('bad label "a\nb\u001b[2J"'))).toBe('seeupo: bad label "a\\u000ab\\u001b[2J"\n');
  });

  it('that are defects exit with 70, without a stack trace', () => {
    const text = written(() => expect(complainOfDefect(new TypeError('x is undefined'))).toBe(EXIT.internal));
    expect(text).toBe(
      'seeupo: internal error, TypeError: x is undefined; please report it with the command and its input (SEEUPO_DEBUG=1 shows where)\n',
    );
  });

  it('that are defects show where with SEEUPO_DEBUG', () => {
    vi.stubEnv('SEEUPO_DEBUG', '1');
    const text = written(() => complainOfDefect(new TypeError('x is undefined')));
    expect(text).toContain('at ');
    expect(text).toContain('output.test.ts');
  });
});
