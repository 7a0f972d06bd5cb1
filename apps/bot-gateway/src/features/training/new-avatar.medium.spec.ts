import { balanceTexts, conversationTexts, generateTexts, menuTexts, newAvatarTexts } from '@aisha/words';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { AvatarPhoto } from '@aisha/database/trainer';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { SeenMessage } from '@aisha/fakes/telegram';
import {
  isAccepted,
  MAX_FILE_BYTES,
  MAX_UNFINISHED_AVATARS,
  type AvatarId,
  type PhotoFinding,
  type PhotoId,
  type Subject,
  type TrainingType,
  type UserId,
} from '@aisha/domain';
import { newId } from '@aisha/platform';
import { avatarPhotoKey, toReference } from '@aisha/storage';
import { eventually, jobContext, type PostgresHarness } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { filePlaces } from '../../../spec/file-places';
import { showsVerdicts } from '../../../spec/photo-verdicts';
import { ChangedAvatars } from '../../readers';
import { Readers } from '../../engine/conversation/readers';
import { AnnouncePurchaseHandler } from '../purchases/purchases';

/** Photos without faces, because no trainer checks them in this spec. */
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

interface Created {
  readonly avatarId: AvatarId;
  readonly name: string;
  readonly trainingType: TrainingType;
  readonly subject: Subject | null;
}

/** The messages to the trainer about new avatars. */
const createdIn = async (postgres: PostgresHarness): Promise<Created[]> =>
  (await postgres.outboxOf('bot'))
    .filter(({ job }) => job === 'create-avatar')
    .map(({ payload }) => payload as unknown as Created);

const buttonsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const anna = await harness.joinsAndAgrees('Анна');
  const readers = new Readers(postgres.database);
  const [selfie = Buffer.of()] = await somePhotos(1);
  let judged = 0;
  const budget = filePlaces(postgres);
  const handler = showsVerdicts(bot, readers, budget.store);
  return {
    ...harness,
    anna,
    budget,
    /** Goes to the step that collects photos. */
    begins: async () => {
      await anna.sends('/create');
      await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
      await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
      await anna.sees('Как назовём');
      await anna.sends('Аня');
      await anna.sees(/пришлите от 10/);
    },
    /** Plays the trainer: answers about every photo that it got since the last call. Returns how many photos it has judged so far. */
    judge: async (findingsOf: (nth: number) => readonly PhotoFinding[] = () => []) => {
      const userId = await userOf(postgres);
      const asked = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'fetch-file');
      for (const { payload } of asked.slice(judged)) {
        const { onStored } = payload as { onStored: { payload: { photoId: PhotoId; avatarId: AvatarId } } };
        const { photoId, avatarId } = onStored.payload;
        if (!(await readers.of(ChangedAvatars).find(userId, avatarId))) {
          const begun = (await createdIn(postgres)).find((one) => one.avatarId === avatarId);
          await postgres.fixtures.avatar({ ...begun, id: avatarId, userId, status: 'photos_uploading' });
        }
        const findings = [...findingsOf(judged)];
        const accepted = isAccepted(findings);
        if (accepted) {
          const key = avatarPhotoKey(userId, avatarId, photoId);
          await harness.objects.put(key, selfie, { contentType: 'image/jpeg' });
          await postgres.fixtures.photo({ id: photoId, avatarId, filePath: toReference(key) });
        }
        const acceptedCount = await readers.of(ChangedAvatars).countPhotos(avatarId);
        const verdict = { userId, avatarId, photoId, accepted, findings, acceptedCount };
        await handler.handle(verdict, jobContext(postgres, { messageId: newId<string>() }));
        judged += 1;
      }
      return judged;
    },
    /** Plays the trainer: changes the verdict on the first photo. */
    revises: async (findings: PhotoFinding[], verdict: 'accepted' | 'refused' = 'accepted') => {
      const userId = await userOf(postgres);
      const avatarId = (await createdIn(postgres))[0]!.avatarId;
      const [{ id: photoId }] = (await postgres.admin.query<AvatarPhoto>(
        'SELECT id FROM trainer.avatar_photo WHERE avatar_id = $1 ORDER BY id LIMIT 1',
        [avatarId],
      )) as [AvatarPhoto];
      await postgres.admin.query('UPDATE trainer.avatar_photo SET findings = $1 WHERE id = $2', [findings, photoId]);
      const acceptedCount = await readers.of(ChangedAvatars).countPhotos(avatarId);
      const said = { userId, avatarId, photoId, findings, acceptedCount, accepted: verdict === 'accepted' };
      await handler.handle({ ...said, isRevised: true }, jobContext(postgres, { messageId: newId<string>() }));
    },
    created: () => createdIn(postgres),
    /** Waits until the bot has sent everything that it has decided to say, including later edits of cards. */
    allSent: () =>
      eventually(async () => {
        const open = `SELECT FROM bot.delivery WHERE status IN ('pending', 'sending')`;
        expect(await postgres.admin.query(open)).toEqual([]);
      }),
    purchase: async () => {
      const userId = await userOf(postgres);
      const credited = { userId, credited: '10000', availableAfter: '10000', stars: 150, debtPaid: '0' };
      const { cards, conversations, registry } = bot;
      await new AnnouncePurchaseHandler(cards, conversations, readers, registry).handle(
        { ...credited, telegramPaymentChargeId: null, subscribedUntil: null },
        jobContext(postgres),
      );
    },
  };
};

