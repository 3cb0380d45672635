/** The paper's setting: every history is its own information set. */
export const FULL_INFORMATION = { kind: 'full' };
