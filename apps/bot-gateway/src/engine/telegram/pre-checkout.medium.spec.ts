import { describe, expect, it } from '@jest/globals';
import { PACKS, type TelegramId, packPayload } from '@aisha/domain';
import { conversationTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { echoFeature } from '../../../spec/echo.feature';
import { invoiceFor } from '../deliveries/content';
import { purchasesFeature } from '../../features/purchases/purchases.feature';

const [pack] = PACKS;
if (!pack) throw new Error('no packs');

const invoiced = async (payload: string, stars: number) => {
  const harness = await botHarness({ features: [echoFeature(), purchasesFeature] });
  const anna = await harness.joins('Анна');
  await anna.sends('hello');
  const { userId } = await harness.postgres.fixtures.person({ telegramId: anna.id as TelegramId });
  const bot = await harness.replica();
  await harness.postgres.database.transaction((tx) =>
    bot.deliveries.add(tx, userId, invoiceFor({ title: 'Credits', description: 'A pack of credits', payload, stars })),
  );
  await anna.seesA('invoice');
  const isErased = () =>
    harness.postgres.admin.query(
      `INSERT INTO bot.erasure (id, user_id, asked_by, forfeits) VALUES (gen_random_uuid(), $1, 'person', true)`,
      [userId],
    );
  return { ...harness, anna, isErased };
};

describe('paying', () => {
  it('a payment is allowed when the pack and the price are ours', async () => {
    const { anna } = await invoiced(packPayload(pack.id), pack.stars);

    expect(await anna.pays()).toMatchObject({ paid: true });
  });

  it.each([
    ['the price is not the pack’s', packPayload(pack.id), pack.stars - 1],
    ['there is no such pack', packPayload('huge-9'), pack.stars],
    ['the invoice is not for a pack', 'order:1', pack.stars],
  ])('a payment is refused when %s', async (_, payload, stars) => {
    const { anna, telegram } = await invoiced(payload, stars);

    expect(await anna.pays()).toMatchObject({ paid: false });

    const [answer] = telegram.recorder.list({ method: 'answerPreCheckoutQuery' });
    expect(answer?.params).toMatchObject({ ok: false });
    expect(String(answer?.params['error_message'])).toContain('счёт больше не действует');
  });

  it('a payment is refused while everything about the payer is being deleted, because its credits would be forfeited', async () => {
    const { anna, isErased } = await invoiced(packPayload(pack.id), pack.stars);
    await isErased();

    expect(await anna.pays()).toEqual({ paid: false, reason: conversationTexts.ru.erasedPayer });
  });

  it('a payment in Stars is allowed without the database’s answer whether its payer is being deleted', async () => {
    const { anna, postgres } = await invoiced(packPayload(pack.id), pack.stars);

    await postgres.admin.transaction(async (tx) => {
      await tx.query('LOCK TABLE bot.erasure');
      expect(await anna.pays()).toMatchObject({ paid: true });
    });
  });
});
