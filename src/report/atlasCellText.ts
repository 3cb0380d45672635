import picocolors from 'picocolors';
import { confirmationText } from '../certify/confirm.js';
import { advantageOf } from '../atlas/advantages.js';
import { type Cell, verdictOf } from '../atlas/cell.js';
import { columnOf } from '../atlas/columns.js';
import { parseRow } from '../atlas/row.js';
import { updateOf } from '../atlas/updates.js';
import { type AtlasStory, atlasStoryOf } from './atlasStory.js';
import { informationTitle } from './atlasTable.js';
import { evidenceOf } from './atlasWords.js';
import { informationText, drawGame } from './describeGame.js';
import { exactAndDecimal } from './numberText.js';
import { fields, indented, safe } from './plainText.js';

/**
 * One cell for a terminal: the combination in words, the guarantee, the verdict and its evidence; if it is refuted the
 * counterexample drawn, with the policy before and after one iteration, and both sides of what should hold.
 */
export function atlasCellText(cell: Cell, options: { readonly colour: boolean }): string {
  const { bold } = picocolors.createColors(options.colour);
  const section = (title: string, body: string): string => `${bold(title)}\n${indented(body)}`;
  const about = `${bold(`${cell.row}: ${cell.column}`)}\n${fields(factsOf(cell))}`;
  if (cell.counterexample === undefined) return about;
  const story = atlasStoryOf(cell, cell.counterexample);
  const { instance, policies } = story;
  return [
    about,
    section('The game, with the policy before and after one iteration', drawGame(instance.game, policies)),
    ...(story.enclosed ? [indented(ENCLOSED)] : []),
    section('What fails', fields(violationFacts(story))),
  ].join('\n\n');
}

/** What a reader must know of a drawing whose new policy is enclosed. */
export const ENCLOSED = 'The new probabilities are enclosed to 30 digits; their middles are shown.';

/** What a cell is about, and what was found, as names and texts. */
export function factsOf(cell: Cell): (readonly [string, string])[] {
  const { advantage, update, order, information, turns } = parseRow(cell.row);
  const { guarantee } = columnOf(cell.column);
  return [
    ['Advantage', advantageOf(advantage).title],
    ['Update', updateOf(update).title],
    ['Order', order === 'simultaneous' ? 'all turns at once' : `${order}, turn after turn`],
    ['Regime', `${informationTitle(information)}${turns === 'single' ? '; games of one turn' : ''}`],
    ['Guarantee', guarantee.statement],
    ['Verdict', verdictOf(cell)],
    ['Evidence', evidenceOf(cell)],
    ...(cell.counterexample === undefined
      ? []
      : [['Checker', safe(confirmationText(cell.counterexample.confirmation))] as [string, string]]),
  ];
}

/** Both sides of what should hold, the gap, and with what it was run. */
export function violationFacts({ instance, violation }: AtlasStory): (readonly [string, string])[] {
  const { expected, left, right, gap, where } = violation;
  const parameters = Object.entries(instance.parameters).map(([name, text]) => `${safe(name)} ${safe(text)}`);
  return [
    ['Should hold', safe(expected)],
    [safe(left.label), exactAndDecimal(safe(left.value))],
    [safe(right.label), exactAndDecimal(safe(right.value))],
    ['Gap', exactAndDecimal(safe(gap))],
    ...(where === undefined ? [] : [['Where', safe(where)] as const]),
    ['Run with', parameters.join(', ')],
    ...(instance.game.information.kind === 'full' ? [] : [['Policy sees', informationText(instance.game)] as const]),
  ];
}
