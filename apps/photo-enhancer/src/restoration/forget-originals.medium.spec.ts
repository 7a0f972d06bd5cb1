import { DAY_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { comparisonKey, originalKey, restorationKey } from '@aisha/storage';
import { enhancerHarness, isKept, storage } from '../../spec/enhancer-harness';
import { ForgetOriginals } from './forget-originals';

const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

/** A photo that was restored, and the sent photo itself, which waited for the order. The person consented a day ago. */
const setup = async () => {
  const harness = await enhancerHarness();
  const { postgres, userId, orderId, waiting } = harness;
  await postgres.fixtures.consent({ userId, agreedAt: ago(1) });
  return {
    ...harness,
    forget: () => new ForgetOriginals(postgres.database, storage(), Logger.silent()).run(),
    withdraws: () => postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now() WHERE withdrawn_at IS NULL'),
    kept: async () => ({
      waiting: await isKept(waiting),
      original: await isKept(originalKey(userId, orderId)),
      comparison: await isKept(comparisonKey(userId, orderId)),
      restored: await isKept(restorationKey(userId, orderId)),
    }),
  };
};
const ALL = { waiting: true, original: true, comparison: true, restored: true };

describe('a photo that was sent to be restored', () => {
  it('an original photo stays while the person consents, and is deleted after the consent is withdrawn; the restored photo stays', async () => {
    const { start, isCalledBack, forget, withdraws, kept, find } = await setup();
    await start();
    await isCalledBack();
    await forget();
    expect(await kept()).toEqual(ALL);

    await withdraws();
    await Promise.all([forget(), forget()]);

    expect(await kept()).toEqual({ waiting: false, original: false, comparison: false, restored: true });
    expect(await find()).toMatchObject({ originalPath: null, comparisonPath: null, filePath: expect.any(String) });
  });

  it('an original photo stays when a person who withdrew the consent has given it again before the order', async () => {
    const { start, isCalledBack, forget, kept, find, postgres, userId } = await setup();
    await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = $1', [ago(0.5)]);
    await start();
    await isCalledBack();
    await postgres.fixtures.consent({ userId, agreedAt: (await find()).createdAt });

    await forget();

    expect(await kept()).toEqual(ALL);
  });

  it('an original photo stays until its order has ended, even when the person has withdrawn the consent', async () => {
    const { start, isCalledBack, forget, withdraws, kept } = await setup();
    await start();
    await withdraws();
    await forget();
    expect(await kept()).toMatchObject({ waiting: true });

    await isCalledBack();
    await forget();

    expect(await kept()).toEqual({ waiting: false, original: false, comparison: false, restored: true });
  });
});
