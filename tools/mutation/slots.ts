import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Order } from './slot.js';

/** A child process that runs tests in the tree `folder`; made anew where one ended, as a mutant may make it do. */
export class Slot {
  private child: ChildProcess | undefined;

  constructor(
    readonly folder: string,
    private readonly env: Readonly<Record<string, string>> = {},
  ) {}

  /** The child's answer; undefined where it ended without one. */
  async ask(order: Order): Promise<Answer | undefined> {
    const child = (this.child ??= fork(fileURLToPath(new URL('slot.ts', import.meta.url)), [this.folder], {
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }));
    return await new Promise((resolve) => {
      const done = (answer?: Answer): void => {
        child.off('message', done).off('exit', gone);
        if (answer?.outOfTime !== false) this.close();
        resolve(answer);
      };
      const gone = (): void => {
        done();
      };
      child.on('message', done).on('exit', gone);
      child.send(order);
    });
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

/** Does `work` with every item, as many at a time as there are slots. */
export async function share<Item>(
  slots: readonly Slot[],
  items: readonly Item[],
  work: (item: Item, slot: Slot) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    slots.map(async (slot) => {
      for (const item of queue) await work(item, slot);
      slot.close();
    }),
  );
}
