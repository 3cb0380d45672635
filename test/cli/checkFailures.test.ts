import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { parseGame } from '../../src/game/gameFile.js';
import { parsePolicy } from '../../src/policy/policyFile.js';
import { Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

const SHORT = '--guarantee monotone,monotone-everywhere --information full --runs 5 --workers 1';

/** The parts of `check --json` that these tests look at. */
interface Checked {
  readonly complete: boolean;
  readonly verdicts: readonly {
    readonly guarantee: string;
    readonly turns: string;
    readonly verdict: string;
    readonly reference: string;
    readonly failure?: { readonly kind: string; readonly message: string; readonly on?: object };
  }[];
}

describe('a file that does not load is told in one line, with the place and the fix', () => {
  const files: readonly (readonly [name: string, text: string, message: string])[] = [
    ['none', 'export const x = 1;', 'none.ts: it exports x, but no algorithm; write "export default'],
    [
      'call',
      "import { clipped, defineAlgorithm, grae } from 'seeupo';\n\nexport default defineAlgorithm({ name: 'x', estimator: grae, surrogate: clipped('1/5') });",
      'call.ts:3: estimator: the function grae itself; call it',
    ],
    [
      'range',
      "import { clipped } from 'seeupo';\nexport default clipped('7/5');",
      'range.ts:2: the clip range ε must be in (0, 1], not 7/5',
    ],
    ['syntax', 'export const x: = 3;', 'syntax.ts:1:16: this is no TypeScript: Unexpected "="'],
    [
      'name',
      "import { Rationall } from 'seeupo';\nexport default Rationall;",
      'name.ts:1: "seeupo" exports no "Rationall"',
    ],
    [
      'path',
      "import { x } from './nowhere.js';\nexport default x;",
      'the module "nowhere.js" that path.ts imports is not there; correct the path',
    ],
    [
      'package',
      "import { x } from 'no-such-package-here';\nexport default x;",
      'the package "no-such-package-here" that package.ts imports is not there; install it',
    ],
    ['throws', 'const x = undefined as unknown as { y(): void };\nx.y();', 'while loading it threw TypeError'],
    ['exits', 'process.exit(0);', 'exits.ts: while loading, code of the file ended its process (exit code 0)'],
  ];

  it.concurrent.each(files)('%s', { timeout: 120_000 }, async (name, text, message) => {
    writeFileSync(place.path(`${name}.ts`), text);
    const { code, stdout, stderr } = await place.run(`seeupo check ${name}.ts ${SHORT} --json`);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('a step that goes wrong on some games costs nothing but its own verdicts', () => {
  /** Steps that are the identity on one-turn games, and go wrong on two turns. */
  const steps: readonly (readonly [name: string, inTwoTurns: string, kind: string, message: string])[] = [
    ['forever', 'for (;;);', 'too slow', 'one step did not come to an end within 3 s'],
    [
      'throwing',
      "throw new TypeError('too many turns');",
      'threw',
      'it threw TypeError: too many turns (throwing.js:2:',
    ],
    [
      'invalid',
      "return game.infoSets.map(([i]) => Array(game.firstEdge[i + 1] - game.firstEdge[i]).fill('1/7'));",
      'no policy',
      'the probabilities sum to',
    ],
    ['doubles', 'return game.infoSets.map(() => [0.5, 0.5]);', 'no policy', 'has the double 0.5, which is not exact'],
    ['leaving', 'process.exit(0);', 'ended', 'code of the file ended its process'],
    [
      'asking',
      'turn++; return game.infoSets.map(([i]) => Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, a, n = game.firstEdge[i + 1] - game.firstEdge[i]) => (a === turn % n ? 1 : 0)));',
      'not deterministic',
      'run twice on the same policy',
    ],
    ['later', "setTimeout(() => { throw new Error('late'); }, 0);", 'ended', 'a step must leave nothing running'],
  ];

  it.concurrent.each(steps)('%s', { timeout: 120_000 }, async (name, inTwoTurns, kind, message) => {
    const text = `let turn = 0;\nexport function step(game, policy) { if (game.turns > 1) { ${inTwoTurns} } return policy; }\nexport const kept = () => turn;\n`;
    writeFileSync(place.path(`${name}.js`), text);
    const command = `seeupo check ${name}.js ${SHORT} --step-limit 3 --report ${name}`;
    const { code, stdout, stderr } = await place.run(`${command} --json`);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    const { complete, verdicts } = JSON.parse(stdout) as Checked;
    expect(complete).toBe(true);
    const of = (turns: string): Checked['verdicts'] => verdicts.filter((entry) => entry.turns === turns);
    expect(of('single').map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive']);
    expect(of('multi').map(({ verdict }) => verdict)).toEqual(['failed', 'failed']);
    for (const { failure, reference } of of('multi')) {
      expect(reference).toBe('inconclusive');
      expect(failure?.kind).toBe(kind);
      expect(failure?.message).toContain(message);
    }
    if (kind === 'ended' && name === 'later') return; // no game was being worked on
    const stored = (part: string): string =>
      readFileSync(place.path(`${name}/failures/monotone.full.multi.${part}.json`), 'utf8');
    const game = parseGame(stored('game'), 'game.json');
    expect(game.turns).toBe(2);
    expect(parsePolicy(stored('policy'), 'policy.json', game).game.nodeCount).toBeGreaterThan(2);
  });
});

describe('what a file prints', () => {
  it('goes to stderr, behind its name', { timeout: 60_000 }, async () => {
    writeFileSync(
      place.path('chatty.ts'),
      "console.log('hello\\u001b[1m');\nexport const step = (_: object, policy: object): object => policy;\n",
    );
    const { code, stdout, stderr } = await place.run(`seeupo check chatty.ts ${SHORT} --json`);
    expect(code).toBe(3);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    expect(stderr).toContain('chatty.ts: hello\\u001b[1m');
  });
});
