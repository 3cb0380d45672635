/** A question that is no sentence over the reals, or none that this program knows how to write; the message says why. */
export class NotDecidable extends Error {
  override readonly name = 'NotDecidable';
}
