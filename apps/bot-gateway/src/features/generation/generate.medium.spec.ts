import { generateTexts, menuTexts, orderTexts, plainText, upscaleTexts } from '@aisha/words';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { MarkPicture } from '@aisha/contracts/image-generator';
import type { Avatar } from '@aisha/database/trainer';
import type { OrderId } from '@aisha/domain';
import { QUOTE_VALID_MS } from '@aisha/kinds';
import type { StartGeneration } from '@aisha/kinds/messages';
import { ImageGeneration, Picture } from '@aisha/kinds/tables';
import { pictureKey, toReference } from '@aisha/storage';
import { eventually, jobContext, ManualClock, readableLog } from '@aisha/testing';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { withWorkFacts } from '@aisha/platform';
import { saying } from '@aisha/testing/words';
import { botHarness, type ReplicaParts } from '../../../spec/bot-harness';
import { CARD_PAUSES } from '../../engine/cards/cards';
import { html, MORE, Readers } from '../../engine/conversation';
import { albumOf, type Content } from '../../engine/deliveries/content';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { orderKindViews } from '../../features';

/** A person with a finished avatar and credits, at the menu. */
const setup = async (parts: ReplicaParts = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica(parts);
  const { anna, userId } = await harness.annaWithCredits();
  const avatar = await postgres.fixtures.avatar({ userId, status: 'completed', isMain: true, photos: 0 });
  return {
    ...harness,
    bot,
    anna,
    userId,
    avatar,
    /** Lets the person order pictures, and waits for the order's card. */
    orders: async (idea: string): Promise<OrderId> => {
      await anna.sends('/generate');
      await anna.sees('Опишите идею');
      const after = await anna.sends(idea);
      await anna.presses(saying(generateTexts.ru.draw), { after }); // the card of the previous order may not have replaced that order's offer yet
      await anna.sees(saying(orderTexts.ru.accepted), { after }); // otherwise the next press would find the button of this offer
      return eventually(async () => (await placed())[0]?.orderId ?? false);
    },
    placed,
    /** Plays the generator: ends the person's order with pictures, and returns its row. */
    isDelivered: async (orderId: OrderId, made?: Content, written: Partial<ImageGeneration> = {}) => {
      const generation = await postgres.fixtures.generation({
        orderId,
        userId,
        input: { kind: 'avatar', avatarId: avatar.id },
        state: 'succeeded',
        ...written,
      });
      await withWorkFacts({ traceId: orderId, orderId }, () =>
        postgres.database.transaction((tx) =>
          new OrderCards(bot.cards, bot.deliveries, orderKindViews).end(
            tx,
            { orderId, userId, kind: 'generation' },
            { type: 'delivered', avatarId: avatar.id },
            ...(made ? [made] : []),
          ),
        ),
      );
      return generation;
    },
    /** Plays the trainer: makes another avatar of the person ready. */
    isTrained: async (made: Partial<Avatar>) => {
      const { id: avatarId } = await postgres.fixtures.avatar({ userId, ...made });
      const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
      const { orderId } = await postgres.fixtures.training({ userId, avatarId, state: 'succeeded' });
      const deliver = new DeliverResultHandler(new Readers(postgres.database), cards);
      await deliver.handle({ orderId, userId, kind: 'training' }, jobContext(postgres));
    },
    /** Plays the trainer when a person deletes an avatar: the next avatar becomes the main one. */
    isDeleted: async (next?: Avatar) => {
      await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now(), is_main = false WHERE id = $1', [
        avatar.id,
      ]);
      if (next) await postgres.admin.query('UPDATE trainer.avatar SET is_main = true WHERE id = $1', [next.id]);
    },
    /** The toast that answered the last press in a message. */
    toastIn: ({ message_id: id }: SeenMessage): Promise<string> =>
      eventually(async () => {
        const pressed = (await anna.chat()).find(({ message_id: messageId }) => messageId === id)?.presses.at(-1);
        return pressed?.answer?.text ?? false;
      }),
  };

  async function placed() {
    const holds = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold');
    return holds.map(({ payload }) => payload as { orderId: OrderId; onHeld: { payload: StartGeneration } });
  }
};

