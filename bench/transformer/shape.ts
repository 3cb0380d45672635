/** The sizes of a step: rows of turns · tokens tokens, all of them written by the policy, through a transformer. */
export interface Shape {
  readonly trajectories: number;
  readonly turns: number;
  /** Of each response. */
  readonly tokens: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly vocabulary: number;
  /** How often each trajectory is there (default once): loss and gradient, which are means, do not change with it. */
  readonly copies?: number;
}

/** The step that all engines are compared by. */
export const FULL: Shape = { trajectories: 64, turns: 4, tokens: 16, width: 128, layers: 4, heads: 4, vocabulary: 64 };

/** What a GPU done in software can do in seconds. */
export const SMALL: Shape = { ...FULL, trajectories: 4, turns: 2, layers: 1 };

/** "64 trajectories × 4 turns × 16 tokens, width 128, 4 layers, 4 heads, vocabulary 64". */
export function shapeText({ trajectories, turns, tokens, width, layers, heads, vocabulary }: Shape): string {
  return `${trajectories} trajectories × ${turns} turns × ${tokens} tokens, width ${width}, ${layers} layers, ${heads} heads, vocabulary ${vocabulary}`;
}
