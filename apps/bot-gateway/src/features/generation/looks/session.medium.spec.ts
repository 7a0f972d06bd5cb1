import { generateTexts, lookGroupTexts, looksTexts, orderTexts } from '@aisha/words';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { PlaceHold } from '@aisha/contracts/billing';
import type { OrderId, TrainingType } from '@aisha/domain';
import type { StartGeneration } from '@aisha/kinds/messages';
import { pictureKey, toReference } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { inTurn, saying } from '@aisha/testing/words';
import { botHarness } from '../../../../spec/bot-harness';
import { DeliverResultHandler } from '../../../orders/deliver-result.handler';
import { OrderCards } from '../../../orders/order-cards';
import { Readers } from '../../../engine/conversation/readers';
import { orderKindViews } from '../../../features';

/** A person with a finished avatar and credits, at the looks of the group `cinema`. */
const setup = async (trainingType: TrainingType = 'portrait') => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  const made = { userId, name: 'Аня', trainingType, status: 'completed', isMain: true, photos: 0 } as const;
  const avatar = await postgres.fixtures.avatar(made);
  await anna.sends('/generate');
  await anna.presses(looksTexts.ru.looks);
  await anna.presses(trainingType === 'style' ? lookGroupTexts.ru.fantasy : lookGroupTexts.ru.cinema);
  await anna.sees(/· Аня/);
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  return {
    ...harness,
    anna,
    userId,
    cards,
    hold: () =>
      eventually(async () => {
        const [hold] = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold');
        return (
          (hold?.payload as unknown as (PlaceHold & { onHeld: { payload: StartGeneration } }) | undefined) ?? false
        );
      }),
    /** Plays the generator: delivers this many pictures of a session of sixteen. */
    isDelivered: async (count: number): Promise<OrderId> => {
      const orderId = newId<OrderId>();
      const input = { kind: 'avatar', avatarId: avatar.id } as const;
      const session = { group: 'cinema', looks: [], at: 15, drawn: [], missed: null } as const;
      const ended = { state: 'succeeded', units: 16, delivered: count, prompt: 'Фотосессия: кино' } as const;
      await postgres.fixtures.generation({ orderId, userId, input, session, ...ended });
      const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
        .jpeg()
        .toBuffer();
      for (let position = 0; position < count; position += 1) {
        const key = pictureKey(userId, orderId, position, 'jpg');
        await harness.objects.put(key, bytes, { contentType: 'image/jpeg' });
        await postgres.fixtures.picture({ orderId, position, filePath: toReference(key) });
      }
      const handler = new DeliverResultHandler(new Readers(postgres.database), cards);
      await handler.handle({ orderId, userId, kind: 'generation' }, jobContext(postgres));
      return orderId;
    },
  };
};

