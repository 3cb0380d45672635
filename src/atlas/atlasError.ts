/** A row, column or file of the atlas that is none: one line that says what is wrong, and what would be right. */
export class AtlasError extends Error {
  override readonly name = 'AtlasError';
}
