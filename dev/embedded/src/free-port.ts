import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * The range of our ports. It lies below the ports that systems give to outgoing connections (Linux: from 32768, macOS and Windows: from
 * 49152). Such a connection could otherwise take a port after we have chosen it and before we use it.
 */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;

/**
 * Into how many parts the range of ports is divided. A test file and the product that it starts choose ports from one part. Test files that
 * run at the same time choose from different parts; otherwise a process could take a port that another process has chosen and not used yet.
 */
const PARTS = 16;
const worker = process.env['JEST_WORKER_ID'];
const draw = (): number => {
  const part = worker === undefined ? randomInt(PARTS) : Number(worker) % PARTS;
  return FIRST_PORT + part + PARTS * randomInt((LAST_PORT - FIRST_PORT) / PARTS);
};

const chosen = new Set<number>();

/** Whether nobody listens on this port of 127.0.0.1 now. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** A port that this process has not handed out before. It may be in use: the caller finds out by listening there. */
export const anotherPort = (): number => {
  for (let port = draw(); ; port = draw()) {
    if (chosen.has(port)) continue;
    chosen.add(port);
    return port;
  }
};

/** A TCP port on 127.0.0.1 that is free and that this process has not handed out before; the preferred port if it is such a port. */
export const freePort = async (preferred?: number): Promise<number> => {
  for (let port = preferred ?? draw(); ; port = draw()) {
    if (chosen.has(port)) continue;
    chosen.add(port);
    if (await isFree(port)) return port;
  }
};
