import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { MAX_FILE_BYTES, MAX_UNFINISHED_AVATARS, type AvatarId, type PhotoId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { avatarPhotoKey, toReference } from '@aisha/storage';
import { eventually, jobContext, type PostgresHarness } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { AnnouncePurchaseHandler } from '../balance/announce-purchase.handler';
import { Readers } from '../../readers';
import { ShowPhotoVerdictHandler } from './show-photo-verdict.handler';
import { FileBudgetStore } from '../../engine/telegram/file-budget.store';

/** No check runs on them here. */
const somePhotos = (count: number): Promise<Buffer[]> =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      sharp({ create: { width: 90, height: 120, channels: 3, background: { r: 10 * i, g: 90, b: 160 } } })
        .jpeg()
        .toBuffer(),
    ),
  );

const userOf = async (postgres: PostgresHarness): Promise<UserId> => {
  const [person] = await postgres.admin.query<{ user_id: UserId }>('SELECT user_id FROM bot.person');
  if (!person) throw new Error('nobody has written yet');
  return person.user_id;
};

const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const anna = await harness.joinsAndAgrees('Анна');
  const readers = new Readers(postgres.database);
  const [selfie = Buffer.of()] = await somePhotos(1);
  return {
    ...harness,
    anna,
    /** Up to the step that collects photos. */
    begins: async () => {
      await anna.sends('/create');
      await anna.presses('👤 Портрет');
      await anna.presses('Женщина');
      await anna.sees('Как назовём');
      await anna.sends('Аня');
      await anna.sees(/пришлите от 10/);
    },
    /** The trainer takes every photo that was asked about so far, and says so. */
    judge: async () => {
      const userId = await userOf(postgres);
      const asked = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'fetch-file');
      const handler = new ShowPhotoVerdictHandler(bot.cards, readers, new FileBudgetStore(postgres.database));
      for (const [i, { payload }] of asked.entries()) {
        const { onStored } = payload as { onStored: { payload: { photoId: PhotoId; avatarId: AvatarId } } };
        const { photoId, avatarId } = onStored.payload;
        if (!(await readers.avatars.find(userId, avatarId))) {
          await postgres.fixtures.avatar({ id: avatarId, userId, name: 'Аня', status: 'photos_uploading' });
        }
        const kept = await readers.avatars.photos(avatarId);
        if (!kept.some(({ id }) => id === photoId)) {
          const key = avatarPhotoKey(userId, avatarId, photoId);
          await harness.objects.put(key, selfie, { contentType: 'image/jpeg' });
          await postgres.fixtures.photo({ id: photoId, avatarId, filePath: toReference(key) });
        }
        const verdict = { userId, avatarId, photoId, accepted: true, findings: [], acceptedCount: i + 1 };
        await handler.handle(verdict, jobContext(postgres, { messageId: newId<string>() }));
      }
      return asked.length;
    },
    purchase: async () => {
      const userId = await userOf(postgres);
      const credited = { userId, credited: '10000', availableAfter: '10000', stars: 150, debtPaid: '0' };
      await new AnnouncePurchaseHandler(bot.deliveries, readers, bot.registry).handle(credited, jobContext(postgres));
    },
  };
};