describe('an order of pictures', () => {
  it('after its card is shown, an order of pictures costs three calls to Telegram: the pictures, the receipt, and the deletion of the card', async () => {
    const { anna, orders, telegram, bot, postgres, userId, objects } = await setup({ cardPauses: CARD_PAUSES });
    const isCounted = (method: string) => /^(send|edit|delete)/.test(method);
    const calls = () =>
      telegram.recorder
        .list({ chatId: anna.id })
        .map(({ method }) => method)
        .filter(isCounted);
    const orderId = await orders('закат');
    const card = await anna.sees(saying(orderTexts.ru.accepted));
    const before = calls().length;
    const order = { orderId, userId, kind: 'generation' } as const;
    const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
    const key = pictureKey(userId, orderId, 0, 'jpg');
    const picture = { width: 8, height: 8, channels: 3, background: 'red' } as const;
    await objects.put(key, await sharp({ create: picture }).jpeg().toBuffer(), { contentType: 'image/jpeg' });

    await postgres.database.transaction((tx) =>
      cards.end(tx, order, { type: 'delivered', avatarId: null }, albumOf([toReference(key)], html`закат`)),
    );
    await postgres.database.transaction((tx) =>
      cards.receipt(tx, order, {
        ...{ held: '600', charged: '600', released: '0', availableAfter: '29400', delivered: 1, of: 1 },
      }),
    );

    await anna.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n }));
    expect(card.edited).toBe(true); // the card takes the place of the message that was tapped
    expect((await anna.chat()).filter(({ text }) => text?.includes('Подтвердите'))).toEqual([]);
    const after = () => calls().slice(before);
    await eventually(() => expect(after().toSorted()).toEqual(['deleteMessage', 'sendMessage', 'sendPhoto']));
    expect(after()[0]).toBe('sendPhoto');
    expect((await anna.chat()).filter(({ by }) => by === 'bot').slice(-2)).toMatchObject([
      { photo: expect.anything() },
      { text: expect.stringMatching(saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n })) },
    ]);
    expect((await anna.chat()).map(({ message_id: id }) => id)).not.toContain(card.message_id);
  });

  it('the log names an order of pictures from the tap on, with the ids of the order and of the person, and has no word of the idea', async () => {
    const { log, lines } = readableLog();
    const { orders, userId } = await setup({ log });

    const orderId = await orders('a red kite');

    const asked = await eventually(() => lines('order.asked').find((line) => line['asks'] === 'billing/place-hold'));
    expect(asked).toMatchObject({ level: 'info', orderId, traceId: orderId, userId });
    expect(JSON.stringify(lines('order.asked'))).not.toContain('kite');
  });

  it('an order of pictures is named by the beginning of its idea, however long the idea is', async () => {
    const { anna, orders } = await setup();
    const idea = `прогулка по берегу моря, ${'и ещё немного дальше, '.repeat(20)}до самого конца`;

    await orders(idea);

    const { text } = await anna.sees(/Картинки · прогулка по берегу моря/);
    expect(text?.length).toBeLessThan(200);
  });

  it.each([
    ['because of its idea', 'result-not-decent', '🎨 Другая идея', '🔁 Попробовать ещё раз'],
    ['because of a name in its idea', 'prompt-names-person', '🎨 Другая идея', '🔁 Попробовать ещё раз'],
    ['because of us', 'provider-failed', '🔁 Попробовать ещё раз', '🎨 Другая идея'],
  ] as const)(
    'an order of pictures that failed %s offers a new try only when that can help, and otherwise another idea',
    async (_why, code, offered, notOffered) => {
      const { anna, orders, bot, postgres, userId } = await setup();
      const orderId = await orders('закат');
      await postgres.database.transaction((tx) =>
        new OrderCards(bot.cards, bot.deliveries, orderKindViews).end(
          tx,
          { orderId, userId, kind: 'generation' },
          { type: 'failed', code },
        ),
      );

      const { buttons } = await anna.seesMessage(({ buttons: shown }) =>
        shown.flat().some(({ text }) => text === offered),
      );
      expect(buttons.flat().map(({ text }) => text)).not.toContain(notOffered);
    },
  );

  it('a tap that would cancel, on the old card of an order of pictures, is answered with a toast that the order has ended, and no app gets a message', async () => {
    const { anna, orders, isDelivered, telegram, postgres } = await setup();
    const orderId = await orders('закат');
    const card = await anna.sees(saying(orderTexts.ru.accepted));
    await isDelivered(orderId);
    await anna.sees(/Что дальше/);

    await anna.pressesIn(card, saying(orderTexts.ru.cancel));

    const toasts = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['text']);
    await eventually(() => expect(toasts()).toContain('Этот заказ уже завершён.'));
    expect((await postgres.outboxOf('bot')).map(({ job }) => job)).not.toContain('cancel-order');
  });

  it('when pictures are gone already, the tap that deletes them is answered with a toast that they are gone, without a question', async () => {
    const { anna, orders, isDelivered, toastIn } = await setup();
    await isDelivered(await orders('закат'));
    const result = await anna.sees(/Что дальше/);

    await anna.presses(generateTexts.ru.remove);

    expect(await toastIn(result)).toBe('Эти картинки уже удалены.');
  });

  it.each([
    [generateTexts.ru.similar, (orderId: OrderId) => ({ seed: 42, similarTo: orderId })],
    [saying(generateTexts.ru.again), () => ({ seed: null, similarTo: null })],
  ] as const)(
    '%s below the result of an order of pictures leads to the price of a further order, which can be placed',
    async (button, expected) => {
      const { anna, orders, isDelivered, placed, avatar } = await setup();
      const orderId = await orders('закат');
      const { prompt } = await isDelivered(orderId);

      await anna.pressesBehind(button);
      const { text } = await anna.sees(new RegExp(`«${prompt}»[^]*Аватар: ${avatar.name}`));
      expect(text?.includes('Похожие на прошлые')).toBe(button === generateTexts.ru.similar);
      await anna.presses(saying(generateTexts.ru.draw));

      const [, second] = await eventually(async () => {
        const holds = await placed();
        return holds.length === 2 && holds;
      });
      expect(second?.orderId).not.toBe(orderId);
      expect(second?.onHeld.payload).toMatchObject({ input: { avatarId: avatar.id }, prompt, ...expected(orderId) });
    },
  );

  it('an order of pictures whose avatar was deleted is offered again with the main avatar', async () => {
    const { anna, orders, isDelivered, isDeleted, placed, postgres, userId } = await setup();
    await isDelivered(await orders('закат'));
    const other = await postgres.fixtures.avatar({ userId, name: 'Мария' });
    await isDeleted(other);

    await anna.pressesBehind(generateTexts.ru.similar);
    await anna.sees(/Аватар: Мария/);
    await anna.presses(saying(generateTexts.ru.draw));

    const [, second] = await eventually(async () => {
      const holds = await placed();
      return holds.length === 2 && holds;
    });
    expect(second?.onHeld.payload.input).toEqual({ kind: 'avatar', avatarId: other.id });
  });

  it('an order whose only avatar was deleted is offered again without an avatar, at the price of a picture without one, with a button to make an avatar', async () => {
    const { anna, orders, isDelivered, isDeleted } = await setup();
    await isDelivered(await orders('закат'));
    await isDeleted();

    await anna.presses(saying(generateTexts.ru.again));

    const { buttons } = await anna.sees(/Без аватара, в высоком разрешении[^]*1 картинка 1:1 · 5 кредитов/);
    expect(buttons.flat().map(({ text }) => text)).toContain('✨ Создать аватар');
  });

  it('when the avatar on the screen is deleted while the price is shown, the tap orders nothing and brings an offer with the main avatar', async () => {
    const { anna, orders, isDelivered, isDeleted, placed, postgres, userId } = await setup();
    await isDelivered(await orders('закат'));
    await anna.presses(saying(generateTexts.ru.again));
    const offer = await anna.sees(/Нарисовать/);
    await isDeleted(await postgres.fixtures.avatar({ userId, name: 'Мария' }));

    await anna.pressesIn(offer, saying(generateTexts.ru.draw));

    await anna.sees(/Аватар: Мария/);
    expect(await placed()).toHaveLength(1);
  });
});

