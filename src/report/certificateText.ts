import type { Certificate } from '../certify/certificateSpec.js';
import { gameFromJson } from '../game/buildGame.js';
import { policyFromJson } from '../policy/policyFile.js';
import { describeHead, drawGame } from './describeGame.js';
import { exactAndDecimal } from './numberText.js';
import { fields, indented, safe, wrap } from './plainText.js';

type Written = Certificate['values']['left'];
type Iteration = Certificate['iterations'][number];

/** Decimals of an enclosure that are shown. */
const SHOWN = 12;

/**
 * A certificate as a person would draw it: the game with its policies, what each update of the witness made, and both
 * sides of what fails. Nothing is computed: all numbers are the certificate's own. Throws GameError or PolicyError where
 * it holds no game or policy.
 */
export function certificateText(certificate: Certificate): string {
  const { statement, regime, values, iterations, provenance = {} } = certificate;
  const game = gameFromJson(certificate.game);
  const policies = Object.fromEntries(
    Object.entries(certificate.policies).map(([name, policy]) => [name, policyFromJson(game, policy)]),
  );
  const parameters = Object.entries(statement).filter(([name]) => name !== 'id' && name !== 'twin');
  const about = fields([
    ['Statement', safe(statement.id)],
    ...parameters.map(([name, value]) => [safe(name), safe(textOf(value))] as const),
    ['Regime', `${regime.information} information, ${regime.turns} turns, ${regime.support} support`],
    ['Said of it', safe(Object.values(provenance).join('; '))],
  ]);
  return [
    'A certificate',
    indented(about),
    indented(`${describeHead(game, policies)}\n\n${drawGame(game, policies)}`),
    ...iterations.map((iteration, k) => iterationText(iteration, k + 1)),
    indented(
      fields([
        ['Left side', numberText(values.left)],
        ['Right side', numberText(values.right)],
      ]),
    ),
  ].join('\n\n');
}

function iterationText({ update, witness, policy }: Iteration, k: number): string {
  const words = Object.entries(update).filter(([name]) => name !== 'kind');
  const kind = [update.kind, ...words.map(([name, value]) => `${name} ${textOf(value)}`)].join('; ');
  const made = witness.map(
    ({ turns, set, distribution }) =>
      [`${turns === undefined ? '' : `turn ${turns.join(', ')}: `}${safe(set)}`, massesText(distribution)] as const,
  );
  const after = Object.entries(policy).map(([set, masses]) => [safe(set), massesText(masses)] as const);
  return [
    wrap(`Iteration ${k} (${safe(kind)})`, '  ', ''),
    ...(made.length === 0 ? [] : [indented(`The updates in their order\n${indented(fields(made))}`)]),
    indented(`The policy after it\n${indented(fields(after))}`),
  ].join('\n');
}

function massesText(masses: Readonly<Record<string, Written>>): string {
  return Object.entries(masses)
    .map(([label, mass]) => `${safe(label)} ${Array.isArray(mass) ? numberText(mass) : safe(String(mass))}`)
    .join(', ');
}

function numberText(x: Written): string {
  if (!Array.isArray(x)) return exactAndDecimal(safe(String(x)));
  return `[${x.map((end) => decimals(String(end))).join(', ')}]`;
}

/** The fraction with some decimals, cut off: enough to see how wide an enclosure is. */
function decimals(text: string): string {
  const [n, d = 1] = text.split('/').map(Number);
  return Number.isFinite(n / d) ? (n / d).toFixed(SHOWN) : safe(text);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
