import { type Row } from './row.js';
import { updateOf } from './updates.js';

/** A reason to leave combinations out of the atlas. */
export interface Exclusion {
  /** A few words that name it. */
  readonly id: string;
  /** Why the combination would say nothing, in a sentence. */
  readonly reason: string;
  readonly excludes: (row: Row) => boolean;
}

const isGradient = ({ update }: Row): boolean => updateOf(update).surrogate.kind === 'gradient';

/** Every reason; a row is sensible when none applies. */
export const EXCLUSIONS: readonly Exclusion[] = [
  {
    id: 'tokens need full information',
    reason:
      'A token is a decision of its own, which sees the tokens before it: with less than full information it has no information set.',
    excludes: ({ update, information }) => updateOf(update).kind === 'clip-token' && information !== 'full',
  },
  {
    id: 'tokens go turn by turn or together',
    reason:
      'Token-level methods update all tokens at once; the reverse order is kept for comparison, the others have no example.',
    excludes: ({ update, order }) =>
      updateOf(update).kind === 'clip-token' && (order === 'forward' || order === 'random'),
  },
  {
    id: 'joint ratio needs a sequence',
    reason:
      'Where all turns are updated at once no turn knows the ratio of another, so that the joint ratio is the ratio of the turn.',
    excludes: ({ update, order }) => updateOf(update).kind === 'clip-joint' && order === 'simultaneous',
  },
  {
    id: 'gradient steps go together or in reverse',
    reason:
      'The common methods take one gradient step for all turns; SeeUPO takes one a turn, in reverse. Forward and random orders have no example.',
    excludes: (row) => isGradient(row) && (row.order === 'forward' || row.order === 'random'),
  },
  {
    id: 'no critic for the joint ratio',
    reason:
      'The joint ratio is the weight of a whole trajectory and belongs with one advantage for the trajectory; GAE has one for each turn.',
    excludes: ({ update, advantage }) => updateOf(update).kind === 'clip-joint' && advantage.startsWith('gae:'),
  },
  {
    id: 'one turn has no order',
    reason: 'With a single turn every order is the same, and so are the ratio of the turn and the joint ratio.',
    excludes: ({ turns, order, update }) =>
      turns === 'single' && (order !== 'simultaneous' || updateOf(update).kind === 'clip-joint'),
  },
];

/** Why the combination is left out, or undefined when it makes sense. */
export function whyNot(row: Row): Exclusion | undefined {
  return EXCLUSIONS.find(({ excludes }) => excludes(row));
}
