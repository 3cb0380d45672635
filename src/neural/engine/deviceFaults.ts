import { beginWait } from './calmPolling.js';
import type { Engine } from './engine.js';
import { EngineError, firstLine } from './engineError.js';

/** What this program uses of WebGPU's GPUDevice. */
export interface WatchedDevice {
  readonly addEventListener: (
    type: 'uncapturederror',
    listener: (event: { readonly error: { readonly message: string }; preventDefault(): void }) => void,
  ) => void;
}

/**
 * `read` for a device whose errors come as events, after the call that they belong to: from the first one on every
 * reading rejects with an EngineError. Without this a batch that is too large for the card would be computed as zeros.
 */
export function readUnlessFaulty(device: WatchedDevice, read: Engine['read']): Engine['read'] {
  let fault: EngineError | undefined;
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    fault ??= new EngineError('webgpu', {
      cause: `the device fails: ${firstLine(event.error.message).replace(/\.$/, '')}`,
      cure: 'use smaller batches or a smaller network; if that does not help, update the driver of the GPU',
    });
  });
  return async (tensor) => {
    beginWait();
    const values = await read(tensor);
    if (fault !== undefined) throw fault;
    return values;
  };
}
