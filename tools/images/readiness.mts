import { setTimeout as pause } from 'node:timers/promises';

const READY_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** Asks an address until it answers that all is well. If it never does, the error names `what`. */
export const untilReady = async (what: string, url: string, signal?: AbortSignal): Promise<void> => {
  for (const deadline = performance.now() + READY_WITHIN_MS; performance.now() < deadline; await pause(LOOK_EVERY_MS)) {
    signal?.throwIfAborted();
    if ((await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined))?.ok) return;
  }
  throw new Error(`${what} is not ready after ${READY_WITHIN_MS / 1_000} s`);
};
