import { once } from 'node:events';
import { connect } from 'node:net';
import { StartError } from './start-error.mts';

const WITHIN_MS = 5_000;
const PORTS = { redis: 6_379, 'redis-sentinel': 26_379 };

/** The host and port of a Redis, or of the first of several sentinels. Throws StartError when the address has none. */
export const firstServerOf = (name: string, url: string): { readonly host: string; readonly port: number } => {
  const [, protocol, server] = /^(rediss?|redis-sentinel):\/\/(?:[^@/#]*@)?([^,/#?]+)/.exec(url) ?? [];
  if (server === undefined || !URL.canParse(`redis://${server}`))
    throw new StartError(
      `${name}: must be an address such as redis://login:password@host:6379, in whose password / # @ and % are written %2F %23 %40 and %25.`,
    );
  const { hostname, port } = new URL(`redis://${server}`);
  const usual = protocol === 'redis-sentinel' ? PORTS['redis-sentinel'] : PORTS.redis;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || usual };
};

/**
 * Throws StartError when nothing listens at the address of Redis in this variable; of several sentinels it tries the first. Without this
 * check every app would complain for a minute.
 */
export const somebodyAnswers = async (name: string, url: string): Promise<void> => {
  const socket = connect({ ...firstServerOf(name, url), timeout: WITHIN_MS });
  socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
  try {
    await once(socket, 'connect');
  } catch (error) {
    throw new StartError(`${name}: nobody answers there (${(error as NodeJS.ErrnoException).code}).`);
  } finally {
    socket.destroy();
  }
};
