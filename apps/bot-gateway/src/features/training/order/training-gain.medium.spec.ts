import { describe, expect, it } from '@jest/globals';
import { type AvatarId, LIKENESS_DAYS, type OrderId, type UserId } from '@aisha/domain';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { pictureKey } from '@aisha/kinds/files';
import { GenerationReader } from '@aisha/kinds/tables';
import { Logger, newId } from '@aisha/platform';
import { toReference } from '@aisha/storage';
import { eventually, jobContext, ManualClock } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { generateTexts, newAvatarTexts } from '@aisha/words';
import sharp from 'sharp';
import { botHarness } from '../../../../spec/bot-harness';
import { Readers } from '../../../engine/conversation/readers';
import { DeliverResultHandler } from '../../../orders/deliver-result.handler';
import { OrderCards } from '../../../orders/order-cards';
import { orderKindViews } from '../../../features';
import { ShowLikenessHandler } from '../../generation/result/show-likeness.handler';
import { MeasureTrainingGain } from './measure-training-gain';

/** The distance of a face that is like the person's photos, and of a face that is not. */
const [ALIKE, UNLIKE] = [0.2, 0.9];
const NOW = new Date();
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
const labels = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);
/** Two people whose pictures were drawn from a selfie, and two with trained avatars, are enough here, with three pictures each. */
const SETTINGS = { TRAINING_GAIN_PEOPLE: 2 };

/** Anna with an avatar of one selfie. Each test itself writes the measured pictures of other people, and has them counted. */
const setup = async () => {
  const harness = await botHarness();
  const { postgres, objects } = harness;
  const { database, fixtures, admin } = postgres;
  const bot = await harness.replica({ settings: SETTINGS });
  const { anna, userId } = await harness.annaWithCredits();
  const avatar = await fixtures.avatar({ userId, name: 'Анна', status: 'photos_uploading', photos: 1 });
  const orders = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  const readers = new Readers(database, SETTINGS);
  const deliver = new DeliverResultHandler(readers, orders);
  const show = new ShowLikenessHandler(orders, bot.cards, readers);
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  return {
    ...harness,
    anna,
    avatar,
    /** Writes measured pictures of another person, one for each distance, each from an order of its own. */
    drew: async (timedAs: string, distances: readonly number[], finishedAt = NOW) => {
      const [other, avatarId] = [newId<UserId>(), newId<AvatarId>()];
      for (const faceDistance of distances) {
        const input = { kind: 'avatar', avatarId } as const;
        const ended = { state: 'succeeded', delivered: 1, finishedAt } as const;
        const { orderId } = await fixtures.generation({ userId: other, input, timedAs, ...ended });
        await fixtures.picture({ orderId, faceDistance, faceMeasuredAt: finishedAt });
      }
      return other;
    },
    measures: () => new MeasureTrainingGain(database, new ManualClock(NOW), Logger.silent()).run(),
    later: (time: string) =>
      admin.query(`UPDATE bot.measurement SET begun_at = begun_at - $1::interval WHERE name = 'likeness-by-path'`, [
        time,
      ]),
    /** Delivers one of Anna's pictures from her selfie, and resolves to the hint below it. */
    delivered: async () => {
      const orderId = newId<OrderId>();
      const input = { kind: 'avatar', avatarId: avatar.id } as const;
      await fixtures.generation({ orderId, userId, input, timedAs: 'photo.1', state: 'succeeded', delivered: 1 });
      const key = pictureKey(userId, orderId, 0, 'jpg');
      await objects.put(key, jpeg, { contentType: 'image/jpeg' });
      await fixtures.picture({ orderId, filePath: toReference(key) });
      const after = (await anna.chat()).at(-1)!;
      await deliver.handle({ orderId, userId, kind: 'generation' }, jobContext(postgres));
      const hint = await anna.sees(/🧬 Хотите/, { after });
      // The hint moves below the next picture once the sender has recorded which message shows it.
      await eventually(async () =>
        expect(
          await admin.query(`SELECT message_id::int AS id FROM bot.card WHERE key = 'train-hint:' || $1`, [avatar.id]),
        ).toEqual([{ id: hint.message_id }]),
      );
      return { orderId, hint };
    },
    /** Plays the generator, which has compared a picture of Anna's. */
    compared: async (orderId: OrderId, distance: number) => {
      await admin.query(
        'UPDATE generator.picture SET face_distance = $2, face_measured_at = now() WHERE order_id = $1',
        [orderId, distance],
      );
      await show.handle({ orderId, userId, pictures: [{ position: 0, distance }] }, jobContext(postgres));
    },
    reads: () => new GenerationReader(database).likenessByPath(daysAgo(LIKENESS_DAYS)),
  };
};
type Setup = Awaited<ReturnType<typeof setup>>;

/** Of six pictures from a selfie two are like the person, and of six pictures of trained avatars five. */
const gained = async ({ drew, measures }: Pick<Setup, 'drew' | 'measures'>) => {
  await drew('photo.1', [ALIKE, UNLIKE, UNLIKE]);
  await drew('photo.1', [ALIKE, UNLIKE, UNLIKE]);
  await drew('avatar.normal.1', [ALIKE, ALIKE, ALIKE]);
  await drew('session.normal.8', [ALIKE, ALIKE, UNLIKE]);
  await measures();
};
const MEASURED =
  /Хорошее сходство — у 4 из 10 картинок, нарисованных по одному селфи, а с обученным аватаром — у 8 из 10\./;