/** A small picture of one colour, a JPEG as the image generator stores it. */
const jpeg = (background: string) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .jpeg()
    .toBuffer();

describe('two running orders of one avatar', () => {
  it('two running orders of one avatar are told apart by their ideas in the list of /cancel, however long the avatar’s name is', async () => {
    const { anna, orders, placed, postgres, userId } = await setup();
    await postgres.admin.query('UPDATE trainer.avatar SET name = $1', ['Александра-Константиновна'.repeat(2)]);
    for (const idea of ['закат', 'рыцарь']) await orders(idea);
    await eventually(async () => expect(await placed()).toHaveLength(2));
    for (const { orderId } of await placed()) await postgres.fixtures.hold({ userId, orderId });

    const sent = await anna.sends('/cancel');

    const { buttons } = await anna.sees(saying(menuTexts.ru.running), { after: sent });
    const labels = buttons.flat().map(({ text }) => text);
    expect(labels).toEqual(
      expect.arrayContaining([expect.stringContaining('закат'), expect.stringContaining('рыцарь')]),
    );
  });
});

describe('delivered pictures', () => {
  const delivered = async () => {
    const harness = await setup();
    const { anna, orders, isDelivered, objects, postgres, userId } = harness;
    const orderId = await orders('закат');
    const files = await Promise.all(['red', 'blue'].map(jpeg));
    const references = await Promise.all(
      files.map(async (file, position) => {
        const key = pictureKey(userId, orderId, position, 'jpg');
        await objects.put(key, file, { contentType: 'image/jpeg' });
        return toReference(key);
      }),
    );
    await isDelivered(orderId, albumOf(references, html`закат`));
    for (const [position, filePath] of references.entries()) {
      await postgres.fixtures.picture({ orderId, position, filePath });
    }
    const result = await anna.sees(/Что дальше/);
    const positions = new Map(
      (await postgres.database.read.findBy(Picture, { orderId })).map((one) => [one.id, one.position]),
    );
    return {
      ...harness,
      /** The marks that the generator was asked to set, in the order of the taps. */
      marked: async () =>
        (await postgres.outboxOf('bot'))
          .filter(({ job }) => job === 'mark-picture')
          .map(({ payload }) => payload as unknown as MarkPicture)
          .map(({ mark, pictureId, isOn }) => `${mark} ${positions.get(pictureId)} ${isOn ? 'on' : 'off'}`),
      /** The buttons below the pictures. */
      labels: async () => {
        const card = (await anna.chat()).find(({ message_id: id }) => id === result.message_id);
        return card!.buttons.map((row) => row.map(({ text }) => text));
      },
      /** The colour of the photo on the avatar's own screen; null when there is no photo. */
      isShownAs: async (name: string) => {
        const sent = await anna.sends('/avatars');
        await anna.presses(new RegExp(name), { after: sent });
        const shown = await anna.sees('✏️ Имя', { after: sent });
        if (!shown.photo) return null;
        const { dominant } = await sharp((await anna.downloads(shown))[0]).stats();
        return dominant.b > dominant.r ? 'blue' : 'red';
      },
      orderId,
      files,
      result,
      shown: async () => (await anna.chat()).filter(({ photo }) => photo),
    };
  };
  const isDeletedInStorage = async ({ postgres }: Awaited<ReturnType<typeof setup>>) =>
    (await postgres.outboxOf('bot')).filter(({ job }) => job === 'delete-result').length === 1;

  it('delivered pictures have buttons for more of the same, a variation, another idea, the originals, a larger copy and the deletion', async () => {
    const { anna, result } = await delivered();

    expect(result.buttons.map((row) => row.map(({ text }) => text))).toEqual([
      ['🔁 Ещё раз', '🎨 Другая идея'],
      ['⭐ Избранное', '📎 Оригиналы'],
      ['⋯', '🗑️ Удалить'],
    ]);
    await anna.presses(MORE);
    await eventually(async () =>
      expect((await anna.chat()).at(-1)?.buttons.map((row) => row.map(({ text }) => text))).toEqual([
        ['🎲 Похожее', upscaleTexts.ru.start],
        ['🎬 Оживить', '✏️ Изменить'],
        ['🖼️ Главное фото', '📝 Промпт'],
        ['⚙️ Ещё', '📤 Поделиться'],
        ['‹ Назад', '🧾 Чек', '🏠 Меню'],
      ]),
    );
    await anna.presses(orderTexts.ru.fewer);
    await eventually(async () => expect((await anna.chat()).at(-1)?.buttons).toHaveLength(result.buttons.length));
  });

  it('delivered pictures can be sent as files, byte for byte as they are stored', async () => {
    const { anna, files, telegram } = await delivered();

    await anna.presses(generateTexts.ru.originals);

    const sent = await eventually(async () => {
      const documents = (await anna.chat()).filter(({ document }) => document);
      return documents.length === 2 && documents;
    });
    expect(sent.map(({ document }) => document?.name)).toEqual(['aisha-1.jpg', 'aisha-2.jpg']);
    expect(await anna.downloads(sent[0]!)).toEqual(files); // the files contain the whole album
    const calls = telegram.recorder.list({ chatId: anna.id }).map(({ method }) => method);
    expect(calls).not.toContain('sendDocument');
    expect(calls.filter((method) => method === 'sendMediaGroup')).toHaveLength(2); // one for the pictures, and one for the files
  });

  it('delivered pictures that their person deletes disappear from the chat and from our storage, together with their files', async () => {
    const harness = await delivered();
    const { anna, result, shown } = harness;
    expect(await shown()).toHaveLength(2);
    await anna.presses(generateTexts.ru.originals);
    await eventually(async () => expect((await anna.chat()).filter(({ document }) => document)).toHaveLength(2));

    await anna.pressesIn(result, generateTexts.ru.remove);
    await anna.sees(/исчезнут и из чата, и у нас/);
    await anna.presses(generateTexts.ru.removeSurely);

    const { message_id: card } = await anna.sees('Картинки удалены: и из чата, и у нас');
    expect(card).toBe(result.message_id);
    await eventually(async () => {
      expect(await shown()).toEqual([]);
      expect((await anna.chat()).filter(({ document }) => document)).toEqual([]);
    });
    expect(await isDeletedInStorage(harness)).toBe(true);
  });

  it('a picture that its person has deleted is not sent as a file while the generator still has it', async () => {
    const { anna, result, postgres, userId } = await delivered();
    await postgres.admin.query(
      `WITH asked AS (INSERT INTO bot.outbox (id, receiver, job, payload)
                      VALUES (gen_random_uuid(), 'image-generator', 'delete-result', '{}') RETURNING id)
       INSERT INTO bot.pending_change (set_id, change, item_id, message_id)
       SELECT $1, 'removed', picture.id, asked.id FROM asked, generator.picture WHERE picture.position = 1`,
      [userId],
    );

    await anna.pressesIn(result, generateTexts.ru.originals);

    const sent = await eventually(async () => (await anna.chat()).find(({ document }) => document) ?? false);
    expect(sent.document?.name).toBe('aisha-1.jpg');
    expect((await anna.chat()).filter(({ document }) => document)).toHaveLength(1);
  });

  it('deleted pictures stay in the chat when Telegram no longer lets the bot remove them, and the bot says that they stay', async () => {
    const harness = await delivered();
    const { anna, postgres, shown } = harness;
    await postgres.admin.query(`UPDATE bot.delivery SET sent_at = now() - interval '49 hours'`);

    await anna.presses(generateTexts.ru.remove);
    await anna.sees(/Из чата уберу то, что прислала за последние 2 дня[^]*удалите сами/);
    await anna.presses(generateTexts.ru.removeSurely);

    await anna.sees(/удалены у нас\. В чате остались сообщения старше 2 дней/);
    expect(await isDeletedInStorage(harness)).toBe(true);
    expect(await shown()).toHaveLength(2);
  });

  it('delivered pictures are marked as favourites one by one, are shown as marked at once, and unmarked by the next tap', async () => {
    const { anna, result, marked, labels } = await delivered();

    await anna.presses(generateTexts.ru.favourite);
    const { message_id: card } = await anna.sees(/Что вам особенно нравится/);
    expect(card).toBe(result.message_id);
    await anna.presses('2');
    await anna.sees('✓2');
    await anna.presses('1');
    await anna.sees('✓1');
    await anna.presses('✓2');
    await eventually(async () => expect((await labels())[0]).toEqual(['✓1', '2']));
    await anna.presses(generateTexts.ru.marked);
    await anna.sees('📎 Оригиналы');
    await anna.presses(generateTexts.ru.favourite);

    await eventually(async () => expect((await labels())[0]).toEqual(['✓1', '2']));
    expect(await marked()).toEqual(['favourite 1 on', 'favourite 0 on', 'favourite 1 off']);
  });

  it('a delivered picture becomes the main photo of its avatar, until the person takes that back', async () => {
    const { anna, result, marked, labels, avatar, isShownAs, toastIn } = await delivered();
    expect(await isShownAs(avatar.name)).toBeNull();
    await anna.pressesBehind(generateTexts.ru.mainPhoto);
    await anna.sees(/станет лицом аватара/);
    await anna.presses('2');

    expect(await toastIn(result)).toBe('🖼️ Готово! Теперь это главное фото аватара.');
    await anna.sees('📎 Оригиналы');
    expect(await isShownAs(avatar.name)).toBe('blue');
    await anna.pressesBehind(generateTexts.ru.mainPhoto, { within: result });
    await eventually(async () => expect((await labels())[0]).toEqual(['1', '✓2']));
    await anna.presses('✓2');
    await anna.sees('📎 Оригиналы');
    expect(await toastIn(result)).toBe('Хорошо, у аватара снова фото из его набора.');
    expect(await isShownAs(avatar.name)).toBeNull();
    expect(await marked()).toEqual(['main-photo 1 on', 'main-photo 1 off']);
  });

  it('delivered pictures say how they were drawn, and can be ordered in another format with the same seed', async () => {
    const { anna, placed, orderId, result } = await delivered();

    await anna.pressesBehind(generateTexts.ru.more, { within: result });
    const details = await anna.sees(/Кадр № 42 · 1:1 · 👌 Обычно/);
    expect(details.message_id).toBe(result.message_id);
    await anna.presses(saying(generateTexts.ru.reframe, { ratio: '16:9' }));
    await anna.sees(/Тот же кадр в другом формате[^]*16:9/);
    await anna.presses(saying(generateTexts.ru.draw));

    const [, second] = await eventually(async () => {
      const holds = await placed();
      return holds.length === 2 && holds;
    });
    expect(second?.onHeld.payload).toMatchObject({ seed: 42, similarTo: orderId, aspectRatio: '16:9' });
  });

  it('the kept seed of delivered pictures is used for each further idea', async () => {
    const { anna, placed, result } = await delivered();
    await anna.pressesBehind(generateTexts.ru.more, { within: result });
    await anna.presses(generateTexts.ru.keepSeed);
    await anna.sees(/Кадр № 42 сохранён[^]*Опишите идею/);

    await anna.sends('рыцарь в лесу');
    await anna.sees(/«рыцарь в лесу»[^]*Кадр № 42/);
    await anna.sends('пират на корабле');
    const offer = await anna.sees(/«пират на корабле»[^]*Кадр № 42/);
    await anna.pressesIn(offer, saying(generateTexts.ru.draw));
    const after = await anna.sends('/generate');
    await anna.sees(/Опишите идею/, { after });
    const holds = await eventually(async () => {
      const all = await placed();
      return all.length >= 2 && all;
    });
    expect(holds[1]?.onHeld.payload).toMatchObject({ prompt: 'пират на корабле', seed: 42, similarTo: null });
  });

  it('a kept seed of delivered pictures can be dropped', async () => {
    const { anna, result } = await delivered();
    await anna.pressesBehind(generateTexts.ru.more, { within: result });
    await anna.presses(generateTexts.ru.keepSeed);
    await anna.sees(/сохранён/);
    const after = await anna.sends('рыцарь в лесу');
    await anna.sees(/Кадр № 42/, { after });

    await anna.pressesBehind(generateTexts.ru.more, { after });
    await anna.presses(generateTexts.ru.anySeed, { after });
    await anna.sees(/Кадр каждый раз новый/, { after });
    await anna.presses(generateTexts.ru.back, { after });

    const { text } = await anna.sees(/«рыцарь в лесу»/, { after });
    expect(text).not.toContain('Кадр №');
  });

  it('delivered pictures are kept when the person cancels the deletion', async () => {
    const { anna, shown, result } = await delivered();
    await anna.presses(generateTexts.ru.remove);

    await anna.presses(generateTexts.ru.keep);

    const { message_id: card } = await anna.sees('📎 Оригиналы');
    expect(card).toBe(result.message_id);
    expect(await shown()).toHaveLength(2);
  });
});