describe('making an avatar', () => {
  it('a photo that is refused because there are too many at once frees no place for another photo', async () => {
    const { anna, begins, judge, budget, postgres } = await setup();
    await begins();
    await anna.sendsPhotos(await somePhotos(2));
    await anna.sees(/Проверяю 2 фото/);
    const userId = await userOf(postgres);
    while ((await budget.take(userId)) === 'taken');

    await judge(() => ['too-many-at-once']);

    expect(await budget.take(userId)).toBe('atOnce');
  });

  it('the card that counts the photos of a new avatar moves below the newest photo', async () => {
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

  it('a person with too many unfinished avatars cannot begin another: the bot says so and leads to the unfinished ones', async () => {
    const { postgres, anna } = await setup();
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
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
    await anna.sees(/Что будем создавать/);
  });

  it('a voice message that comes instead of photos is answered, and the bot goes on waiting for the photos of a new avatar', async () => {
    const { anna, begins } = await setup();
    await begins();

    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Жду фотографии/);
    await anna.sendsPhotos(await somePhotos(2));

    await anna.sees(/0 из 20[^]*Проверяю 2 фото/);
  });

  it('a photo that comes while the person reviews the others is added to the new avatar, too', async () => {
    const { anna, begins, judge } = await setup();
    await begins();
    const photos = await somePhotos(3);
    await anna.sendsPhotos(photos.slice(0, 1));
    await eventually(async () => (await judge()) === 1);
    await anna.presses(saying(newAvatarTexts.ru.look, { type: 'portrait' }));
    await anna.sees(/фото 1 из 1/);

    const [more] = await anna.sendsPhotos(photos.slice(1, 2));

    await anna.sees(/1 из 20[^]*Проверяю 1 фото/, { after: more?.message_id ?? 0 });
  });

  it('the review shows what later photos revealed about a photo, while the card stays as it is', async () => {
    const { anna, begins, judge, revises, allSent } = await setup();
    await begins();
    const photos = await somePhotos(2);
    await anna.sendsPhotos(photos.slice(0, 1));
    await eventually(async () => (await judge()) >= 1);
    await anna.sendsPhotos(photos.slice(1));
    await eventually(async () => (await judge()) >= 2);
    const card = await anna.sees(/2 из 20[^]*Приняла 1 фото/);

    await revises(['another-person']);

    await anna.presses(saying(newAvatarTexts.ru.look, { type: 'portrait' }));
    await anna.sees(/фото 1 из 2[^]*💡 похоже, здесь другой человек/);
    await allSent();
    expect((await anna.sees(/2 из 20/, { after: card.message_id - 1 })).text).toBe(card.text);
  });

  it('a person who sends too large a file during the review of photos is told so, and stays in the review', async () => {
    const { anna, begins, judge } = await setup();
    await begins();
    await anna.sendsPhotos(await somePhotos(1));
    await eventually(async () => (await judge()) === 1);
    await anna.presses(saying(newAvatarTexts.ru.look, { type: 'portrait' }));
    const looking = await anna.sees(/фото 1 из 1/);

    await anna.sendsDocument(Buffer.alloc(MAX_FILE_BYTES + 1), 'me.png', 'image/png');

    await anna.sees(/файл больше 20 МБ[^]*Пришлите его как фото/);
    await anna.presses(newAvatarTexts.ru.remove, { after: looking.message_id - 1 });
    await anna.sees(/Принятых фото пока нет/);
  });

  it('photos that come before the avatar is described are kept, even when they are sent as files, and the open question is asked again', async () => {
    const { anna, judge, created } = await setup();
    await anna.sends('/create');
    await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    const [selfie, another] = await somePhotos(2);

    await anna.sendsDocument(selfie!, 'IMG_1.jpg', 'image/jpeg');
    await anna.sendsPhotos([another!]);
    await eventually(async () => (await judge()) === 2);
    await anna.presses(newAvatarTexts.ru.make);
    await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }), {
      after: await anna.sees(/Сделать из них аватар/),
    });
    await anna.sees('Как назовём');
    await anna.sends('Аня');

    await anna.sees(/Аня[^]*Уже есть 2 из 20/);
    const [begun, described] = await created();
    expect(begun).toMatchObject({ name: 'Анна', subject: null });
    expect(described).toEqual({ ...begun, name: 'Аня', subject: 'woman' });
  });

  it('a PDF that comes while the bot asks about a new avatar does not count as a photo', async () => {
    const { anna, created } = await setup();
    await anna.sends('/create');
    await anna.sees(/Что будем создавать/);

    await anna.sendsDocument(Buffer.from('%PDF'), 'contract.pdf', 'application/pdf');

    await anna.sees(/Это не фото[^]*Что будем создавать/);
    expect(await created()).toEqual([]);
  });

  it('«Готово» on a card that still counts a removed photo asks for more photos of the new avatar', async () => {
    const { anna, begins, judge, postgres } = await setup();
    await begins();
    await anna.sendsPhotos(await somePhotos(10));
    await eventually(async () => (await judge()) === 10);
    await anna.sees(/10 из 20[^]*Достаточно/);
    await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu));
    await postgres.admin.query(
      'DELETE FROM trainer.avatar_photo WHERE id = (SELECT max(id::text)::uuid FROM trainer.avatar_photo)',
    );

    await anna.presses(newAvatarTexts.ru.done);

    await anna.sees(/Уже есть 9 из 20, продолжаем/);
  });

  it('the menu does not offer the draft of a new avatar once the avatar is deleted', async () => {
    const { anna, begins, judge } = await setup();
    await begins();
    await anna.sendsPhotos(await somePhotos(1));
    await eventually(async () => (await judge()) === 1);
    await anna.sends('/avatars');
    await anna.presses(/^Аня · /);
    await anna.pressesBehind(new RegExp(`^${generateTexts.ru.remove}$`));
    await anna.presses(generateTexts.ru.removeSurely);
    const { message_id: left } = await anna.sends('/menu');

    const menu = await anna.sees(saying(menuTexts.ru.menu), { after: left });
    expect(
      menu.buttons
        .flat()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Продолжить');
  });

  it('the draft of a new avatar is continued at its last step, even before the avatar has a name', async () => {
    const { anna } = await setup();
    await anna.sends('/create');
    await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
    await anna.sees('Как назовём');
    const { message_id: left } = await anna.sends('/menu');

    await anna.presses(saying(conversationTexts.ru.continueDraft, { name: 'Новый аватар' }), { after: left });

    await anna.sees('Как назовём', { after: left });
  });

  it('the bot asks for pictures of one manner when the new avatar is to be a style', async () => {
    const { anna } = await setup();
    await anna.sends('/create');
    await anna.presses(saying(newAvatarTexts.ru.type, { type: 'style' }));
    await anna.sees('Как назовём');
    await anna.sends('Акварель');

    const asked = await anna.sees(/пришлите от 10/);
    expect(asked.text).toMatch(/🎨 Акварель[^]*картинок[^]*одна манера/);
    expect(asked.text).not.toMatch(/лицо|фото/);
    await anna.sends('готово?');
    await anna.sees(/Жду картинки/);
  });

  it('the draft of a new avatar can be continued from the message about a purchase', async () => {
    const { anna, begins, purchase } = await setup();
    await begins();
    await anna.sends('/balance');
    await anna.sees(/Доступно: 0/);

    await purchase();
    await anna.sees(saying(balanceTexts.ru.purchased, { amount: 10_000n }));
    await anna.presses(saying(conversationTexts.ru.continueDraft, { name: 'Аня' }));
    await anna.sees(/пришлите от 10/, {
      after: (await anna.sees(saying(balanceTexts.ru.purchased, { amount: 10_000n }))).message_id,
    });

    // A second press finds the avatar resumed already, and nothing is lost.
    await anna.presses(saying(conversationTexts.ru.continueDraft, { name: 'Аня' }));
    const { message_id: after } = await anna.sends('/menu');
    await anna.sees(/Продолжить: Аня/, { after });
  });
});

