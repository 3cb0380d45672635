import type { EngineName } from './engine.js';
import type { Trouble } from './engineError.js';

/** An engine that `auto` passed over, why, and what would change that. */
export interface Rejection extends Trouble {
  readonly engine: EngineName;
}