describe('making an avatar', () => {
  it('shows the card that counts photos below the newest of them', async () => {
    const { anna, begins, judge } = await setup();
    await begins();
    const photos = await somePhotos(3);
    await anna.sendsPhotos(photos.slice(0, 2));
    await eventually(async () => (await judge()) === 2);
    const first = await anna.sees(/2 из 20/);

    const [last] = await anna.sendsPhotos(photos.slice(2));

    const second = await anna.sees(/из 20/, { after: last?.message_id ?? 0 });
    expect(second.buttons.flat().map(({ text }) => text)).toContain('👀 Посмотреть фото');
    await eventually(async () => {
      expect((await anna.chat()).map(({ message_id: id }) => id)).not.toContain(first.message_id);
    });
  });

  it('is not begun while too many wait to be finished: the person is told, and led to them', async () => {
    const { postgres, anna } = await setup();
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);
    const userId = await userOf(postgres);
    for (let unfinished = 0; unfinished < MAX_UNFINISHED_AVATARS; unfinished += 1) {
      await postgres.fixtures.avatar({ userId, status: 'draft' });
    }

    await anna.sends('/create');

    const told = await anna.sees(/уже 10 незаконченных аватаров/);
    expect(told.buttons.flat().map(({ text }) => text)).toEqual(['👥 Мои аватары', '🏠 Меню']);
    await postgres.admin.query(
      `UPDATE trainer.avatar SET deleted_at = now() WHERE id = (SELECT max(id::text)::uuid FROM trainer.avatar)`,
    );
    await anna.sends('/create');
    await anna.sees(/Чему научить модель/);
  });

  it('tells once what to do with an unexpected album, and leads there', async () => {
    const { anna } = await setup();
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);

    await anna.sendsPhotos(await somePhotos(5));
    await anna.sends('/help');

    await anna.sees(/Как это работает/);
    const answers = (await anna.chat()).filter(({ by, text }) => by === 'bot' && /Фото вижу/.test(text ?? ''));
    expect(answers).toHaveLength(1);
    await anna.pressesIn(await anna.sees(/Фото вижу/), '✨ Создать аватар');
    await anna.sees(/Чему научить модель/);
  });

  it('waits for photos, whatever is said between two albums', async () => {
    const { anna, begins } = await setup();
    await begins();

    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Сейчас я жду фотографии/);
    await anna.sendsPhotos(await somePhotos(2));

    await anna.sees(/0 из 20[^]*Проверяю 2 фото/);
  });

  it('takes photos also while the person reviews the others or reads the price', async () => {
    const { anna, begins, judge } = await setup();
    await begins();
    const photos = await somePhotos(3);
    await anna.sendsPhotos(photos.slice(0, 1));
    await eventually(async () => (await judge()) === 1);
    await anna.presses('👀 Посмотреть фото');
    await anna.sees(/фото 1 из 1/);

    const [more] = await anna.sendsPhotos(photos.slice(1, 2));

    await anna.sees(/1 из 20[^]*Проверяю 1 фото/, { after: more?.message_id ?? 0 });
  });

  it('says that a file is too large also during the review of photos, and stays there', async () => {
    const { anna, begins, judge } = await setup();
    await begins();
    await anna.sendsPhotos(await somePhotos(1));
    await eventually(async () => (await judge()) === 1);
    await anna.presses('👀 Посмотреть фото');
    const looking = await anna.sees(/фото 1 из 1/);

    await anna.sendsDocument(Buffer.alloc(MAX_FILE_BYTES + 1), 'me.png', 'image/png');

    await anna.sees(/файл больше 20 МБ[^]*Пришлите его как фото/);
    await anna.presses('🗑 Убрать', { after: looking.message_id - 1 });
    await anna.sees(/Принятых фото пока нет/);
  });

  it('asks for photos later when they come before the avatar has a name, also as a file', async () => {
    const { anna } = await setup();
    await anna.sends('/create');
    await anna.presses('👤 Портрет');
    const [selfie] = await somePhotos(1);

    await anna.sendsDocument(selfie!, 'IMG_1.jpg', 'image/jpeg');

    const told = await anna.sees(/Они понадобятся чуть позже/);
    await anna.presses('Женщина', { after: told.message_id - 3 });
    await anna.sees('Как назовём');
  });

  it('asks for more photos when «Готово» is pressed on a card that counts some removed since', async () => {
    const { anna, begins, judge, postgres } = await setup();
    await begins();
    await anna.sendsPhotos(await somePhotos(10));
    await eventually(async () => (await judge()) === 10);
    await anna.sees(/10 из 20[^]*Достаточно/);
    await anna.sends('/menu');
    await anna.sees(/Чем займёмся/);
    await postgres.admin.query(
      'DELETE FROM trainer.avatar_photo WHERE id = (SELECT max(id::text)::uuid FROM trainer.avatar_photo)',
    );

    await anna.presses('✅ Готово, дальше');

    await anna.sees(/Уже есть 9 из 20, продолжаем/);
  });

  it('cannot be continued once it was deleted', async () => {
    const { anna, begins, judge } = await setup();
    await begins();
    await anna.sendsPhotos(await somePhotos(1));
    await eventually(async () => (await judge()) === 1);
    await anna.sends('/avatars');
    await anna.presses(/^Аня · /);
    await anna.presses('🗑 Удалить');
    await anna.presses('🗑 Да, удалить');
    const { message_id: left } = await anna.sends('/menu');

    const menu = await anna.sees(/Чем займёмся/, { after: left });
    expect(
      menu.buttons
        .flat()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Продолжить');
  });

  it('is taken up where it was left, also before it has a name', async () => {
    const { anna } = await setup();
    await anna.sends('/create');
    await anna.presses('👤 Портрет');
    await anna.presses('Женщина');
    await anna.sees('Как назовём');
    const { message_id: left } = await anna.sends('/menu');

    await anna.presses('🔄 Продолжить: Новый аватар', { after: left });

    await anna.sees('Как назовём', { after: left });
  });

  it('asks for pictures of one manner when it is to learn a style', async () => {
    const { anna } = await setup();
    await anna.sends('/create');
    await anna.presses('🎨 Стиль');
    await anna.sees('Как назовём');
    await anna.sends('Акварель');

    const asked = await anna.sees(/пришлите от 10/);
    expect(asked.text).toMatch(/одна манера/);
    expect(asked.text).not.toMatch(/лицо/);
  });

  it('goes on where it was, from under the words about a purchase', async () => {
    const { anna, begins, purchase } = await setup();
    await begins();
    await anna.sends('/balance');
    await anna.sees(/Доступно: 0/);

    await purchase();
    await anna.sees(/Зачислено/);
    await anna.presses('🔄 Продолжить: Новый аватар');
    await anna.sees(/пришлите от 10/, { after: (await anna.sees(/Зачислено/)).message_id });

    // Pressed again: it is being gone on with already, and is not lost.
    await anna.presses('🔄 Продолжить: Новый аватар');
    await anna.sends('/menu');
    await anna.sees(/Продолжить: Новый аватар/, { after: (await anna.chat()).at(-1)?.message_id ?? 0 });
  });
});
