import { describe, expect, it } from '@jest/globals';
import { Database } from '@aisha/database';
import { statementsOf } from '@aisha/testing';
import { Clock, Logger } from '@aisha/platform';
import { desk } from '../../spec/desk';
import { ModelDaysReader } from './model-days.reader';
import { DaysReader } from './days.reader';
import { DAYS_SHOWN, MeasureDays } from './measure-days';

/** The desk, whose own measuring has ended, so that it measures nothing in between; and measuring that runs when the test says so. */
const setup = async () => {
  const { app, postgres } = await desk();
  await app.get(MeasureDays).beforeApplicationShutdown();
  const database = app.get(Database);
  const days = new MeasureDays(
    database,
    app.get(DaysReader),
    app.get(ModelDaysReader),
    app.get(Clock),
    Logger.silent(),
  );
  return { database, postgres, days };
};

describe('the figures of days', () => {
  it('a day that is over is measured once, and costs no statement in later runs', async () => {
    const { database, days } = await setup();
    await days.run();
    expect(await days.last(DAYS_SHOWN)).toHaveLength(DAYS_SHOWN);
    const statements = statementsOf(database);

    await days.run();

    // One statement reads which days are measured. Today and yesterday need two more each, which find that the day is not due again: one for
    // orders and one for models.
    expect(statements.length).toBeLessThan(DAYS_SHOWN / 2);
  });

  it('a day whose measurement died is measured by the next run', async () => {
    const { postgres, days } = await setup();
    await days.run();
    await postgres.admin.query(
      `UPDATE console.measurement SET figures = NULL WHERE name = (SELECT name FROM console.measurement WHERE name LIKE 'day:%' ORDER BY name LIMIT 1)`,
    );
    expect(await days.last(DAYS_SHOWN)).toHaveLength(DAYS_SHOWN - 1);

    await days.run();

    expect(await days.last(DAYS_SHOWN)).toHaveLength(DAYS_SHOWN);
  });

  it.each([
    ['before its end', '10 hours'],
    ['while its last orders were still settled', '24 hours 30 minutes'],
  ])(
    'a day whose last measurement came %s is measured again when the desk has been down for a day',
    async (_, after) => {
      const { postgres, days } = await setup();
      await days.run();
      const last = await days.last(DAYS_SHOWN);
      const { day } = last.at(-3)!;
      await postgres.admin.query(
        `UPDATE console.measurement SET figures = '{"people": 1}', begun_at = $1::date + $2::interval WHERE name IN ('day:' || $1, 'models:' || $1)`,
        [day, after],
      );

      await days.run();

      expect(await days.last(DAYS_SHOWN)).toEqual(last);
    },
  );
});
