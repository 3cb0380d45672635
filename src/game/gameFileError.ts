/** A file that does not hold what it should: one line that names the file, the place in it, the mistake and the fix. */
export class GameFileError extends Error {
  override readonly name = 'GameFileError';
}
