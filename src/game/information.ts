/**
 * What the policy sees at a decision node; nodes that look alike share an information set and so one distribution.
 * - `full`: every node is its own set (the paper's theorems).
 * - `truncated` w: the turn number and the last w turns (actions and the observations after them); a node whose
 *   whole past fits into w turns also sees the initial context.
 * - `shared` w: as truncated, but without the turn number: one set may span turns (parameter sharing).
 * - `sets`: listed by name; nodes that are not listed are their own set.
 */
export type Information =
  | { readonly kind: 'full' }
  | { readonly kind: 'truncated'; readonly window: number }
  | { readonly kind: 'shared'; readonly window: number }
  | { readonly kind: 'sets'; readonly sets: Readonly<Record<string, readonly string[]>> };

/** The paper's setting: every history is its own information set. */
export const FULL_INFORMATION: Information = { kind: 'full' };