describe('a photo session', () => {
  it('a photo session of sixteen pictures is one order, and its offer also shows the price of as many single pictures', async () => {
    const { anna, hold } = await setup();

    await anna.presses(looksTexts.ru.session);
    await anna.sees(/Фотосессия · 🎬 Кино[^]*20 кредитов вместо 24 поштучно/);
    await anna.presses(saying(looksTexts.ru.sessionSize, { size: 16 }));
    await anna.sees(/36 кредитов вместо 48 поштучно/);
    await anna.presses(saying(looksTexts.ru.shoot, { size: 16, price: 3_600n }));

    await anna.sees(inTurn(/Картинки · Фотосессия: кино · Аня/, saying(orderTexts.ru.accepted)));
    const { item, units, quotedCentiCredits, onHeld } = await hold();
    expect({ item, units, quotedCentiCredits }).toEqual({ item: 'session.16', units: 16, quotedCentiCredits: '3600' });
    expect(onHeld.payload).toMatchObject({ prompt: 'Фотосессия: кино', pictureCount: 16, session: 'cinema' });
  });

  it('a photo session leads to no call that Telegram refuses: the offer is a photo, and no text replaces it in the same message', async () => {
    const { anna, hold, telegram } = await setup();
    await anna.presses(looksTexts.ru.session);
    const offer = await anna.sees(/20 кредитов вместо 24 поштучно/);
    expect(offer.photo).toBeDefined();

    await anna.presses(saying(looksTexts.ru.shoot, { size: 8 }));
    await hold();
    await anna.sees(saying(orderTexts.ru.accepted));
    await eventually(async () =>
      expect((await anna.chat()).map(({ message_id: id }) => id)).not.toContain(offer.message_id),
    );

    const refused = telegram.recorder.list({ chatId: anna.id }).filter(({ status }) => status !== 200);
    expect(refused.map(({ method }) => method)).toEqual([]);
  });

  it('a photo session whose avatar is gone is not offered again with a style, which has no face to show', async () => {
    const { anna, postgres, userId, isDelivered } = await setup();
    await isDelivered(16);
    await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now(), is_main = false WHERE user_id = $1', [
      userId,
    ]);
    const style = { name: 'Акварель', trainingType: 'style', status: 'completed', isMain: true, photos: 0 } as const;
    await postgres.fixtures.avatar({ userId, ...style });

    await anna.presses(saying(generateTexts.ru.again));

    await anna.sees(/нужен ваш аватар/);
  });

  it('a photo session is not offered for a style, which has no face to show', async () => {
    const { anna } = await setup('style');

    const { buttons } = await anna.sees(/Фэнтези · Аня/);
    expect(buttons.flat().map(({ text }) => text)).not.toContainEqual(expect.stringContaining('Фотосессия'));
  });

  it('a photo session comes as two albums, and its receipt names the drawn pictures and the returned credits', async () => {
    const { anna, userId, cards, isDelivered, postgres } = await setup();

    const orderId = await isDelivered(15);
    const receipt = { held: '3600', charged: '3375', released: '225', availableAfter: '26625', delivered: 15, of: 16 };
    const order = { orderId, userId, kind: 'generation' } as const;
    await postgres.database.transaction((tx) => cards.receipt(tx, order, receipt));

    await anna.sees(inTurn(saying(generateTexts.ru.done), /15 из 16[^]*33,75 кредита/));
    const albums = (await anna.chat()).filter(({ photo }) => photo !== undefined).slice(-15);
    expect(new Set(albums.map(({ media_group_id: album }) => album)).size).toBe(2);
    expect(albums[0]?.text).toMatch(/Аня: «Фотосессия: кино»$/);
  });

  it('the buttons of one idea (similar, prompt, more) are missing below a photo session, also when its card is no longer stored', async () => {
    const { anna, isDelivered, postgres } = await setup();
    const labels = ({ buttons }: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
      buttons.flat().map(({ text }) => text);
    const OF_ONE_IDEA = ['🎲 Похожее', '📝 Промпт', '⚙️ Ещё'];
    await isDelivered(16);
    const first = await anna.sees(saying(generateTexts.ru.done));
    expect(labels(first).filter((label) => OF_ONE_IDEA.includes(label))).toEqual([]);

    await postgres.admin.query('DELETE FROM bot.card');
    await anna.presses(generateTexts.ru.remove);
    await anna.presses(generateTexts.ru.keep);

    const again = await anna.sees(saying(generateTexts.ru.done), { after: first });
    expect(labels(again).filter((label) => OF_ONE_IDEA.includes(label))).toEqual([]);
    expect(labels(again)).toEqual(labels(first));
  });

  it('a photo session offers its originals in albums that Telegram accepts, a favourite among many pictures, and the same session again', async () => {
    const { anna, isDelivered, telegram } = await setup();
    await isDelivered(16);

    await anna.presses(generateTexts.ru.originals);
    await eventually(() => {
      const sent = telegram.recorder.list({ chatId: anna.id }).filter(({ method }) => method === 'sendMediaGroup');
      return sent.length >= 4; // two albums of pictures and two of files
    });
    await anna.presses(generateTexts.ru.favourite);
    await anna.presses('16');
    await anna.presses(generateTexts.ru.marked);
    await anna.presses(saying(generateTexts.ru.again));
    await anna.sees(/Фотосессия · 🎬 Кино[^]*36 кредитов/);
  });
});