describe('the offer', () => {
  it('the offer for a new idea repeats the avatar, format and number of the last order, and one tap orders the pictures', async () => {
    const { anna, placed, postgres, userId } = await setup();
    const { id: avatarId } = await postgres.fixtures.avatar({ userId, name: 'Пётр' });
    await anna.sends('закат');
    await anna.pressesBehind('16:9');
    await anna.sees('✓16:9');
    await anna.pressesBehind('×4');
    await anna.pressesBehind(saying(generateTexts.ru.otherAvatar, { areSeveral: true }));
    await anna.presses('Пётр');
    await anna.sees(/Пётр[^]*4 картинки 16:9 · 12 кредитов/);
    await anna.presses(saying(generateTexts.ru.draw, { count: 4, price: 1_200n }));
    await anna.sees(saying(orderTexts.ru.accepted));
    expect((await anna.chat()).filter(({ by }) => by === 'bot')).toHaveLength(2); // the menu and the offer, which became the card

    const after = await anna.sends('рассвет');
    await anna.presses(saying(generateTexts.ru.draw, { count: 4, price: 1_200n }), { after });

    const [, second] = await eventually(async () => {
      const holds = await placed();
      return holds.length === 2 && holds;
    });
    expect(second?.onHeld.payload).toMatchObject({
      prompt: 'рассвет',
      input: { avatarId },
      aspectRatio: '16:9',
      pictureCount: 4,
    });
  });

  it('the offer orders the chosen quality, and the next offer begins with the same quality', async () => {
    const { anna, placed } = await setup();
    await anna.sends('закат');
    await anna.pressesBehind(generateTexts.ru.more);
    await anna.sees('✓👌 Обычно');
    await anna.presses(saying(generateTexts.ru.quality, { quality: 'best' }));
    await anna.sees('✓💎 Лучшее');
    await anna.presses(generateTexts.ru.back);
    await anna.sees(/2 картинки 3:4 · 💎 Лучшее · 6 кредитов/);
    await anna.presses(saying(generateTexts.ru.draw));
    await anna.sees(saying(orderTexts.ru.accepted));

    const after = await anna.sends('рассвет');

    await anna.sees(/«рассвет»[^]*💎 Лучшее/, { after });
    expect((await placed())[0]?.onHeld.payload).toMatchObject({ quality: 'best', seed: null });
  });

  it('the offer stays the same when the choice that is already made is tapped again', async () => {
    const { anna, postgres } = await setup();
    await anna.sends('закат');
    await anna.sees(saying(generateTexts.ru.draw));
    const offered = async () =>
      (await postgres.admin.query(`SELECT draft->'orderId' AS id, update_id FROM bot.conversation`)) as [
        { id: string; update_id: string },
      ];
    const [before] = await offered();

    await anna.pressesBehind('✓×2');

    const [now] = await eventually(async () => {
      const [row] = await offered();
      return row.update_id !== before.update_id && [row];
    });
    expect(now.id).toBe(before.id);
  });

  it('the offer takes a new text as a new idea, which is no longer a variation', async () => {
    const { anna, orders, isDelivered, placed } = await setup();
    await isDelivered(await orders('закат'));
    await anna.pressesBehind(generateTexts.ru.similar);
    await anna.sees(/Похожие на прошлые/);

    const after = await anna.sends('рассвет в горах');

    const { text } = await anna.sees(/«рассвет в горах»/, { after });
    expect(text).not.toContain('Похожие');
    await anna.presses(saying(generateTexts.ru.draw), { after });
    const [, second] = await eventually(async () => {
      const holds = await placed();
      return holds.length === 2 && holds;
    });
    expect(second?.onHeld.payload).toMatchObject({ prompt: 'рассвет в горах', seed: null, similarTo: null });
  });

  it('the offer names the length of an idea that is too long, and the length that fits', async () => {
    const { anna } = await setup();
    await anna.sends('закат');
    await anna.sees(/Нарисовать/);

    await anna.sends('а'.repeat(2_000));

    await anna.sees(/2000 знаков, а помещается 1800/);
  });
});

