const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Runs `load`, and takes away the handlers for errors of the whole process that it has installed. Code that Emscripten
 * makes does that, and throws again whatever it gets: Node then prints a line of that code, which can be all of it, as
 * the place of an error that has nothing to do with it.
 */
export async function withoutForeignHandlers<T>(load: () => Promise<T>): Promise<T> {
  const before = EVENTS.map((event) => new Set(process.rawListeners(event)));
  try {
    return await load();
  } finally {
    EVENTS.forEach((event, n) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[n].has(listener)) process.removeListener(event, listener as () => void);
      }
    });
  }
}
