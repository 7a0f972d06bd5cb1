import { once } from 'node:events';
import { connect } from 'node:net';
import { StartError } from './start-error.mts';

const WITHIN_MS = 5_000;
const REDIS_PORT = 6_379;

/**
 * Throws StartError when nothing listens at the address of Redis in this variable; of several sentinels it tries the first. Without this
 * check every app would complain for a minute.
 */
export const somebodyAnswers = async (name: string, url: string): Promise<void> => {
  const { hostname, port } = new URL(url.replace(/,[^/#]*/, '')); // takes the first of a list of sentinels
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(port) || REDIS_PORT, timeout: WITHIN_MS });
  socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
  try {
    await once(socket, 'connect');
  } catch (error) {
    throw new StartError(`${name}: nobody answers there (${(error as NodeJS.ErrnoException).code}).`);
  } finally {
    socket.destroy();
  }
};
