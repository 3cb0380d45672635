import { existsSync } from 'node:fs';
import { probe } from '../../../../src/neural/engine/probe.js';

/** Where Debian's chromium-common has SwiftShader, a Vulkan driver in software. */
const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** An adapter to test on, or why there is none. */
export type WebgpuHere = { readonly adapter: string | undefined } | { readonly missing: string };

/**
 * Finds a webgpu adapter: SwiftShader, made visible unless VK_ICD_FILENAMES says otherwise, or else a GPU. None is a
 * failure on CI, where SwiftShader is installed for this; elsewhere it is told and the tests that need one are not
 * registered, so that nothing counts as passed.
 */
export async function webgpuHere(): Promise<WebgpuHere> {
  if (existsSync(SWIFTSHADER)) process.env['VK_ICD_FILENAMES'] ??= SWIFTSHADER;
  const software = await probe({ name: 'webgpu', adapter: 'SwiftShader' });
  if (software.works) return { adapter: 'SwiftShader' };
  if (process.env['CI'] === 'true')
    throw new Error(`CI must check the webgpu engine on SwiftShader: ${software.cause}; ${software.cure}`);
  const gpu = await probe({ name: 'webgpu' });
  return gpu.works ? { adapter: undefined } : { missing: `${gpu.cause}; ${gpu.cure}` };
}