describe('the prompt of delivered pictures', () => {
  const PROMPT = 'TOK_ab12 woman, sunset & sea, <85mm>';
  const shown = async (enhancedPrompt = PROMPT) => {
    const harness = await setup();
    const { anna, orders, isDelivered } = harness;
    await isDelivered(await orders('закат'), undefined, { enhancedPrompt, seed: 4_242 });
    await anna.pressesBehind(generateTexts.ru.showPrompt);
    return { ...harness, screen: await anna.sees(/Хотите изменить/) };
  };
  const secondOf = async (placed: Awaited<ReturnType<typeof setup>>['placed']) =>
    eventually(async () => (await placed())[1]?.onHeld.payload ?? false);

  it('the prompt of delivered pictures is shown as it was written, and a tap copies it', async () => {
    const { screen } = await shown();

    expect(screen.text).toContain(PROMPT);
    expect(screen.entities).toContainEqual(expect.objectContaining({ type: 'code', length: PROMPT.length }));
  });

  it('the prompt is shown without the word by which a model knows the avatar, which no person understands', async () => {
    const { screen } = await shown('aisha_ko7bi2xa9ru4 woman, sunset & sea');

    expect(screen.text).toContain('sunset & sea');
    expect(screen.text).not.toContain('aisha_');
  });

  it('a changed prompt is drawn word for word, with the same seed', async () => {
    const { anna, avatar, placed } = await shown();

    await anna.sends('TOK_ab12 woman, sunset over a lake, 50mm');
    await anna.sees(/over a lake[^]*Слово в слово/);
    await anna.presses(saying(generateTexts.ru.draw));

    expect(await secondOf(placed)).toMatchObject({
      input: { avatarId: avatar.id },
      prompt: 'TOK_ab12 woman, sunset over a lake, 50mm',
      enhance: false,
      seed: 4_242,
      similarTo: null,
    });
  });

  it('a prompt of the greatest length that a model reads can be changed by a word', async () => {
    const { anna, screen, placed } = await shown('a very long dusk, '.repeat(100));
    expect(screen.text).toMatch(/до 1800 знаков/);
    const changed = `noon${'a very long dusk, '.repeat(100).slice('noon'.length)}`.trim();

    await anna.sends(changed);
    await anna.sees(/very long dusk[^]*Слово в слово/);
    await anna.presses(saying(generateTexts.ru.draw));

    expect(await secondOf(placed)).toMatchObject({ prompt: changed, enhance: false });
    expect(changed.length).toBeGreaterThan(1_790);
  });

  it('a person’s own prompt is used for one order; the next idea is improved as usual', async () => {
    const { anna, placed } = await shown();
    await anna.sends('sunset over a lake');
    await anna.sees(/Слово в слово/);

    const after = await anna.sends('рыцарь в лесу');
    const { text } = await anna.sees(/«рыцарь в лесу»/, { after });
    expect(text).not.toContain('Слово в слово');
    await anna.presses(saying(generateTexts.ru.draw), { after });

    expect(await secondOf(placed)).toMatchObject({ prompt: 'рыцарь в лесу', enhance: true, seed: null });
  });

  it('the answer to a changed prompt that is too long names its length and the length that fits', async () => {
    const { anna } = await shown();

    await anna.sends('a'.repeat(2_000));

    await anna.sees(/2000 знаков, а помещается 1800/);
  });

  it.each([
    [saying(generateTexts.ru.again), 'person', false],
    [generateTexts.ru.similar, 'person', false],
    [saying(generateTexts.ru.again), 'model', true],
  ] as const)(
    '%s below an order whose prompt was written by the %s leads to an order whose idea is improved: %s',
    async (button, promptWriter, enhance) => {
      const { anna, orders, isDelivered, placed } = await setup();
      await isDelivered(await orders('закат'), undefined, { enhancedPrompt: PROMPT, promptWriter });

      await anna.pressesBehind(button);
      await anna.presses(saying(generateTexts.ru.draw));

      expect(await secondOf(placed)).toMatchObject({ enhance });
    },
  );

  it.each([generateTexts.ru.showPrompt, saying(generateTexts.ru.again)])(
    'when the words of an order were deleted, %s below its pictures says so, and does not call the order gone',
    async (button) => {
      const { anna, orders, isDelivered, toastIn, postgres } = await setup();
      await isDelivered(await orders('закат'));
      const result = await anna.sees(/Что дальше/);
      await postgres.admin.query(`UPDATE generator.image_generation SET prompt = '', enhanced_prompt = NULL`);

      await anna.pressesBehind(button);

      expect(await toastIn(result)).toBe(plainText(generateTexts.ru.wordsGone));
    },
  );
});

