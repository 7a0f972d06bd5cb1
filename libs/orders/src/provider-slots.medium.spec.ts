import { describe, expect, it } from '@jest/globals';
import { AppError } from '@aisha/domain';
import { eventually, ManualClock, onPostgres } from '@aisha/testing';
import { ProviderSlots } from './provider-slots.store';

const setup = async () => {
  const world = await onPostgres('generator');
  const clock = new ManualClock();
  const slots = new ProviderSlots(world.database, 'generator', { limit: 2, busyPauseMs: 2_000 });
  const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return {
    now: clock.now(),
    slots,
    look: () => world.database.transaction((tx) => slots.look(tx, 'generation', clock.now())),
    transaction: world.database.transaction.bind(world.database),
    isHeldUp: () => eventually(async () => (await world.admin.query(waiting)).length === 1),
  };
};

describe('the account at a provider', () => {
  it('that refuses an order has no free slot for the pause of it', async () => {
    const { now, slots, look } = await setup();
    expect(await look()).toEqual({ free: 2, areWaiting: false });

    await slots.pause(new AppError('provider-busy'), now);

    expect(await look()).toMatchObject({ free: 0 });
  });

  it('is not paused while another takes slots: the refused order would be among those it takes', async () => {
    const { now, slots, transaction, isHeldUp } = await setup();
    const order: string[] = [];
    let pausing: Promise<unknown> = Promise.resolve();

    await transaction(async (tx) => {
      await slots.look(tx, 'generation', now);
      pausing = slots.pause(new AppError('provider-busy'), now).then(() => order.push('paused'));
      await isHeldUp();
      order.push('taken');
    });
    await pausing;

    expect(order).toEqual(['taken', 'paused']);
  });
});
