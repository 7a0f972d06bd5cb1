import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { EmbeddedServer } from '@aisha/embedded';
import { afterThisTest, eventually } from '@aisha/testing';
import { EmbeddedServers } from './embedded-servers.mts';

/** Starts a played server that dies `livesMs` after each of its starts. */
const setup = async (livesMs: number, settledAfterMs: number) => {
  const gaveUp: string[] = [];
  const servers = new EmbeddedServers(
    () => undefined,
    (sentence) => gaveUp.push(sentence),
    { settledAfterMs },
  );
  afterThisTest(() => servers.stop());
  let started = 0;
  const begin = async (): Promise<EmbeddedServer> => {
    started += 1;
    return { url: 'redis://127.0.0.1', port: 1, pid: 1, exited: delay(livesMs), stop: async () => undefined };
  };
  await servers.start('redis', begin);
  return { gaveUp, starts: () => started };
};

describe('a server of the product', () => {
  it('a server of the product is started again however often it dies, if it lives long enough in between', async () => {
    const { gaveUp, starts } = await setup(10, 5);

    await eventually(() => starts() > 10);
    expect(gaveUp).toEqual([]);
  });

  it('a server of the product is stopped even if it is still starting when the stop comes', async () => {
    const { promise, resolve } = Promise.withResolvers<EmbeddedServer>();
    const servers = new EmbeddedServers(
      () => undefined,
      () => undefined,
    );
    const stopped: string[] = [];
    void servers.start('redis', () => promise);

    const stopping = servers.stop();
    const stop = async () => void stopped.push('redis');
    resolve({ url: 'redis://127.0.0.1', port: 1, pid: 1, exited: new Promise(() => {}), stop });
    await stopping;

    expect(stopped).toEqual(['redis']);
  });

  it('a server of the product is given up when it dies right after its start five times in a row', async () => {
    const { gaveUp, starts } = await setup(0, 10_000);

    await eventually(() => expect(gaveUp).toEqual(['redis ended 5 times in a row.']));
    expect(starts()).toBe(5);
  });
});
