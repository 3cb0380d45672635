import { confirmationOf, confirmationText, UNCHECKED } from '../certify/confirm.js';
import { gameFromJson } from '../game/buildGame.js';
import { guaranteeById } from '../guarantees/guarantees.js';
import type { Policy } from '../policy/policy.js';
import { policyFromJson } from '../policy/policyFile.js';
import { describeHead, drawGame } from '../report/describeGame.js';
import { exactAndDecimal } from '../report/numberText.js';
import { fields, indented, safe, wrap } from '../report/plainText.js';
import type { CheckCounterexample } from '../userAlgorithm/checkCounterexample.js';
import type { Failure } from '../userAlgorithm/checkTask.js';
import { regimeTitle } from './checkRegimeText.js';

/** How many nodes the game of a counterexample has. */
export function nodesOfGame({ game }: Pick<CheckCounterexample, 'game'>): number {
  return gameFromJson(game).nodeCount;
}

/**
 * A counterexample as a person would draw it: which guarantee breaks, the game with the policy before and after one
 * iteration, and both sides of what should hold. Throws GameError or PolicyError when the file holds no instance.
 */
export function describeCheckCounterexample(file: CheckCounterexample): string {
  const { statement } = guaranteeById(file.guarantee);
  const said = confirmationOf(file);
  const policies = policiesOf(file);
  const game = Object.values(policies)[0].game;
  const parameters = Object.entries(file.parameters).map(([name, text]) => `${safe(name)} = ${safe(text)}`);
  const about = fields([
    ['Algorithm', safe(file.algorithm)],
    ['Statement', statement],
    ['Regime', regimeTitle(file.regime)],
    ...(parameters.length === 0 ? [] : [['Parameters', parameters.join(', ')] as const]),
  ]);
  return [
    wrap(`${file.guarantee} breaks${said.word === UNCHECKED ? `, ${confirmationText(said)}` : ''}`, '  ', ''),
    indented(about),
    indented(`${describeHead(game, policies)}\n\n${drawGame(game, policies)}`),
    indented(violationText(file)),
    ...(said.word === UNCHECKED ? [] : [indented(wrap(`C${confirmationText(said).slice(1)}`))]),
  ].join('\n\n');
}

function policiesOf(file: CheckCounterexample): Record<string, Policy> {
  const game = gameFromJson(file.game);
  return Object.fromEntries(
    Object.entries(file.policies).map(([name, policy]) => [name, policyFromJson(game, policy)]),
  );
}

function violationText({ violation: { expected, left, right, gap, where } }: CheckCounterexample): string {
  const side = ({ label, value }: typeof left): string => `${safe(label)} = ${exactAndDecimal(safe(value))}`;
  return fields([
    ['Should hold', safe(expected)],
    ['Left side', side(left)],
    ['Right side', side(right)],
    ['Gap', exactAndDecimal(safe(gap))],
    ...(where === undefined ? [] : [['Where', safe(where)] as const]),
  ]);
}

/** How a step went wrong, and on which game and policy. */
export function describeFailure({ message, on }: Failure): string {
  const head = wrap(`The step failed: ${safe(message)}`, '  ', '');
  if (on === undefined) return head;
  const game = gameFromJson(on.game);
  const old = policyFromJson(game, on.policy);
  return `${head}\n\n${indented(`${describeHead(game, { old })}\n\n${drawGame(game, { old })}`)}`;
}
