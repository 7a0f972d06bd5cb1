import { DAY_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock, DatabaseAppConfig, PlatformModule, SystemClock } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, readableLog } from '@aisha/testing';
import { DatabaseModule } from './database.module';

class Config extends DatabaseAppConfig {
  override LOG_LEVEL = 'silent' as const;
}

/** A clock that is further than this from the real time is wrong. */
const MINUTE_MS = 60_000;

/** The lease of an order (`POLL_LEASE_MS`). */
const LEASE_MS = 30_000;

const isRight = (clock: Clock): boolean => Math.abs(clock.now().getTime() - Date.now()) < MINUTE_MS;

/** The clock of an app that starts while its machine's clock is a day ahead. */
const startedTomorrow = async (): Promise<SystemClock> => {
  const { urlOf } = await onPostgres('billing');
  process.env['DATABASE_URL'] = urlOf('billing');
  class AppModule {}
  Module({ imports: [PlatformModule.forApp('billing', Config), DatabaseModule.forSchema('billing', Config)] })(
    AppModule,
  );
  const today = Date.now;
  Date.now = () => today() + DAY_MS;
  try {
    const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
    afterThisTest(() => app.close());
    return app.get(Clock);
  } finally {
    Date.now = today;
  }
};

describe('the time of an app', () => {
  it('an app whose machine is a day ahead has the time of Postgres before it takes any work', async () => {
    expect(isRight(await startedTomorrow())).toBe(true);
  });

  it('an app whose time went wrong corrects it before a lease has ended, and at its next look if its machine has slept', async () => {
    const { database } = await onPostgres('billing');
    const { log, lines } = readableLog();
    const followed = async () => {
      let sleptMs = 0;
      const clock = new SystemClock(() => Date.now() + sleptMs);
      const module = new DatabaseModule(database, clock, log);
      await module.onModuleInit();
      module.onApplicationBootstrap();
      afterThisTest(() => module.beforeApplicationShutdown());
      return { clock, sleep: () => (sleptMs = DAY_MS) };
    };
    const [other, slept] = [await followed(), await followed()]; // this one looks first
    const daysOff = () => lines('clock.corrected').map(({ aheadMs }) => Math.round(Number(aheadMs) / DAY_MS));

    await other.clock.follow(() => Promise.resolve(new Date(Date.now() + 2 * DAY_MS)));
    await slept.clock.follow(() => Promise.resolve(new Date(Date.now() + DAY_MS)));
    slept.sleep();
    await eventually(() => expect(daysOff()).toEqual([1, 2]), { timeoutMs: LEASE_MS });

    expect([slept.clock, other.clock].map(isRight)).toEqual([true, true]);
  });
});
