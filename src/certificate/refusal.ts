/** The certificate does not show what it says. */
export class Rejected extends Error {}

/** No rule of this checker speaks of what the certificate says. */
export class Uncovered extends Error {}
