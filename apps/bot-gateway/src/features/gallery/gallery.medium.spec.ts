import { conversationTexts, galleryTexts, generateTexts, lookGroupTexts, menuTexts, upscaleTexts } from '@aisha/words';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { type LookGroup, lookOf, type OrderId, RETENTION_MS } from '@aisha/domain';
import { type PhotoSession, Picture } from '@aisha/kinds/tables';
import { pictureKey, toReference, upscaleKey } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { newId } from '@aisha/platform';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { answer, feature, html, MORE, onCommand, say } from '../../engine/conversation';
import { albumOf, documentOf, messageWith, type Content } from '../../engine/deliveries/content';
import { DeliveryStore } from '../../engine/deliveries/delivery.store';
import { features } from '../../features';
import { deletePicturesSurely } from '../../callbacks/picture-result.callbacks';

interface Drawn {
  readonly prompt?: string;
  readonly enhancedPrompt?: string;
  readonly favouriteAt?: Date;
  readonly count?: number;
  readonly session?: PhotoSession;
  readonly look?: string;
  readonly seed?: number;
  readonly lookGroup?: LookGroup;
}

/** A person in «Мои работы» with eleven pictures of the office, and a newer one at the sea that is a favourite. */
const setup = async (sea: Drawn = { prompt: 'на берегу моря', favouriteAt: new Date() }) => {
  const orders: OrderId[] = [];
  /** A command that shows an old result, with a button that deletes the pictures of the newest order. */
  const trap = feature({
    actions: [
      onCommand('result', null, () => {
        const button = orders.at(-1) && deletePicturesSurely.button('🗑️ Да, удалить', { orderId: orders.at(-1)! });
        return answer(undefined, say(messageWith(html`old result`, button ? [[button]] : [])));
      }),
    ],
  });
  const harness = await botHarness({ features: [...features, trap] });
  const { postgres, objects, joins, replica } = harness;
  const { deliveries } = await replica();
  const anna = await joins('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const userId = await harness.onlyUserId();
  const avatar = await postgres.fixtures.avatar({ userId, name: 'Аня', photos: 0 });
  const content = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
    .toBuffer();
  const draws = async ({ favouriteAt, count = 1, session, lookGroup, look, seed = 42, ...given }: Drawn) => {
    const words = { prompt: 'в офисе', enhancedPrompt: 'a cinematic portrait', ...given };
    const { orderId } = await postgres.fixtures.generation({
      ...{ userId, input: { kind: 'avatar', avatarId: avatar.id }, ...words },
      ...{ state: 'succeeded', units: count, delivered: count },
      ...(session && { session }),
    });
    for (let position = 0; position < count; position += 1) {
      const key = pictureKey(userId, orderId, position, 'jpg');
      await objects.put(key, content, { contentType: 'image/jpeg' });
      await postgres.fixtures.picture({
        orderId,
        position,
        filePath: toReference(key),
        favouriteAt: favouriteAt ?? null,
        lookGroup: lookGroup ?? null,
        look: look ?? null,
        seed,
      });
    }
    return orderId;
  };
  for (const count of [4, 4, 3]) await draws({ count });
  const orderId = await draws(sea);
  orders.push(orderId);
  await anna.presses(saying(menuTexts.ru.storey, { storey: 'works' }));
  /**
   * `inChat`: the messages in the chat that have a picture; a page of the gallery is one message. `shows` waits until the newest page has
   * `pictures` numbers.
   */
  const inChat = async () => (await anna.chat()).filter(({ photo }) => photo);
  const shows = (pictures: number) =>
    eventually(async () => {
      const [page] = (await inChat()).slice(-1);
      expect(labelsOf(page!).filter((label) => /^\d$/.test(label))).toHaveLength(pictures);
    });
  const jobs = async (name: string) => (await postgres.outboxOf('bot')).filter(({ job }) => job === name);
  /** Waits until the sender has recorded which messages show which pictures. */
  const allSent = () =>
    eventually(async () => {
      const open = `SELECT FROM bot.delivery WHERE status IN ('pending', 'sending')`;
      expect(await postgres.admin.query(open)).toEqual([]);
    });
  /** Delivers a result of this order. */
  const brings = (of: OrderId, shown: Content) =>
    postgres.database.transaction((tx) => deliveries.add(tx, userId, shown, { class: 'result', orderId: of }));
  /** Sends the newest picture, enlarged, as a file to the chat. */
  const enlarges = async () => {
    const of = await postgres.database.read.findOneOrFail(Picture, { where: { orderId }, order: { position: 'DESC' } });
    const enlarged = newId<OrderId>();
    const key = upscaleKey(userId, enlarged, 'jpg');
    await objects.put(key, content, { contentType: 'image/jpeg' });
    const input = { kind: 'picture', orderId, pictureId: of.id } as const;
    await postgres.fixtures.upscale({
      ...{ orderId: enlarged, userId, input, state: 'succeeded', delivered: 1, filePath: toReference(key) },
    });
    await brings(enlarged, documentOf(toReference(key), 'large.jpg', html`the large one`));
    await anna.sees('the large one');
  };
  /** Lets this many hours pass. After more than a day the sender has removed the contents of old messages. */
  const isLater = async (hours: number) => {
    await allSent();
    await postgres.admin.query(
      `UPDATE bot.delivery SET created_at = created_at - make_interval(hours => $1), sent_at = sent_at - make_interval(hours => $1)`,
      [hours],
    );
    await new DeliveryStore(postgres.database).clear(RETENTION_MS.sentMessage, 1_000);
  };
  return { ...harness, anna, userId, orderId, content, shows, inChat, jobs, allSent, brings, enlarges, isLater };
};

const labelsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

describe('«Картинки» in «Мои работы»', () => {
  it('«Картинки» in «Мои работы» is one sheet of numbered pictures, whose pages are turned in the same message', async () => {
    const { anna, shows, inChat, allSent } = await setup();

    await anna.presses(galleryTexts.ru.entryGallery);
    const first = await anna.sees(/Нажмите номер/);
    await shows(9);
    expect(labelsOf(first)).toEqual([
      ...'123456789',
      'Старше ›',
      '⭐ Избранное',
      '🔎 Фильтры',
      '☑️ Выбрать',
      '📦 Скачать',
      '🏠 Меню',
    ]);
    await allSent();
    await anna.presses(galleryTexts.ru.older);

    await shows(3);
    expect(await inChat()).toHaveLength(1);
    await eventually(async () => {
      const [screen, ...others] = (await anna.chat()).filter(({ text }) => text?.includes('Нажмите номер'));
      expect(others).toEqual([]);
      expect(labelsOf(screen!)).toEqual([
        '1',
        '2',
        '3',
        '‹ Новее',
        '⭐ Избранное',
        '🔎 Фильтры',
        '☑️ Выбрать',
        '📦 Скачать',
        '🏠 Меню',
      ]);
    });
    await allSent();
    await anna.presses(galleryTexts.ru.newer);
    await shows(9);
  });

  it('«Картинки» in «Мои работы» finds pictures by a typed word, and says what to do when none is found', async () => {
    const { anna, shows, allSent } = await setup();
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.sees(/Нажмите номер/);
    await allSent();

    await anna.sends('моря');
    expect(labelsOf(await anna.sees(/Картинки · «моря»/))).toEqual([
      '1',
      '⭐ Избранное',
      '🔎 Фильтры',
      '📦 Скачать',
      '🏠 Меню',
    ]);
    await allSent();
    await anna.sends('горы');
    await anna.sees(/«горы»[^]*Ничего не нашлось[^]*другое слово/);
    await allSent();
    await anna.presses(galleryTexts.ru.all);

    await anna.sees(/Картинки\n/);
    await shows(9);
    const screens = (await anna.chat()).filter(({ buttons }) =>
      buttons.flat().some(({ text }) => text === '🔎 Фильтры'),
    );
    expect(screens).toHaveLength(1);
  });

  it('a search in «Картинки» uses only the beginning of a text that is too long, and cuts no character in two', async () => {
    const { anna } = await setup();
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.sees(/Нажмите номер/);

    await anna.sends(`${'а'.repeat(99)}🌊🌊`);

    await anna.sees(new RegExp(`«${'а'.repeat(99)}🌊»[^]*Ничего не нашлось`, 'u'));
  });

  it('«Картинки» in «Мои работы» shows only favourites after one tap, and can be filtered by avatar and time behind «Фильтры»', async () => {
    const { anna, postgres, userId } = await setup();
    await postgres.fixtures.avatar({ userId, name: 'Борис', photos: 0 });
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.sees(/Нажмите номер/);
    await anna.presses(generateTexts.ru.favourite);
    expect(labelsOf(await anna.sees(/Картинки · ⭐ избранное/))).toContain('✓ Избранное');

    await anna.presses(galleryTexts.ru.filters);
    await anna.presses(saying(galleryTexts.ru.period, { isOn: false, days: 7 }));
    await anna.sees(/избранное · за неделю/);
    await anna.presses(saying(galleryTexts.ru.avatar, { name: null }));
    await anna.presses('Борис');
    await anna.sees(/избранное · Борис · за неделю/);
    await anna.presses(galleryTexts.ru.show);
    await anna.sees(/Таких картинок нет/);
    await anna.presses(galleryTexts.ru.filters);
    await anna.presses(galleryTexts.ru.reset);
    await anna.presses(galleryTexts.ru.show);

    await anna.sees(/Нажмите номер/);
  });

  it('the screens of a picture and of an archive lead back to «Картинки» in «Мои работы»; a second tap on a filter removes the filter', async () => {
    const { anna } = await setup();
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.presses('1');
    await anna.sees(/🖼️ 1 \/ 9/);
    await anna.presses(galleryTexts.ru.back);
    await anna.presses(galleryTexts.ru.download);
    await anna.sees(/Скачать картинки[^]*Соберу 12 картинок/);
    await anna.presses(galleryTexts.ru.back);
    await eventually(async () => {
      const [screen] = (await anna.chat()).filter(({ buttons }) => buttons.length > 0).slice(-1);
      expect(screen?.text).toMatch(/Нажмите номер/);
    });
    await anna.presses(galleryTexts.ru.filters);
    await anna.presses(saying(galleryTexts.ru.period, { isOn: false, days: 365 }));
    await anna.presses(saying(galleryTexts.ru.period, { isOn: true, days: 365 }));

    await anna.presses(saying(galleryTexts.ru.period, { isOn: false, days: 7 }));

    await anna.sees(/Какие картинки показать\? · за неделю\n/);
  });

  it('«Картинки» in «Мои работы» lists many avatars page by page in the filter, and shows the pictures of all avatars again after one tap', async () => {
    const { anna, postgres, userId, shows } = await setup();
    for (let n = 1; n <= 6; n += 1) await postgres.fixtures.avatar({ userId, name: `Номер ${n}`, photos: 0 });
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.sees(/Нажмите номер/);
    await anna.presses(galleryTexts.ru.filters);
    await anna.presses(saying(galleryTexts.ru.avatar, { name: null }));
    expect(labelsOf(await anna.sees(/Чьи картинки/))).not.toContain('Аня');
    await anna.presses(galleryTexts.ru.olderAvatars);
    await anna.presses(galleryTexts.ru.newestAvatars);
    await anna.presses(galleryTexts.ru.olderAvatars);
    await anna.presses('Аня');
    await anna.sees(/Какие картинки показать\? · Аня/);
    await anna.presses('✓ Аня');
    await anna.presses('Номер 6');
    await anna.sees(/Какие картинки показать\? · Номер 6/);
    await anna.presses(galleryTexts.ru.show);
    await anna.sees(/Номер 6[^]*Таких картинок нет/);
    await anna.presses(galleryTexts.ru.filters);
    await anna.presses('✓ Номер 6');

    await anna.presses(galleryTexts.ru.anyAvatar);

    expect(labelsOf(await anna.sees(/Какие картинки показать\?\n/))).toContain('👤 Аватар');
    await anna.presses(galleryTexts.ru.show);
    await shows(9);
  });

  it('«Картинки» in «Мои работы» can show only a theme in which the person has pictures, also during a search', async () => {
    const { anna, shows } = await setup({ prompt: 'Нуар', lookGroup: 'cinema' });
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.sees(/Нажмите номер/);
    await anna.presses(galleryTexts.ru.filters);
    await anna.presses(saying(galleryTexts.ru.lookGroup, { name: null }));

    expect(labelsOf(await anna.sees(/на какую тему/))).toEqual(['🎬 Кино', '🎭 Все темы']);
    await anna.presses(lookGroupTexts.ru.cinema);
    expect(labelsOf(await anna.sees(/Какие картинки показать\? · 🎬 Кино/))).toContain('✓ 🎬 Кино');
    await anna.presses(galleryTexts.ru.show);
    await anna.sees(/Картинки · 🎬 Кино\n/);
    await shows(1);
    await anna.sends('нуар');
    await anna.sees(/Картинки · 🎬 Кино · «нуар»[^]*Нажмите номер/);
    await anna.sends('офис');

    await anna.sees(/🎬 Кино · «офис»[^]*Ничего не нашлось/);
    await anna.presses(galleryTexts.ru.filters);
    await anna.presses(`✓ ${lookGroupTexts.ru.cinema}`);
    await anna.sees(/на какую тему/);
    await anna.presses(galleryTexts.ru.anyLookGroup);
    expect(labelsOf(await anna.sees(/Какие картинки показать\? · «офис»/))).toContain('🎭 Тема');
  });

  it('«Картинки» in «Мои работы» offers no theme in which the person has no pictures', async () => {
    const { anna } = await setup();
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.sees(/Нажмите номер/);
    await anna.presses(galleryTexts.ru.filters);

    expect(labelsOf(await anna.sees(/Какие картинки показать/))).not.toContain('🎭 Тема');
  });

  it('when a person deletes pictures with the button below their result, yesterday’s page of «Картинки» and the enlarged copy disappear from the chat', async () => {
    const { anna, shows, inChat, isLater, enlarges } = await setup({ prompt: 'на берегу моря', count: 2 });
    await enlarges();
    await anna.presses(galleryTexts.ru.entryGallery);
    await shows(9);
    await isLater(30);

    await anna.sends('/result');
    await anna.sees('old result');
    await anna.presses(galleryTexts.ru.removeSurely);

    await eventually(async () => expect(await inChat()).toEqual([]));
    await eventually(async () => expect((await anna.chat()).filter(({ document }) => document)).toEqual([]));
  });

  it('«Картинки» in «Мои работы» offers to create a picture while there are none', async () => {
    const { joins } = await setup();
    const boris = await joins('Борис');
    await boris.sends('/pictures');

    expect(labelsOf(await boris.sees(/Пока пусто/))).toEqual(['🎨 Создать картинку', '🏠 Меню']);
  });
});

describe('a picture that is opened', () => {
  const opened = async () => {
    const harness = await setup();
    const { anna, postgres, userId, orderId } = harness;
    await postgres.fixtures.account({ userId, credits: 10 });
    await postgres.fixtures.hold({ userId, orderId, credits: 3 });
    await postgres.admin.query(
      `UPDATE billing.credit_hold SET status = 'captured', captured = amount, delivered = 1, delivered_of = 1, settled_at = now()`,
    );
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.sees(/Нажмите номер/);
    await anna.presses('1');
    const screen = await anna.sees(/1 \/ 9/);
    return { ...harness, screen };
  };

  it('an opened picture shows its idea and its price, has a button for each use, and can be sent as the original file', async () => {
    const { anna, screen, content } = await opened();

    expect(screen.photo).toBeDefined();
    expect(screen.text).toMatch(/Аня[^]*кадр № 42 · 3 кредита[^]*на берегу моря[^]*a cinematic portrait/);
    expect(labelsOf(screen)).toEqual(['‹', '›', '⭐ В избранном', '📎 Оригинал', '⋯', '‹ К картинкам']);
    await anna.presses(MORE);
    expect(labelsOf(await anna.sees('🎲 Похожее'))).toEqual([
      ...['🔁 Ещё раз', '🎲 Похожее', '📝 Промпт', '🖼️ Главное фото', upscaleTexts.ru.start, '🎬 Оживить'],
      ...['✏️ Изменить', '📤 Поделиться', '🗑️ Удалить', '‹ Назад'],
    ]);
    await anna.presses(conversationTexts.ru.fewer);
    await anna.presses(galleryTexts.ru.original);
    const file = await eventually(async () => (await anna.chat()).find(({ document }) => document) ?? false);
    // Telegram removes XMP data from a photo but not from a file, so the file equals the stored one.
    expect(await anna.downloads(file)).toEqual([content]);
  });

  it('the caption of an opened picture has the beginning of its prompt, and a button shows the whole prompt', async () => {
    const enhancedPrompt = `${'golden hour over the sea, '.repeat(60)}the very end`;
    const given = `aisha_ko7bi2xa9ru4 woman, ${enhancedPrompt}`;
    const { anna } = await setup({ prompt: 'на берегу моря', enhancedPrompt: given });
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.sees(/Нажмите номер/);
    await anna.presses('1');
    const { text } = await anna.sees(/1 \/ 9/);
    expect(text).toContain('golden hour');
    expect(text).not.toMatch(/the very end|aisha_/);

    await anna.pressesBehind(galleryTexts.ru.showPrompt);

    const shown = await anna.sees(saying(generateTexts.ru.prompt));
    expect(shown.text).toContain(enhancedPrompt);
  });

  it('an opened picture of a photo session names its own look, prompt and seed, and offers the whole session again instead of a similar picture', async () => {
    const session = { group: 'cinema', looks: ['agent', 'noir'], at: 7, drawn: [], missed: null } as const;
    const { anna } = await setup({ prompt: 'Фотосессия: кино', session, look: 'noir', seed: 4_243 });
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.sees(/Нажмите номер/);
    await anna.presses('1');

    const screen = await anna.sees(/1 \/ 9/);

    expect(screen.text).toMatch(/кадр № 4243[^]*Фотосессия: кино · Нуар/);
    expect(screen.text).toContain(lookOf('noir')?.prompt);
    await anna.presses(MORE);
    const more = labelsOf(await anna.sees('🔁 Ещё раз'));
    expect(more).not.toContain('🎲 Похожее');
    expect(more).not.toContain('📝 Промпт');
  });

  it('an opened picture is marked and unmarked on its own screen, and a second quick tap does not undo the first tap', async () => {
    const { anna, screen, jobs } = await opened();

    for (let tap = 0; tap < 2; tap += 1)
      await anna.pressesIn(screen, saying(galleryTexts.ru.favourite, { isOn: true }));
    await eventually(async () => expect(labelsOf(await anna.sees(/1 \/ 9/))).toContain('☆ В избранное'));
    await anna.pressesBehind(generateTexts.ru.mainPhoto);
    await eventually(async () => expect(labelsOf(await anna.sees(/1 \/ 9/))).toContain('✓ Главное фото'));

    const asked = (await jobs('mark-picture')).map(({ payload }) => [payload['mark'], payload['isOn']]);
    expect(asked.filter(([mark]) => mark === 'favourite').every(([, isOn]) => isOn === false)).toBe(true);
    expect(asked.at(-1)).toEqual(['main-photo', true]);
  });

  it('an opened picture is deleted alone: from the chat, the page and the storage', async () => {
    const { anna, orderId, jobs, shows, allSent } = await opened();
    await anna.presses(galleryTexts.ru.original);
    await eventually(async () => (await anna.chat()).some(({ document }) => document));
    await allSent();

    await anna.pressesBehind(galleryTexts.ru.remove);
    await anna.sees(/Удалить эту картинку/);
    await anna.presses(galleryTexts.ru.removeSurely);

    const page = await anna.sees(/Нажмите номер/);
    expect(labelsOf(page).filter((label) => /^\d$/.test(label))).toEqual([...'12345678']);
    await shows(8);
    await eventually(async () => expect((await anna.chat()).filter(({ document }) => document)).toEqual([]));
    expect((await jobs('delete-result')).map(({ payload }) => payload)).toMatchObject([
      { kind: 'generation', orderId, part: expect.any(String) },
    ]);
    await anna.sends('моря');
    await anna.sees(/Ничего не нашлось/);
  });

  it('a deleted picture disappears from its session’s album, together with its enlarged copy and the old screen that shows it', async () => {
    const session = { group: 'cinema', looks: [], at: 7, drawn: [], missed: null } as const;
    const { anna, userId, orderId, brings, enlarges, isLater, inChat, allSent } = await setup({
      count: 4,
      session,
    });
    const pictures = [0, 1, 2, 3].map((position) => toReference(pictureKey(userId, orderId, position, 'jpg')));
    await brings(orderId, albumOf(pictures.slice(0, 2), html`one half`));
    await brings(orderId, albumOf(pictures.slice(2), html`the other`));
    await enlarges();
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.presses('1');
    await anna.sees(/1 \/ 9/);
    await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu));
    expect(await inChat()).toHaveLength(4 + 1);
    await isLater(30);

    const sent = await anna.sends('/pictures');
    await anna.sees(/Нажмите номер/, { after: sent });
    await allSent();
    await anna.presses('1', { after: sent });
    await anna.sees(/1 \/ 9/, { after: sent });
    await anna.pressesBehind(galleryTexts.ru.remove, { after: sent });
    await anna.sees(/Удалить эту картинку\?[^]*Архивы с ней останутся в чате/);
    await anna.presses(galleryTexts.ru.removeSurely);

    await eventually(async () => expect((await anna.chat()).filter(({ document }) => document)).toEqual([]));
    await eventually(async () => expect(await inChat()).toHaveLength(3 + 1));
    expect((await inChat()).filter(({ text }) => text?.includes('1 / 9'))).toEqual([]);
  });

  it('a deleted picture stays in messages that are too old for the bot to delete', async () => {
    const { anna, enlarges, isLater, allSent } = await setup();
    await enlarges();
    await isLater(49);
    await anna.presses(galleryTexts.ru.entryGallery);
    await anna.presses('1');
    await anna.sees(/1 \/ 9/);
    await allSent();
    await anna.pressesBehind(galleryTexts.ru.remove);
    await anna.presses(galleryTexts.ru.removeSurely);

    await anna.sees(/Нажмите номер/);
    await allSent();
    expect((await anna.chat()).filter(({ document }) => document)).toHaveLength(1);
  });

  it('an opened picture leads to the offer of its upscale without asking which picture is meant, and nothing is ordered yet', async () => {
    const { anna, jobs } = await opened();

    await anna.pressesBehind(upscaleTexts.ru.start);

    await anna.sees(saying(upscaleTexts.ru.confirm));
    expect(await jobs('place-hold')).toEqual([]);
  });
});
