import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A baseline in a process of its own. */
interface BaselineProcess {
  readonly url: string;
  readonly pid: number;
  /** The time from the start of the process to its first answer. */
  readonly readyInMs: number;
  stop(): Promise<void>;
}

export const startBaseline = async (
  name: 'fastify' | 'nest' | 'telegraf' | 'whole-orders',
  told: object = {},
): Promise<BaselineProcess> => {
  const startedAt = performance.now();
  const child = fork(path.join(import.meta.dirname, `${name}.mts`), [JSON.stringify(told)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true, // a terminal's Ctrl-C reaches this process alone; the child ends when its pipe to us closes
  });
  const gone = once(child, 'exit');
  const [message] = await Promise.race([
    once(child, 'message'),
    gone.then(([code]) => Promise.reject(new Error(`${name} ended with ${String(code)} before it was ready`))),
  ]);
  const { url } = message as { url: string };
  await (await fetch(url)).body?.cancel();
  return {
    url,
    pid: child.pid ?? 0,
    readyInMs: performance.now() - startedAt,
    stop: async () => {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
};
