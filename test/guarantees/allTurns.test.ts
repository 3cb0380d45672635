import { expect, test } from 'vitest';
import { decision, game, terminal } from '../../src/game/builders.js';
import { ALL_TURNS, ONE_SWEEP } from '../../src/guarantees/optimality.js';
import { instanceOf, stepThrough, type Texts } from './support.js';

const ARMS = game('arms', decision({ a: terminal(0), b: terminal(1) }));
const TWICE = game('twice', decision({ a: terminal(0), b: decision({ a: terminal(0), b: terminal(1) }) }));

/** Policies that reach the optimum with the last of them. */
const onArms: Texts[] = [[['1/2', '1/2']], [['1/4', '3/4']], [['0', '1']]];
const onTwice: Texts[] = [...onArms, [['0', '1']]].map(([set], n) => [set, n === 3 ? ['0', '1'] : ['1/2', '1/2']]);

const afterOne = (of: typeof ARMS, policies: readonly Texts[]): unknown =>
  ONE_SWEEP.check(stepThrough(policies))(instanceOf(of, policies[0])).status;
const afterTurns = (of: typeof ARMS, policies: readonly Texts[]): unknown =>
  ALL_TURNS.check(stepThrough(policies))(instanceOf(of, policies[0])).status;

test('one sweep is one', () => {
  expect([afterOne(ARMS, onArms), afterOne(ARMS, onArms.slice(1))]).toEqual(['violated', 'holds']);
});

test('T iterations are T: not one more, and not one less', () => {
  expect([afterTurns(ARMS, onArms), afterTurns(ARMS, onArms.slice(1))]).toEqual(['violated', 'holds']);
  expect([afterTurns(TWICE, onTwice), afterTurns(TWICE, onTwice.slice(1))]).toEqual(['violated', 'holds']);
});
