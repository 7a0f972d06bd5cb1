import { expect, it } from '@jest/globals';
import { desk, OWNER } from '../../spec/desk';

it('the desk counts a payment that billing was not told of until its person is erased', async () => {
  const at = await desk();
  const { admin, fixtures } = at.postgres;
  const createdAt = new Date(Date.now() - 3_600_000);
  const { chargeId } = await fixtures.stars({ currency: 'EUR', confirmedAt: null, forwardedAt: null, createdAt });
  const owner = await at.as(OWNER);
  const between = async () => (await at.ask('GET', '/api/reconciliation', owner)).json();

  expect(await between()).toMatchObject({ notForwarded: 1 });
  await admin.query(`UPDATE bot.star_transaction SET telegram_id = 0, payload = '' WHERE charge_id = $1`, [chargeId]);

  expect(await between()).toMatchObject({ notForwarded: 0, oldestSeconds: 0 });
});