describe('the improvement of ideas', () => {
  it('the improvement of ideas is turned off on the price screen, and stays off for the next ideas until it is turned on', async () => {
    const { anna, placed } = await setup();
    await anna.sends('закат');
    await anna.pressesBehind(saying(generateTexts.ru.enhance, { isOn: true }));
    await anna.sees(/«закат»[^]*Слово в слово/);
    await anna.presses(saying(generateTexts.ru.draw));
    await anna.sees(saying(orderTexts.ru.accepted));

    const after = await anna.sends('рассвет');
    await anna.sees(/«рассвет»[^]*Слово в слово/, { after });
    await anna.pressesBehind(saying(generateTexts.ru.enhance, { isOn: false }), { after });
    await anna.sees(saying(generateTexts.ru.enhance, { isOn: true }), { after });
    await anna.presses(saying(generateTexts.ru.draw), { after });

    const both = await eventually(async () => {
      const holds = await placed();
      return holds.length === 2 && holds;
    });
    expect(both.map(({ onHeld }) => onHeld.payload.enhance)).toEqual([false, true]);
  });

  it('the bot does not offer to improve an idea when the new order keeps the prompt of an earlier order', async () => {
    const { anna, orders, isDelivered } = await setup();
    await isDelivered(await orders('закат'));

    await anna.pressesBehind(generateTexts.ru.similar);

    const { buttons } = await anna.sees(/Похожие на прошлые/);
    expect(buttons.flat().map(({ text }) => text)).not.toContainEqual(expect.stringContaining('Улучшать'));
  });
});

