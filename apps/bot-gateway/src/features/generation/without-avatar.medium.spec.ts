import { generateTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { PlaceHold } from '@aisha/contracts/billing';
import { pictureKey, toReference } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import sharp from 'sharp';
import { botHarness } from '../../../spec/bot-harness';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../engine/conversation/readers';
import { orderKindViews } from '../../features';

/** A person at the menu, with credits and with finished avatars of these names. */
const setup = async (...names: readonly string[]) => {
  const harness = await botHarness();
  const { postgres, objects } = harness;
  const bot = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  for (const [place, name] of names.entries()) {
    await postgres.fixtures.avatar({ userId, name, isMain: place === 0, photos: 0 });
  }
  const placed = async (count = 1): Promise<PlaceHold[]> =>
    eventually(async () => {
      const holds = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold');
      return holds.length >= count && holds.map(({ payload }) => payload as unknown as PlaceHold);
    });
  return {
    ...harness,
    anna,
    placed,
    /** Plays the generator: delivers one picture of an order without an avatar. */
    isDelivered: async ({ orderId }: PlaceHold) => {
      await postgres.fixtures.generation({
        orderId,
        userId,
        input: { kind: 'idea' },
        prompt: 'маяк',
        state: 'succeeded',
      });
      const key = pictureKey(userId, orderId, 0, 'jpg');
      const drawn = { width: 8, height: 8, channels: 3, background: 'teal' } as const;
      await objects.put(key, await sharp({ create: drawn }).jpeg().toBuffer(), { contentType: 'image/jpeg' });
      await postgres.fixtures.picture({ orderId, filePath: toReference(key) });
      const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
      const deliver = new DeliverResultHandler(new Readers(postgres.database), cards);
      await deliver.handle({ orderId, userId, kind: 'generation' }, jobContext(postgres));
    },
  };
};

const labels = ({ buttons }: { readonly buttons: readonly (readonly { readonly text: string }[])[] }): string[] =>
  buttons.flat().map(({ text }) => text);

describe('a picture without an avatar', () => {
  it('a person who has no avatar is offered a picture without one, beside a button to make an avatar, and orders it from the idea alone', async () => {
    const { anna, placed } = await setup();

    await anna.sends('/generate');
    const asked = await anna.sees(/Картинка без аватара[^]*Чтобы на картинке были вы, нужен аватар/);
    expect(labels(asked)).toContain('✨ Создать аватар');
    await anna.sends('маяк на скале');
    await anna.sees(/«маяк на скале»[^]*Без аватара, в высоком разрешении[^]*2 картинки 3:4 · 10 кредитов/);
    await anna.presses(saying(generateTexts.ru.draw, { count: 2, price: 1_000n }));

    await anna.sees(/Картинки · маяк на скале\n/);
    const [hold] = await placed();
    expect(hold).toMatchObject({ kind: 'generation', item: 'picture.ultra', units: 2, quotedCentiCredits: '1000' });
    expect(hold!.onHeld.payload).toMatchObject({ input: { kind: 'idea' }, prompt: 'маяк на скале' });
  });

  it('a picture without an avatar can be chosen instead of the only avatar, and then the avatar again', async () => {
    const { anna, placed } = await setup('Анна');
    await anna.sends('маяк');
    await anna.sees(/Аватар: Анна[^]*6 кредитов/);

    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: false }));
    await anna.presses(generateTexts.ru.withoutAvatar);
    await anna.sees(/Без аватара[^]*10 кредитов/);
    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: false }));
    await anna.presses(saying(generateTexts.ru.avatarLine, { isMain: true, name: 'Анна', isInstant: false }));
    await anna.sees(/Аватар: Анна[^]*6 кредитов/);
    await anna.presses(saying(generateTexts.ru.draw));

    expect(await placed()).toMatchObject([{ item: 'picture', onHeld: { payload: { input: { kind: 'avatar' } } } }]);
  });

  it('a picture without an avatar can be chosen in the list of several avatars, and the next idea starts with that choice', async () => {
    const { anna, placed } = await setup('Анна', 'Пётр');
    await anna.sends('маяк');
    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: true }));
    await anna.sees(saying(generateTexts.ru.chooseAvatar));
    await anna.presses(generateTexts.ru.withoutAvatar);
    await anna.sees(/Без аватара/);
    await anna.presses(saying(generateTexts.ru.draw));
    await placed();

    const after = await anna.sends('горное озеро');

    const next = await anna.sees(/«горное озеро»[^]*Без аватара/, { after });
    expect(labels(next)).toContain('👥 Другой аватар');
    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: true }), { after });
    await anna.presses('Пётр', { after });
    await anna.sees(/Аватар: Пётр/, { after });
    await anna.presses(saying(generateTexts.ru.draw), { after });
    expect((await placed(2)).map(({ item }) => item)).toEqual(['picture.ultra', 'picture']);
  });

  it('a picture without an avatar comes with its idea, and cannot become a main photo, because it shows no person', async () => {
    const { anna, placed, isDelivered } = await setup('Анна');
    await anna.sends('маяк');
    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: false }));
    await anna.presses(generateTexts.ru.withoutAvatar);
    await anna.sees(/Без аватара/);
    await anna.presses(saying(generateTexts.ru.draw));
    const [hold] = await placed();

    await isDelivered(hold!);

    const album = await anna.seesMessage(({ photo }) => photo !== undefined);
    expect(album.text ?? '').toMatch(/^«маяк» · 1:1/);
    const result = await anna.sees(saying(generateTexts.ru.done));
    expect(labels(result)).toContain('⭐ Избранное');
    expect(labels(result)).not.toContain('🖼️ Главное фото');
    await anna.pressesBehind(generateTexts.ru.similar);
    await anna.sees(inTurn(saying(generateTexts.ru.similarIdea), /Без аватара/));
  });
});
