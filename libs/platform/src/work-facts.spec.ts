import { describe, expect, it } from '@jest/globals';
import { addWorkFacts, withoutWorkFacts, withWorkFacts, workFacts } from './work-facts';

describe('a unit of work', () => {
  it('a unit of work that begins in the middle of another unit has none of that unit’s facts', () => {
    const facts = withWorkFacts({ orderId: 'one', job: 'start', messageId: 'm', userId: 'anna' }, () =>
      withWorkFacts({ traceId: 'two', userId: 'boris' }, workFacts),
    );

    expect(facts).toEqual({ traceId: 'two', userId: 'boris' });
  });

  it('a unit of work gets further facts as it goes on, and, with an order’s id, the order’s trace', () => {
    const facts = withWorkFacts({ updateId: 7 }, () =>
      addWorkFacts({ userId: 'anna', traceId: 'a tap' }, () => addWorkFacts({ orderId: 'one' }, workFacts)),
    );

    expect(facts).toEqual({ updateId: 7, userId: 'anna', traceId: 'one', orderId: 'one' });
  });

  it('a unit of work hides its facts from background work of the process, and has them again afterwards', async () => {
    const facts = await withWorkFacts({ orderId: 'one' }, async () => {
      const background = await withoutWorkFacts(async () => workFacts());
      return { background, own: workFacts() };
    });

    expect(facts).toEqual({ background: {}, own: { orderId: 'one', traceId: 'one' } });
  });
});
