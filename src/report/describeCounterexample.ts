import picocolors from 'picocolors';
import type { CounterexampleFile } from '../claims/counterexampleFile.js';
import type { Side } from '../claims/outcome.js';
import { describeHead, drawGame } from './describeGame.js';
import { exactAndDecimal } from './numberText.js';
import { fields, indented, safe, wrap } from './plainText.js';
import { regimeText } from './regimeText.js';
import { type Story, storyOf } from './story.js';
import { traceNotes, traceText } from './traceText.js';

/** How `describeCounterexample` writes. */
export interface CounterexampleOptions {
  /** Terminal colours. */
  readonly colour: boolean;
  /** The file as the reader would name it; the text ends with the command that replays it. */
  readonly replayPath?: string;
}

/**
 * The counterexample as a person would draw it: what it refutes, the game with the policies before and after,
 * what each turn did, both sides of the inequality, the exact gap, and the command that replays it.
 * Throws as `storyOf`.
 */
export function describeCounterexample(file: CounterexampleFile, options: CounterexampleOptions): string {
  const story = storyOf(file);
  const { bold } = picocolors.createColors(options.colour);
  const section = (title: string, body: string): string => `${bold(title)}\n${indented(body)}`;
  return [
    bold(wrap(headline(story), '  ', '')),
    aboutText(story),
    section(
      'The game',
      `${describeHead(story.instance.game, story.policies)}\n\n${drawGame(story.instance.game, story.policies)}`,
    ),
    ...sweepSections(story).map(([title, body]) => section(title, body)),
    section('What fails', violationText(story)),
    ...(options.replayPath === undefined ? [] : [section('Replay it', replayCommand(options.replayPath))]),
  ].join('\n\n');
}

/** The command that replays a stored counterexample. */
export function replayCommand(path: string): string {
  return `seeupo replay ${/^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`}`;
}

/** "D6 is refuted: …", or "D1 without full information: …". */
export function headline({ search: { key, claim, variant } }: Story): string {
  if (variant === undefined) return `Counterexample to ${claim.id}: ${claim.title}`;
  return `Counterexample to ${key}: ${variant.title}`;
}

/** What is refuted, as lines of fields. */
export function aboutText({ search: { claim, variant }, instance }: Story): string {
  const parameters = Object.entries(instance.parameters).map(([name, text]) => `${safe(name)} = ${safe(text)}`);
  return fields([
    ['Claim', `${claim.id}: ${claim.title}`],
    ['Statement', claim.statement],
    ['Regime', regimeText(claim.regime)],
    ...(variant === undefined ? [] : ([['Variant', variant.title]] as const)),
    ...(variant?.drops === undefined ? [] : [[dropWord(variant.expected), variant.drops] as const]),
    ...(parameters.length === 0 ? [] : ([['Parameters', parameters.join(', ')]] as const)),
  ]);
}

/** Is the variant's hypothesis taken away or put back? */
export function dropWord(expected: 'refuted' | 'holds'): string {
  return expected === 'refuted' ? 'Drops' : 'Restores';
}

function sweepSections({ sweep }: Story): [string, string][] {
  if (sweep === undefined) return [];
  const { turns, changed, carried } = sweep;
  const told = [traceText(turns), ...traceNotes(turns, changed).map((note) => wrap(note))];
  return [
    ['What each turn did in one sweep, in the order of update', told.join('\n\n')],
    ...(carried === undefined
      ? []
      : [['The carried advantage on every path, M_t = ρ_t·M_{t+1} from Â', carried] as [string, string]]),
  ];
}

function violationText({ violation: { expected, left, right, gap, where } }: Story): string {
  return fields([
    ['Should hold', safe(expected)],
    ['Left side', sideText(left)],
    ['Right side', sideText(right)],
    ['Gap', exactAndDecimal(safe(gap))],
    ...(where === undefined ? [] : ([['Where', safe(where)]] as const)),
  ]);
}

/** "J(π_k) = 21/100 = 0.21"; a number that is its own label stands alone. */
function sideText({ label, value }: Side): string {
  return label === value ? safe(value) : `${safe(label)} = ${exactAndDecimal(safe(value))}`;
}