describe('an avatar that begins with photos', () => {
  it('photos that come unasked lead to the offer of an avatar: nothing has to be sent twice, and the type and the name need one tap each', async () => {
    const { anna, judge, created, telegram } = await setup();
    await anna.sends('/start');
    const { message_id: greeted } = await anna.sees(saying(menuTexts.ru.menu));

    await anna.sendsPhotos(await somePhotos(10));
    await eventually(async () => (await judge()) === 10);

    const card = await anna.sees(/Новый аватар: 10 из 20[^]*Сделать аватар из этих 10 фото\?/);
    expect(buttonsOf(card)).toEqual(['✨ Сделать аватар', '👀 Посмотреть фото', '⚡ Нарисовать уже сейчас', '🏠 Меню']);
    expect((await anna.chat(greeted)).filter(({ by }) => by === 'bot')).toHaveLength(1);
    await anna.presses(newAvatarTexts.ru.make);
    await anna.sees('Кто на этих фото?');
    await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
    await anna.sees('Как назовём аватар');
    await anna.presses('Анна');
    const asked = await anna.sees('Как обучать');
    expect(buttonsOf(asked)).toContain('⚡ Быстро, 5 мин · 200 кредитов');
    await anna.sees(/Анна: 10 из 20[^]*Достаточно, можно обучать/);
    const [begun, described, ...more] = await created();
    expect(begun).toMatchObject({ name: 'Анна', trainingType: 'portrait', subject: null });
    expect(described).toEqual({ ...begun, subject: 'woman' });
    expect(more).toEqual([]);
    expect(telegram.recorder.list({ method: 'deleteMessage' })).toEqual([]);
    // The trainer does not know the answers yet, so the bot must take them from its own draft.
    await anna.presses(newAvatarTexts.ru.done);
    await anna.sees('Как обучать', { after: asked });
  });

  it('an avatar that begins with photos asks for more photos when it is to be a portrait and some of the photos suit only a style', async () => {
    const { postgres, anna, judge, revises } = await setup();
    await anna.sendsPhotos(await somePhotos(10));
    await eventually(async () => (await judge()) >= 10);
    await anna.sees(/Новый аватар: 10 из 20/);
    await revises(['only-for-style']);
    await anna.sees(/1 фото: для портрета не подойдёт/);

    await anna.presses(newAvatarTexts.ru.make);
    await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
    await anna.sees('Как назовём аватар');
    await anna.presses('Анна');

    await anna.sees(/пришлите от 10/);
    await postgres.admin.query(
      `UPDATE trainer.avatar_photo SET accepted = false, file_path = NULL WHERE findings = '{only-for-style}'`,
    );
    await revises(['no-face'], 'refused');
    await anna.sees(/Анна: 9 из 20[^]*Не подошло: 1[^]*ещё хотя бы 1 фото/);
    await anna.sees(/Не вижу лица/);
  });

  it('an avatar that begins with photos becomes a style when the person says so, and is called a style from then on', async () => {
    const { anna, judge, created } = await setup();
    await anna.sendsPhotos(await somePhotos(3));
    await eventually(async () => (await judge()) === 3);

    await anna.presses(newAvatarTexts.ru.make);
    await anna.presses(newAvatarTexts.ru.itIsAStyle);
    await anna.sees('Как назовём стиль');
    await anna.presses(newAvatarTexts.ru.myStyle);

    await anna.sees(/Мой стиль: пришлите от 10 до 20 картинок[^]*Уже есть 3 из 20/);
    expect((await created()).at(-1)).toMatchObject({ name: 'Мой стиль', trainingType: 'style', subject: 'other' });
    await anna.sees(/🎨 Мой стиль: 3 из 20[^]*Приняла 3 картинки[^]*Нужно ещё хотя бы 7 картинок/);
  });

  it('an avatar that begins with photos gets a name that no other avatar of the person has', async () => {
    const { anna, postgres, created } = await setup();
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await postgres.fixtures.avatar({ userId: await userOf(postgres), name: 'Анна' });

    await anna.sendsPhotos(await somePhotos(2));

    await anna.sees(/Проверяю 2 фото/);
    expect(await created()).toMatchObject([{ name: 'Анна 2' }]);
  });

  it('a second avatar gets the name that is typed, even where the button suggests the same name with a number', async () => {
    const { anna, postgres, created } = await setup();
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await postgres.fixtures.avatar({ userId: await userOf(postgres), name: 'Анна' });
    await anna.sends('/create');
    await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
    const { buttons } = await anna.sees('Как назовём');
    expect(buttons.flat().map(({ text }) => text)).toContain('Анна 2');

    await anna.sends('Анна');

    await eventually(async () => expect(await created()).toMatchObject([{ name: 'Анна' }]));
  });

  it('an avatar that begins with photos also gets the photos that are sent soon after, when the person is back in the menu', async () => {
    const { anna, judge, created } = await setup();
    const photos = await somePhotos(4);
    await anna.sendsPhotos(photos.slice(0, 2));
    await eventually(async () => (await judge()) === 2);
    const { message_id: left } = await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu), { after: left });

    await anna.sendsPhotos(photos.slice(2));
    await eventually(async () => (await judge()) === 4);

    await anna.sees(/4 из 20/, { after: left });
    expect(await created()).toHaveLength(1);
  });

  it('an avatar that begins with photos is continued from its card later, and then asks the open questions', async () => {
    const { anna, judge } = await setup();
    await anna.sendsPhotos(await somePhotos(10));
    await eventually(async () => (await judge()) === 10);
    const { message_id: left } = await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu), { after: left });

    await anna.pressesIn(await anna.sees(/Сделать аватар из этих/), newAvatarTexts.ru.make);

    await anna.sees('Кто на этих фото?', { after: left });
  });

  it('an album does not begin another avatar when too many are unfinished: the person is told once, with a button to the avatars', async () => {
    const { postgres, anna, created } = await setup();
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    const userId = await userOf(postgres);
    for (let unfinished = 0; unfinished < MAX_UNFINISHED_AVATARS; unfinished += 1) {
      await postgres.fixtures.avatar({ userId, status: 'draft' });
    }

    await anna.sendsPhotos(await somePhotos(5));
    await anna.sends('/help');

    await anna.sees(/Как это работает/);
    const told = (await anna.chat()).filter(({ text }) => /уже 10 незаконченных аватаров/.test(text ?? ''));
    expect(told.map(buttonsOf)).toEqual([['👥 Мои аватары', '🏠 Меню']]);
    expect(await created()).toEqual([]);
  });

  it('/create names the price and the time of a training on its first screen', async () => {
    const { anna } = await setup();

    await anna.sends('/create');

    await anna.sees(/Обучение: 5–20 минут, от 200 кредитов/);
  });
});

