import { columns } from './columns.js';
import { counted, readable, readableEquation } from './numberText.js';
import { indented, safe, wrap } from './plainText.js';
import type { ChangedSet, TurnTrace, UpdateTrace } from './traceSweep.js';

/** Of a turn with more information sets, the rest are counted. */
const SHOWN_SETS = 12;

/** What each turn of a sweep did, in words and columns. */
export function traceText(turns: readonly TurnTrace[]): string {
  return turns.map(turnText).join('\n\n');
}

/**
 * What a reader must know besides: which histories took another distribution than their update's; and that J after
 * a turn is of a policy that shared parameters cannot play, where a set spans turns. Empty when nothing.
 */
export function traceNotes(turns: readonly TurnTrace[], changed: readonly ChangedSet[]): string[] {
  const sets = turns.flatMap(({ updates }) => updates.map(({ set }) => set));
  const spans = new Set(sets).size < sets.length;
  const given = changed.map(({ set, actions }) => {
    const odds = actions.map(({ label, probability }) => `${safe(label)} ${readable(probability)}`);
    return `at "${safe(set)}" ${odds.join(', ')}`;
  });
  return [
    ...(changed.length === 0
      ? []
      : [
          `Then the histories that no path reaches took the worst distribution, as the claim allows any: ${given.join('; ')}.`,
        ]),
    ...(spans
      ? [
          'J after a turn lets every turn act as it was updated. An information set that spans turns has one distribution: its last update stays, and makes the policy "new".',
        ]
      : []),
  ];
}

function turnText({ turn, updates, returnAfter }: TurnTrace): string {
  const moved = updates.filter((update) => update.moved);
  const still = updates.length - moved.length;
  // A small turn is shown whole; of a large one, what moved is of interest.
  const candidates = updates.length <= SHOWN_SETS ? updates : moved;
  const shown = candidates.slice(0, SHOWN_SETS);
  const more = moved.length - shown.filter((update) => update.moved).length;
  const notes = [
    ...(more === 0 ? [] : [`… and ${counted(more, 'more information set')} moved`]),
    ...(candidates === updates || still === 0 ? [] : [`${counted(still, 'information set')} stayed where it was`]),
  ];
  return [
    `Turn ${turn}`,
    ...shown.map((update) => indented(updateText(update))),
    ...notes.map(indented),
    indented(`afterwards ${readableEquation('J', returnAfter)}`),
  ].join('\n');
}

function updateText(update: UpdateTrace): string {
  const { actions } = update;
  const hasParts = actions.every(({ gain }) => gain !== undefined);
  const head = ['action', 'old', ...(hasParts ? ['E[M⁺]', 'E[M⁻]', 'E[M]'] : ['Q']), 'new'];
  const rows = actions.map(({ label, old, gain, loss, mean, candidate }) => [
    safe(label),
    readable(old),
    ...(gain === undefined || loss === undefined ? [] : [readable(gain), readable(loss)]),
    readable(mean),
    readable(candidate),
  ]);
  return `${wrap(whereText(update), '  ', '')}\n${indented(columns([head, ...rows]))}`;
}

/** Which information set, and which histories decided. */
export function whereText({ set, histories }: UpdateTrace): string {
  if (histories.length === 1) {
    const [{ name }] = histories;
    return name === set ? `at "${safe(name)}"` : `at "${safe(set)}", decided by the history "${safe(name)}"`;
  }
  const weights = histories.map(({ name, weight }) => `"${safe(name)}" (reached with ${readable(weight)})`);
  const listed =
    weights.length <= SHOWN_SETS ? weights : [...weights.slice(0, SHOWN_SETS), `${weights.length - SHOWN_SETS} more`];
  return `at "${safe(set)}", decided by ${listed.join(', ')}`;
}