describe('an idea', () => {
  it('an idea typed after "your avatar is ready" is for that avatar, and the screens name the avatar', async () => {
    const { anna, isTrained } = await setup();
    await isTrained({ name: 'Пётр' });
    await anna.sees(/Ваш аватар .*готов/);

    await anna.sends('закат');

    await anna.sees(/«закат»[^]*Аватар: Пётр/);
    await anna.sends('/generate');
    await anna.sees(/Аватар: Пётр[^]*Опишите идею/);
  });

  it('an avatar that was stopped during its training is not chosen for the next idea; the person reads that it is stopped, with a button that says what to do', async () => {
    const { anna, isTrained, avatar } = await setup();
    await isTrained({ name: 'Вера', stoppedFor: 'reported' });

    const ready = await anna.sees(/обучен, но остановлен/);
    expect(ready.buttons.flat().map(({ text }) => text)).toContain('🤳 Что делать');

    await anna.sends('/generate');
    await anna.sees(new RegExp(`Аватар: ${avatar.name}`));
  });

  it('the screens about an idea for a style speak of the style and its manner, and neither of an avatar nor of where the person is', async () => {
    const { anna, isTrained } = await setup();
    await isTrained({ name: 'Акварель', trainingType: 'style' });
    const ready = await anna.sees(/Ваш стиль .*готов.*в этой манере/);

    await anna.sends('/generate');

    const asked = await anna.sees(/Стиль: Акварель[^]*в этой манере/);
    await anna.sends('закат');
    const offer = await anna.sees(/«закат»[^]*Стиль: Акварель/);
    expect([ready, asked, offer].map(({ text }) => text).join()).not.toMatch(/аватар|где вы/i);
  });

  it('an idea is offered with the main avatar when the chosen avatar is deleted meanwhile', async () => {
    const { anna, isDeleted, postgres, userId } = await setup();
    await anna.sends('/generate');
    await anna.sends('закат');
    await anna.sees('Нарисовать');
    await isDeleted(await postgres.fixtures.avatar({ userId, name: 'Мария' }));

    await anna.presses(generateTexts.ru.anotherWay);

    await anna.sees(/Аватар: Мария[^]*Опишите идею/);
  });
});

