import { describe, expect, it } from '@jest/globals';
import { explained, fal, generatorHarness, settled, TIMEOUT_MS } from '../../spec/generator-harness';

describe('an order whose credits went back before it ended', () => {
  it('an order whose credits went back before it began is not drawn, and the person reads why', async () => {
    const { app, avatar, order, forget, work, find, said, jobsOf } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    await forget(asked.orderId);

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'hold-forgotten'),
      explained(asked.orderId, 'hold-forgotten'),
    ]);
    expect((await find(asked.orderId)).generation.enhancedPrompt).toBeNull(); // the language model is not paid either
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('an order is not sent when its credits went back while FAL took no work', async () => {
    const { app, avatar, order, forget, work, clock, said, jobsOf } = await generatorHarness();
    fal.faults.add({ on: 'submit', kind: '429' });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    await forget(asked.orderId);

    clock.advance(5_000);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'hold-forgotten'),
      explained(asked.orderId, 'hold-forgotten'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('an order whose credits went back is not drawn a second time when FAL gives no answer', async () => {
    const { app, avatar, order, forget, work, pollAgain, said, jobsOf } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    await forget(asked.orderId);

    await pollAgain(TIMEOUT_MS + 1);

    expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, 'hold-forgotten'));
    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });

  it('a start message that comes again after the delivery does not change the order', async () => {
    const { postgres, app, avatar, order, work, webhook, said } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    await webhook(asked.orderId);
    const before = await said(asked.orderId);
    await postgres.admin.query(`UPDATE billing.credit_hold SET status = 'captured', settled_at = now()`);

    await app.start(asked, { messageId: 'published-again' });

    expect(await said(asked.orderId)).toEqual(before);
  });
});
