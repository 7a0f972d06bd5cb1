import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InboxServer } from '@aisha/messaging';
import { ROUTER_OPTIONS } from '@aisha/platform/start';
import { afterThisTest } from '../timing/after-this-test';
import { testRedisUrl } from '../servers/addresses';
import { onRedis, type OwnRedis } from '../servers/on-redis';

interface StartedAppOptions {
  /**
   * The variables of the app. Unless they say otherwise, its log is silent and its queue is in a Redis of this test. With an empty
   * REDIS_URL, or on a machine without redis-server, the queue is in the test's own database.
   */
  readonly environment: Readonly<Record<string, string>>;
  /** Called when the app is built and before it serves, so that the first run of its periodic work finds the planted rows. */
  readonly plant?: (app: NestFastifyApplication) => Promise<void>;
}

/** Starts an app as it is deployed, with its environment, its inbox and its health page. The app stops after the test. */
export async function startedApp(
  module: Type,
  { environment, plant }: StartedAppOptions,
): Promise<{ app: NestFastifyApplication; url: string }> {
  const before = process.env;
  afterThisTest(async () => void (process.env = before));
  process.env = {
    ...before,
    LOG_LEVEL: process.env['SPEC_LOG'] ?? 'silent',
    REDIS_URL: environment['REDIS_URL'] ?? (testRedisUrl() ? await queueOfThisTest() : ''),
    ...environment,
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter({ routerOptions: ROUTER_OPTIONS }),
    {
      logger: false,
      abortOnError: false,
    },
  );
  afterThisTest(() => app.close());
  await plant?.(app);
  app.connectMicroservice({ strategy: app.get(InboxServer) });
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl() };
}

let queue: Promise<OwnRedis> | undefined;

/**
 * Gives all apps of a test one queue of their own: in a Redis shared with other specs they would take each other's
 * jobs.
 */
async function queueOfThisTest(): Promise<string> {
  if (!queue) {
    queue = onRedis();
    afterThisTest(() => Promise.resolve(void (queue = undefined)));
  }
  return (await queue).url;
}
