import { describe, expect, it } from '@jest/globals';
import { onPostgres, type World } from '@aisha/testing';
import { Training } from './trainer';
import { FalSlots, type FalWork } from './fal-slots';

const free = (world: World, limit: number, work: FalWork) =>
  world.database.transaction((tx) => new FalSlots(limit).free(tx, work));

describe('FAL’s places', () => {
  it('are shared by trainings and pictures, with one kept for pictures', async () => {
    const world = await onPostgres('generator');
    expect([await free(world, 3, 'training'), await free(world, 3, 'generation')]).toEqual([2, 3]);

    await world.given.training({ state: 'waiting', requestId: 't-1' });
    expect([await free(world, 3, 'training'), await free(world, 3, 'generation')]).toEqual([1, 2]);
    await world.given.training({ state: 'running' });
    expect([await free(world, 3, 'training'), await free(world, 3, 'generation')]).toEqual([0, 1]);
    await world.given.generation({ state: 'running', submittingSince: new Date() });

    expect([await free(world, 3, 'training'), await free(world, 3, 'generation')]).toEqual([0, 0]);
  });

  it('let a training run on an account with a single place', async () => {
    const world = await onPostgres('trainer');

    expect(await free(world, 1, 'training')).toBe(1);
  });

  it('are not taken by what is queued, finished, or a picture whose prompt is still being written', async () => {
    const world = await onPostgres('trainer');
    await world.given.training({ state: 'queued' });
    await world.given.training({ state: 'succeeded', requestId: 't-1', submittingSince: new Date() });
    await world.given.generation({ state: 'running' });

    expect(await free(world, 2, 'generation')).toBe(2);
  });

  it('are given out once, however many apps ask at the same moment', async () => {
    const world = await onPostgres('trainer');
    const queued = await Promise.all([1, 2, 3, 4].map(() => world.given.training()));
    const slots = new FalSlots(3);

    const taken = await Promise.all(
      queued.map(({ orderId }) =>
        world.database.transaction(async (tx) => {
          if ((await slots.free(tx, 'training')) < 1) return false;
          await tx.update(Training, { orderId }, { state: 'running' });
          return true;
        }),
      ),
    );

    expect(taken.filter(Boolean)).toHaveLength(2);
  });
});