describe('the gain of a training', () => {
  it('the hint below the first picture says how many of ten pictures drawn from a selfie look like the person, how many of ten drawn by a model, and how many were measured', async () => {
    const { delivered, ...rest } = await setup();
    await gained(rest);

    const { hint } = await delivered();

    expect(hint.text).toMatch(MEASURED);
    expect(hint.text).toMatch(/Посчитано по 12 картинкам за 30 дней/);
    expect(hint.text).not.toContain('Среди ваших');
    expect(labels(hint)[0]).toMatch(saying(generateTexts.ru.trainExactly, { isPromised: true }));
  });

  it('the hint says how many of the person’s own first pictures look like them, in the same message, once three are compared', async () => {
    const { anna, delivered, compared, ...rest } = await setup();
    await gained(rest);
    const first = await delivered();
    await compared(first.orderId, ALIKE);
    const second = await delivered();
    await compared(second.orderId, UNLIKE);
    const third = await delivered();
    expect(third.hint.text).not.toContain('Среди ваших');

    await compared(third.orderId, UNLIKE);

    const told = await anna.sees(/Среди ваших — у 1 из 3\./);
    expect(told).toMatchObject({ message_id: third.hint.message_id, text: expect.stringMatching(MEASURED) });
  });

  it('the hint promises nothing to a person whose own first pictures look like them as often as those of trained avatars do', async () => {
    const { anna, delivered, compared, ...rest } = await setup();
    await gained(rest);
    for (let n = 0; n < 3; n += 1) await compared((await delivered()).orderId, ALIKE);

    const told = await anna.sees(saying(newAvatarTexts.ru.trainHint, { isPromised: false }));

    expect(told.text).not.toMatch(/точнее|сходств|из 10/);
    expect(labels(told)[0]).toMatch(saying(generateTexts.ru.trainExactly, { isPromised: false }));
  });

  it('the hint has no figure while the pictures of too few people are measured', async () => {
    const { delivered, drew, measures } = await setup();
    await drew('photo.1', [UNLIKE, UNLIKE, UNLIKE]);
    await drew('photo.1', [UNLIKE, UNLIKE, UNLIKE]);
    await drew('avatar.normal.1', [ALIKE, ALIKE, ALIKE, ALIKE, ALIKE, ALIKE]);
    await measures();

    const { hint } = await delivered();

    expect(hint.text).toMatch(saying(newAvatarTexts.ru.trainHint, { isPromised: true }));
    expect(hint.text).not.toContain('из 10');
  });

  it('neither the hint nor the result promises likeness where a training is measured to gain nothing', async () => {
    const { anna, delivered, drew, measures } = await setup();
    for (const path of ['photo.1', 'photo.1', 'avatar.normal.1', 'avatar.normal.1'])
      await drew(path, [ALIKE, ALIKE, UNLIKE]);
    await measures();

    const { hint } = await delivered();

    expect(hint.text).toMatch(saying(newAvatarTexts.ru.trainHint, { isPromised: false }));
    const result = (await anna.chat()).find(({ text = '' }) => saying(generateTexts.ru.done).test(text))!;
    for (const message of [hint, result]) {
      expect(labels(message)).toContainEqual(
        expect.stringMatching(saying(generateTexts.ru.trainExactly, { isPromised: false })),
      );
      expect(labels(message).join()).not.toContain('точнее');
    }
  });

  it('the hint shows the last measurement, whatever was drawn since, and no figure once the measurement is older than a day', async () => {
    const { delivered, drew, later, ...rest } = await setup();
    await gained({ drew, ...rest });
    await drew('avatar.normal.1', Array<number>(12).fill(UNLIKE));
    expect((await delivered()).hint.text).toMatch(MEASURED);

    await later('25 hours');

    expect((await delivered()).hint.text).toMatch(saying(newAvatarTexts.ru.trainHint, { isPromised: true }));
  });
});

describe('the likeness by path', () => {
  it('the likeness by path counts a person’s twelve newest pictures of the last days that show a face and were drawn from one photo or by a model', async () => {
    const { drew, reads, postgres } = await setup();
    await drew('photo.1', Array<number>(13).fill(ALIKE));
    await drew('photo.1', [UNLIKE]);
    await drew('avatar.high.4', [ALIKE]);
    await drew('session.normal.16', [UNLIKE]);
    await drew('avatar.normal.1', [ALIKE], daysAgo(LIKENESS_DAYS + 1));
    await drew('references.1', [ALIKE]);
    await drew('idea.1', [ALIKE]);
    const faceless = await drew('photo.1', [ALIKE]);
    await postgres.admin.query('UPDATE generator.picture SET face_distance = NULL WHERE user_id = $1', [faceless]);

    expect(await reads()).toEqual({
      photo: { pictures: 13, alike: 12, people: 2 },
      model: { pictures: 2, alike: 1, people: 2 },
    });
  });
});
