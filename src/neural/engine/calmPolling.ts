/** For so many milliseconds Dawn may ask as often as it can whether the device is done; then once a millisecond. */
const EAGER = 2;

let waitingSince = 0;
let isCalm = false;

/** To be called when a wait for the device begins. */
export function beginWait(): void {
  waitingSince = performance.now();
}

/**
 * Makes waiting for the device cheap. Dawn's Node binding asks by setImmediate, each time with a new native function,
 * whether the device is done: some hundred thousand times a second on an idle core. That garbage costs later: giving
 * back its memory stopped a training step for 10 ms.
 */
export function calmPolling(): void {
  if (isCalm) return;
  isCalm = true;
  const eager = globalThis.setImmediate;
  const calm = (callback: (...parts: unknown[]) => void, ...parts: unknown[]): unknown => {
    if (!isNative(callback) || performance.now() - waitingSince < EAGER) return eager(callback, ...parts);
    return setTimeout(callback, 1, ...parts);
  };
  Object.defineProperties(calm, Object.getOwnPropertyDescriptors(eager));
  globalThis.setImmediate = calm as typeof eager;
}

/** Is this a function made by native code? Only Dawn's are without a name. */
function isNative(callback: (...parts: unknown[]) => void): boolean {
  return callback.name === '' && /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(callback));
}
