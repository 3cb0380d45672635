/** Why the atlas differs from Table 1. */
export const DIFFERENCES: ReadonlyMap<string, string> = new Map();
