import { afterEach, describe, expect, it, vi } from 'vitest';
import { beginWait, calmPolling } from '../../../src/neural/engine/calmPolling.js';

/** As Dawn's binding asks: with a nameless native function. */
function nativeFunction(): () => void {
  const native = function (): void {}.bind(undefined);
  Object.defineProperty(native, 'name', { value: '' });
  return native;
}

describe('polling', () => {
  const eager = vi.fn();
  const original = globalThis.setImmediate;
  globalThis.setImmediate = Object.assign(eager, { marked: true }) as unknown as typeof setImmediate;
  calmPolling();
  const calm = globalThis.setImmediate;
  globalThis.setImmediate = original;
  afterEach(() => vi.restoreAllMocks());

  it('is eager at first, and then once a millisecond', () => {
    const timeout = vi.spyOn(globalThis, 'setTimeout').mockReturnValue(0 as never);
    const now = vi.spyOn(performance, 'now');
    now.mockReturnValue(1000);
    beginWait();
    now.mockReturnValue(1001.9);
    calm(nativeFunction());
    expect([eager.mock.calls.length, timeout.mock.calls.length]).toEqual([1, 0]);
    now.mockReturnValue(1002.1);
    calm(nativeFunction());
    expect([eager.mock.calls.length, timeout.mock.calls.length]).toEqual([1, 1]);
    expect(timeout.mock.calls[0][1]).toBe(1);
  });

  it('leaves everybody else alone', () => {
    vi.spyOn(performance, 'now').mockReturnValue(1e9);
    eager.mockClear();
    const own = (): void => undefined;
    (calm as (callback: (part: string) => void, part: string) => unknown)(own, 'part');
    calm(own.bind(undefined));
    expect(eager.mock.calls).toEqual([[own, 'part'], [expect.any(Function)]]);
    expect(calm).toHaveProperty('marked', true);
  });

  it('is changed once', () => {
    const before = globalThis.setImmediate;
    calmPolling();
    expect(globalThis.setImmediate).toBe(before);
  });
});
