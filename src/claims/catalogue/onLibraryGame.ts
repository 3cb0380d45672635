import type { LibraryGame } from '../../game/library/libraryGame.js';
import { policyFromJson } from '../../policy/policyFile.js';
import type { Instance } from '../instance.js';

/** The instance that starts at the game's own start policy. Throws RangeError for a game without one. */
export function onLibraryGame(entry: LibraryGame | undefined, parameters: Instance['parameters']): Instance {
  if (entry?.start === undefined) throw new RangeError('no library game with a start policy');
  const game = entry.build();
  return { game, policies: { old: policyFromJson(game, entry.start) }, parameters };
}
