import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import type { AvatarId } from '@aisha/domain';
import { ModelCatalogue, shippedCatalogue } from '@aisha/providers/catalogue';
import { delivered, explained, fal, generatorHarness, settled } from '../../spec/generator-harness';

const ULTRA = 'fal-ai/flux-pro/v1.1-ultra';
/** Makes FAL refuse further requests to the model; requests that the model has begun go on. */
const retire = () => fal.faults.add({ on: 'submit', kind: 'gone', match: ULTRA, times: 100 });

/** A person who orders pictures from an idea alone. */
const setup = async (catalogue = shippedCatalogue()) => {
  const harness = await generatorHarness({ catalogue, falSlots: 1 });
  const placed = async () => {
    const asked = harness.order({ avatarId: newId<AvatarId>(), input: { kind: 'idea' }, pictureCount: 1 });
    await harness.app.start(asked);
    return asked.orderId;
  };
  return { ...harness, catalogue, placed };
};

describe('a model that is retired in the middle of orders', () => {
  it('orders that wait for a retired model end without a charge, and an order that the model has already begun is delivered', async () => {
    const { catalogue, placed, work, webhook, said, jobsOf } = await setup();
    const running = await placed();
    await work();
    const waiting = await placed();
    await work();
    expect(jobsOf(waiting)).toEqual([]); // the running order has the only slot
    retire();

    await webhook(running);
    await work();

    expect(await said(running)).toEqual([settled(running, 1, 1, null), delivered(running)]);
    expect(await said(waiting)).toEqual([settled(waiting, 0, 1, 'model-gone'), explained(waiting, 'model-gone')]);
    expect(jobsOf(waiting)).toEqual([]);
    expect(catalogue.isGone(ULTRA)).toBe(true);
  });

  it('a model that is known to be gone gets no further request', async () => {
    const { catalogue, placed, work, said } = await setup();
    catalogue.learn(ULTRA, true);
    retire();
    const before = fal.faults.list()[0]?.remaining;

    const orderId = await placed();
    await work();

    expect(await said(orderId)).toEqual([settled(orderId, 0, 1, 'model-gone'), explained(orderId, 'model-gone')]);
    expect(fal.faults.list()[0]?.remaining).toBe(before);
  });

  it('the orders of a retired model with a successor go to the successor, and are delivered and charged once', async () => {
    const known = shippedCatalogue().all;
    const ultra = known.find(({ id }) => id === ULTRA)!;
    // The fake serves only one endpoint of this form, so the retired model has an address that the fake does not serve.
    const before = { ...ultra, id: 'fal-ai/flux-pro/before', successor: ULTRA };
    const { catalogue, placed, work, webhook, said, jobsOf } = await setup(
      new ModelCatalogue([...known.filter(({ id }) => id !== ULTRA), before, { ...ultra, place: 1 }]),
    );

    const orderId = await placed();
    await work();
    await work();
    await webhook(orderId);

    expect(catalogue.isGone(before.id)).toBe(true);
    expect(jobsOf(orderId)).toMatchObject([{ endpoint: ULTRA }]);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });
});
