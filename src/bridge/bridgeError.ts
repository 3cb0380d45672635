/** A request that the meeting of the two roads cannot serve: one line that says what, and what to do instead. */
export class BridgeError extends Error {
  override readonly name = 'BridgeError';
}
