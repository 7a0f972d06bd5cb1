import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { MeasurementStore } from './measurement.store';

const EVERY_MS = 60_000;

/** Two replicas of billing, and how often each has measured. */
const setup = async () => {
  const { database, admin } = await onPostgres('billing');
  const measured: string[] = [];
  const replica = (who: string, people: number | Error) => () =>
    new MeasurementStore(database, 'billing').figures('people', EVERY_MS, async () => {
      measured.push(who);
      if (people instanceof Error) throw people;
      return { people };
    });
  const later = () => admin.query(`UPDATE billing.measurement SET begun_at = begun_at - interval '2 minutes'`);
  return { replica, measured, later };
};

describe('figures over all people', () => {
  it('one replica measures the figures over all people, and every replica reports them', async () => {
    const { replica, measured, later } = await setup();
    expect(await replica('first', 1)()).toEqual({ people: 1 });
    expect(await replica('second', 2)()).toEqual({ people: 1 });
    expect(measured).toEqual(['first']);

    await later();
    const told = await Promise.all([replica('second', 2)(), replica('third', 2)()]);

    expect(measured).toHaveLength(2);
    // A replica without a turn reports the figures that were measured before, or those that were measured meanwhile.
    for (const figures of told) expect([{ people: 1 }, { people: 2 }]).toContainEqual(figures);
    expect(await replica('first', 3)()).toEqual({ people: 2 });
  });

  it('when the replica whose turn it is dies, the old figures stay, and the next replica measures new ones', async () => {
    const { replica, measured, later } = await setup();
    await replica('first', 1)();
    await later();
    await expect(replica('first', new Error('killed'))()).rejects.toThrow('killed');
    expect(await replica('second', 2)()).toEqual({ people: 1 });

    await later();

    expect(await replica('second', 2)()).toEqual({ people: 2 });
    expect(measured).toEqual(['first', 'first', 'second']);
  });

  it('a replica that finds no figures measures them itself, although another replica has begun to measure', async () => {
    const { replica } = await setup();
    await expect(replica('first', new Error('killed'))()).rejects.toThrow('killed');

    expect(await replica('second', 2)()).toEqual({ people: 2 });
  });
});