describe('the verdict', () => {
  it('a refused photo gets a reply with advice; an accepted photo gets a reaction', async () => {
    const { anna, begins, judge } = await setup();
    await begins();
    const photos = await somePhotos(2);
    await anna.sendsPhotos(photos.slice(0, 1));
    await anna.sendsPhotos(photos.slice(1));

    await eventually(async () => (await judge((nth) => (nth === 1 ? ['too-dark'] : []))) === 2);

    const reply = await anna.sees('❌ Слишком темно, снимите у окна или при лампе.');
    const [bright, dark] = (await anna.chat()).filter(({ photo }) => photo);
    expect(reply.reply_to_message_id).toBe(dark?.message_id);
    await eventually(async () => {
      const sent = (await anna.chat()).filter(({ photo }) => photo);
      expect(sent.map(({ reaction }) => reaction)).toEqual(['👍', undefined]);
    });
    expect(bright?.media_group_id).toBeUndefined();
  });

  it('an album gets one reply that names the refused photos by their place, and no reaction', async () => {
    const { anna, begins, judge, telegram } = await setup();
    await begins();
    const album = await anna.sendsPhotos(await somePhotos(10));
    const refusedOnes = new Map<number, PhotoFinding>([
      [0, 'too-dark'],
      [3, 'too-dark'],
      [6, 'already-sent'],
    ]);

    await eventually(async () => (await judge((nth) => [refusedOnes.get(nth) ?? []].flat())) === 10);

    const reply = await anna.sees(/Не подошли 3 из 10:[^]*Фото 1, 4: слишком темно[^]*Фото 7: уже есть/);
    expect(reply.reply_to_message_id).toBe(album[0]?.message_id);
    await anna.sees(/7 из 20[^]*Приняла 7 фото[^]*Не подошло: 3[^]*Нужно ещё хотя бы 3 фото/);
    expect(telegram.recorder.list({ method: 'setMessageReaction' })).toEqual([]);
  });

  it('an accepted album of ten photos gets one reaction, besides the card', async () => {
    const { anna, begins, judge, telegram, allSent } = await setup();
    await begins();
    const [first] = await anna.sendsPhotos(await somePhotos(10));
    await eventually(async () => (await judge()) === 10);

    await anna.sees(/10 из 20[^]*Достаточно/);
    await allSent();

    const reactions = telegram.recorder.list({ method: 'setMessageReaction' });
    expect(reactions.map(({ params }) => Number(params['message_id']))).toEqual([first?.message_id]);
  });
});
