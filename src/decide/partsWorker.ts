import { parentPort, workerData } from 'node:worker_threads';
import { loadAlgorithm, UserFileError } from '../userAlgorithm/loadFile.js';
import { type Parts, partsOf } from './parts.js';

/** What the thread answers: the parts; the name of an algorithm that is code; or why the file does not load. */
export type PartsMessage = { readonly parts: Parts } | { readonly code: string } | { readonly problem: string };

/** Loads a user's file in a thread of its own, and answers with its parts. */
async function answer(): Promise<PartsMessage> {
  try {
    const algorithm = await loadAlgorithm(workerData as string);
    return 'step' in algorithm ? { code: algorithm.name } : { parts: partsOf(algorithm) };
  } catch (error) {
    if (error instanceof UserFileError) return { problem: error.message };
    throw error;
  }
}

parentPort?.postMessage(await answer());
