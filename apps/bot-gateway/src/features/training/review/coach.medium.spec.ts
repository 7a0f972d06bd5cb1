import { avatarsTexts, menuTexts, newAvatarTexts, supportTexts } from '@aisha/words';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { ShowPhotoMap } from '@aisha/contracts/bot-gateway';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { newId } from '@aisha/platform';
import { photoMapKey, toReference } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../../spec/bot-harness';
import { Readers } from '../../../engine/conversation/readers';
import { ShowPhotoMapHandler } from './coach.card';

const buttonsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

/** Anna has an avatar with ten accepted photos. The test decides when the trainer's verdict on the set comes. */
const setup = async () => {
  const harness = await botHarness();
  const { postgres, objects } = harness;
  const bot = await harness.replica();
  const anna = await harness.joinsAndAgrees('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const userId = await harness.onlyUserId();
  const { id: avatarId } = await postgres.fixtures.avatar({ userId, name: 'Аня', status: 'ready_for_training' });
  const handler = new ShowPhotoMapHandler(bot.cards, new Readers(postgres.database));
  let drawn = 0;
  return {
    ...harness,
    anna,
    avatarId,
    userId,
    says: async (said: Partial<Pick<ShowPhotoMap, 'advice' | 'outliers' | 'photos' | 'picture'>> = {}) => {
      drawn += 1;
      const key = photoMapKey(userId, avatarId, `${drawn}`);
      const map = { width: 90, height: 120, channels: 3, background: { r: 20 * drawn, g: 90, b: 160 } } as const;
      await objects.put(key, await sharp({ create: map }).png().toBuffer(), { contentType: 'image/png' });
      const told = { userId, avatarId, picture: toReference(key), photos: 10, advice: [], outliers: [], ...said };
      await handler.handle(told, jobContext(postgres, { messageId: newId<string>() }));
    },
    /** Waits until the sender has recorded which message shows the card, because only then can the card move. */
    allSent: () =>
      eventually(async () => {
        const open = `SELECT FROM bot.delivery WHERE status IN ('pending', 'sending')`;
        expect(await postgres.admin.query(open)).toEqual([]);
      }),
    sent: async (job: string) =>
      (await postgres.outboxOf('bot')).filter((message) => message.job === job).map(({ payload }) => payload),
    marksOutliers: async (places: readonly number[]) => {
      const photos = await postgres.admin.query<{ id: string }>(
        'SELECT id FROM trainer.avatar_photo WHERE avatar_id = $1 ORDER BY id',
        [avatarId],
      );
      const ids = places.map((place) => photos[place - 1]!.id);
      await postgres.admin.query(
        `UPDATE trainer.avatar_photo SET findings = '{another-person}' WHERE id = ANY($1::uuid[])`,
        [ids],
      );
      return ids;
    },
  };
};

describe('the coach of a set', () => {
  it('the coach shows the map with the views that the photos lack, and lets the person go on to the price regardless', async () => {
    const { anna, says } = await setup();

    await says({ advice: ['more-sides', 'more-places'] });

    const card = await anna.sees(/набор из 10 фото[^]*вполоборота[^]*в другой комнате[^]*можно обучать и так/);
    expect(card.photo).toBeDefined();
    expect(buttonsOf(card)).toEqual(['✅ Готово, дальше', '👀 Посмотреть фото']);
    await anna.presses(newAvatarTexts.ru.done);
    await anna.sees(saying(newAvatarTexts.ru.choosePreset));
  });

  it('the coach shows only the map when the set lacks nothing', async () => {
    const { anna, says } = await setup();

    await says();

    expect((await anna.sees(/набор из 10 фото/)).text).toBe('🧭 Так выглядит ваш набор из 10 фото.');
  });

  it('the coach has one message, which is sent again below added photos and edited in its place otherwise', async () => {
    const { anna, says, allSent } = await setup();
    await says({ advice: ['more-light'] });
    const first = await anna.sees(/набор из 10 фото[^]*Свет везде/);
    await allSent();

    await says({ photos: 11 });
    const second = await anna.sees(/набор из 11 фото/);
    await says({ photos: 10 });

    const third = await anna.sees(/набор из 10 фото/, { after: first.message_id });
    expect(third.message_id).toBe(second.message_id);
    await eventually(async () => {
      expect((await anna.chat()).map(({ message_id: id }) => id)).not.toContain(first.message_id);
    });
  });

  it('the coach’s message is removed when too few photos are left, and comes back when there are enough', async () => {
    const { anna, says } = await setup();
    await says();
    const { message_id: shown } = await anna.sees(/набор из 10 фото/);

    await says({ photos: 9, picture: null });
    await eventually(async () => {
      expect((await anna.chat()).map(({ message_id: id }) => id)).not.toContain(shown);
    });
    await says();

    await anna.sees(/набор из 10 фото/, { after: shown });
  });

  it.each([
    ['the avatar is deleted', ['/avatars', 'Аня', avatarsTexts.ru.remove, avatarsTexts.ru.removeSurely]],
    ['the consent is taken back', ['/privacy', supportTexts.ru.withdraw, supportTexts.ru.withdrawSurely]],
  ] as const)(
    'the coach’s message is removed from the chat when %s, because it shows the photos themselves',
    async (_what, [command, ...buttons]) => {
      const { anna, says, allSent } = await setup();
      await says();
      const { message_id: shown } = await anna.sees(/набор из 10 фото/);
      await allSent();

      let after = await anna.sends(command);
      for (const button of buttons) after = await anna.presses(button, { after: after.message_id - 1 });

      await eventually(async () => {
        expect((await anna.chat()).map(({ message_id: id }) => id)).not.toContain(shown);
      });
    },
  );

  it('the coach sends nothing after its avatar was deleted', async () => {
    const { anna, says, allSent, avatarId, postgres } = await setup();
    await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [avatarId]);

    await says();
    await allSent();

    expect(await anna.transcript()).not.toContain('набор из 10 фото');
  });

  it('the coach asks before the price about photos that likely show another person, and «Это тоже я» keeps them', async () => {
    const { anna, says, sent, avatarId, userId, marksOutliers } = await setup();
    const ids = await marksOutliers([4, 7]);
    await says({ outliers: [4, 7] });

    const card = await anna.sees(/На фото 4 и 7, похоже, другой человек/);
    expect(buttonsOf(card)).toEqual(['🙋 Это тоже я', '🗑️ Убрать', '✅ Готово, дальше', '👀 Посмотреть фото']);
    await anna.presses(newAvatarTexts.ru.itIsMe);

    await eventually(async () => {
      expect(await sent('confirm-person')).toEqual(ids.map((photoId) => ({ avatarId, userId, photoId })));
    });
  });

  it('one press on the coach’s card removes the photo of another person, and the review shows the other photos', async () => {
    const { anna, says, sent, avatarId, userId, marksOutliers } = await setup();
    const [photoId] = await marksOutliers([1]);
    await says({ outliers: [1] });
    await anna.sees(/На фото 1, похоже, другой человек/);

    await anna.presses(newAvatarTexts.ru.remove);

    await eventually(async () => expect(await sent('remove-photo')).toEqual([{ avatarId, userId, photoId }]));
    await anna.presses(saying(newAvatarTexts.ru.look, { type: 'portrait' }));
    await anna.sees(/фото 1 из 9/);
  });

  it('in the review, too, the person can say that a photo shows them', async () => {
    const { anna, says, sent, avatarId, userId, marksOutliers } = await setup();
    const [photoId] = await marksOutliers([1]);
    await says();
    await anna.sees(/набор из 10 фото/);
    await anna.presses(saying(newAvatarTexts.ru.look, { type: 'portrait' }));
    const photo = await anna.sees(/фото 1 из 10[^]*другой человек/);
    expect(buttonsOf(photo)).toContain('🙋 Это тоже я');

    await anna.presses(newAvatarTexts.ru.itIsMe);

    await eventually(async () => expect(await sent('confirm-person')).toEqual([{ avatarId, userId, photoId }]));
    await eventually(async () => {
      const now = (await anna.chat()).find(({ message_id: id }) => id === photo.message_id);
      expect(now?.text).not.toContain('другой человек');
    });
  });
});