describe('a price shown long ago', () => {
  it('an old price is renewed when its button is tapped, with an explanation, and the next tap orders', async () => {
    const clock = new ManualClock(new Date());
    const { anna, placed, toastIn } = await setup({ clock });
    await anna.sends('/generate');
    await anna.sends('закат');
    const offer = await anna.sees(/Нарисовать/);
    clock.advance(QUOTE_VALID_MS);

    await anna.pressesIn(offer, saying(generateTexts.ru.draw));

    expect(await toastIn(offer)).toBe('Цена обновлена, нажмите ещё раз.');
    expect(await placed()).toEqual([]);
    await anna.presses(saying(generateTexts.ru.draw));
    await anna.sees(/Картинки · закат · [^·]+/);
    expect(await placed()).toHaveLength(1);
  });

  it('the second half of a double tap on an old price does not accept a higher one before it is shown', async () => {
    const clock = new ManualClock(new Date());
    const { anna, bot, postgres, placed, isNoted } = await setup({ clock });
    await anna.sends('/generate');
    await anna.sends('закат');
    const offer = await anna.sees(/Нарисовать 2 · 6 кредитов/);
    await isNoted(offer);
    clock.advance(QUOTE_VALID_MS);
    await postgres.admin.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES ('picture', $1, 500)`, [
      clock.now().toISOString(),
    ]);
    await bot.sender.stop();

    await anna.pressesIn(offer, saying(generateTexts.ru.draw));
    await anna.pressesIn(offer, saying(generateTexts.ru.draw));
    bot.sender.start();

    const dearer = await anna.sees(/Нарисовать 2 · 10 кредитов/);
    await eventually(async () => {
      const pressed = (await anna.chat()).find(({ message_id: id }) => id === offer.message_id)?.presses ?? [];
      expect(pressed.filter(({ answer }) => answer)).toHaveLength(2);
    });
    expect(await placed()).toEqual([]);
    await anna.pressesIn(dearer, saying(generateTexts.ru.draw));
    await anna.sees(/Картинки · закат · [^·]+/);
    expect(await placed()).toMatchObject([{ quotedCentiCredits: '1000' }]);
  });
});
