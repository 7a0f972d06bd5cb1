import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { register } from 'prom-client';
import type { SendShare } from '@aisha/contracts/bot-gateway';
import {
  type ArrivalLink,
  FACE_STOPS,
  type FaceStop,
  giftStart,
  type GiftId,
  inviteStart,
  type Language,
  type PhotoId,
  type PictureId,
  type UserId,
} from '@aisha/domain';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { movingPicture } from '@aisha/fakes/moving-picture';
import { newId } from '@aisha/platform';
import { pictureKey, toReference } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import { generateTexts, orderTexts, shareTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import type { Effect } from '../../engine/conversation';
import { Readers } from '../../engine/conversation/readers';
import { BotName } from '../../engine/telegram/bot-name';
import { orderKindViews } from '../../features';
import { OrderCards } from '../../orders/order-cards';
import { pictureRemoval, removal } from '../../orders/removals';
import { InviteCodeStore } from '../invite/invite-code.store';
import { notesFirstPicture } from './arrival.store';
import { SendShareHandler } from './send-share.handler';

const IDEA = 'Анна на тайном острове';
/** The colours of the pictures, by their places. */
const COLOURS = ['red', 'green', 'blue'] as const;
const aPicture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 400, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** Anna, to whom the bot has delivered this many pictures of an idea. */
const setup = async (pictures = 1, language = 'ru') => {
  const harness = await botHarness();
  const { postgres, objects } = harness;
  const bot = await harness.replica();
  const anna = await harness.joins('Анна', language);
  await anna.sends('/start');
  await anna.sees(/Анна/);
  const userId = await harness.onlyUserId();
  await postgres.fixtures.consent({ userId });
  const readers = new Readers(postgres.database);
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews, notesFirstPicture);
  const shares = new SendShareHandler(new InviteCodeStore(), cards, bot.deliveries, readers, new BotName(bot.api));
  const isStored = async (name: string, body: Buffer, contentType = 'image/jpeg') => {
    const key = pictureKey(userId, newId(), 0, name);
    await objects.put(key, body, { contentType });
    return toReference(key);
  };
  const isDelivered = (
    order: { readonly orderId: string },
    kind: 'generation' | 'edit' | 'animation' | 'together',
    to = userId,
  ) =>
    postgres.database.transaction((tx) =>
      cards.end(tx, { orderId: order.orderId as never, userId: to, kind }, { type: 'delivered', avatarId: null }),
    );
  const generation = await postgres.fixtures.generation({
    userId,
    prompt: IDEA,
    state: 'succeeded',
    units: Math.max(1, pictures),
    delivered: pictures,
  });
  for (const [position, colour] of COLOURS.slice(0, pictures).entries()) {
    const filePath = await isStored('jpg', await aPicture(colour));
    await postgres.fixtures.picture({ orderId: generation.orderId, position, filePath });
  }
  if (pictures > 0) await isDelivered(generation, 'generation');
  const asked = async () =>
    (await postgres.outboxOf('bot'))
      .filter(({ job }) => job === 'send-share')
      .map(({ payload }) => payload as unknown as SendShare);
  return {
    ...harness,
    ...{ bot, anna, userId, readers, cards, generation, isStored, isDelivered, asked },
    /** Plays the queue: handles the newest message that asks the bot to send something to share. */
    isSent: async (count = 1) => {
      const jobs = await eventually(async () => {
        const found = await asked();
        return found.length === count && found;
      });
      await shares.handle(jobs.at(-1)!, jobContext(postgres, { messageId: newId<string>() }));
    },
    handles: (job: SendShare) => shares.handle(job, jobContext(postgres, { messageId: newId<string>() })),
    /** Sends a deletion to the generator, which does not run in this spec. */
    isBeingDeleted: (deletion: Effect) =>
      postgres.database.transaction((tx) => bot.effects.carryOut([deletion], { tx, userId })),
    /** Waits until a press is answered with these words. */
    answers: ({ message_id: pressed }: SeenMessage, words: string) =>
      eventually(async () => {
        const message = (await anna.chat()).find(({ message_id: id }) => id === pressed);
        expect(message?.presses.at(-1)?.answer?.text).toBe(words);
      }),
    shared: (words: string | RegExp = /Нарисовано нейросетью/): Promise<SeenMessage> => anna.sees(words),
    person: async (name: string) => {
      const [found] = await postgres.admin.query<{ userId: UserId; cameBy: string | null; hasPicture: boolean }>(
        `SELECT user_id AS "userId", came_by AS "cameBy", first_picture_at IS NOT NULL AS "hasPicture" FROM bot.person WHERE first_name = $1`,
        [name],
      );
      return found!;
    },
  };
};

const colourOf = async (file: Buffer | undefined) => {
  const { dominant } = await sharp(file).stats();
  return COLOURS[[dominant.r, dominant.g, dominant.b].indexOf(Math.max(dominant.r, dominant.g, dominant.b))];
};

/** Returns a function that tells how much the values of a metric have grown since this call, by label. */
const since = async (name: string) => {
  const now = async () =>
    new Map(
      (await register.getSingleMetric(name)!.get()).values.map(({ labels, value }) => [
        String(Object.values(labels)[0]),
        value,
      ]),
    );
  const before = await now();
  return async () =>
    Object.fromEntries(
      [...(await now())].flatMap(([label, value]) =>
        value > (before.get(label) ?? 0) ? [[label, value - (before.get(label) ?? 0)]] : [],
      ),
    );
};
const startIn = ({ buttons }: SeenMessage): string =>
  new URL(buttons.flat().map(({ url }) => url!)[0]!).searchParams.get('start')!;

describe('a result that is shared', () => {
  it('«Поделиться» asks which of several pictures to share, and brings a message to forward: the picture, words of ours and one link', async () => {
    const { anna, isSent, shared, asked, userId, generation } = await setup(3);
    const shares = await since('aisha_shares_total');

    await anna.pressesBehind(shareTexts.ru.share);
    const question = await anna.sees(/Какой картинкой поделиться/);
    expect(question.buttons.map((row) => row.map(({ text }) => text))).toEqual([['1', '2', '3'], ['‹ Назад']]);
    await anna.presses('2');
    await isSent();

    expect(await asked()).toEqual([{ userId, kind: 'generation', orderId: generation.orderId, place: 1 }]);
    await anna.sees(/Перешлите следующее сообщение/);
    const message = await shared();
    expect(await colourOf((await anna.downloads(message))[0])).toBe('green');
    expect(message.text).toBe('🎨 Нарисовано нейросетью в «Аише»');
    expect(message.buttons.flat()).toEqual([
      { text: shareTexts.ru.wantToo, url: expect.stringMatching(/^https:\/\/t\.me\/\w+\?start=pic_[A-Z2-9]{10}$/) },
    ]);
    expect(await shares()).toEqual({ generation: 1 });
    await anna.presses(orderTexts.ru.fewer);
    await eventually(async () =>
      expect((await anna.chat()).flatMap(({ buttons }) => buttons.flat()).map(({ text }) => text)).toContain(
        shareTexts.ru.share,
      ),
    );
  });

  it('a result of one picture is shared at once, and a hasty second tap brings no second message', async () => {
    const { anna, isSent, shared, postgres } = await setup();

    const result = await anna.pressesBehind(shareTexts.ru.share);
    await isSent();
    await shared();
    await anna.pressesBehind(shareTexts.ru.share, { within: result });
    await isSent(2);

    const added = await postgres.admin.query(
      `SELECT FROM bot.delivery WHERE content->>'markup' LIKE '%Нарисовано нейросетью%'`,
    );
    expect(added).toHaveLength(1);
  });

  it('a result keeps the numbers of its pictures when one of them is gone', async () => {
    const { anna, isSent, shared, postgres, generation } = await setup(3);
    await postgres.admin.query('DELETE FROM generator.picture WHERE order_id = $1 AND position = 0', [
      generation.orderId,
    ]);

    await anna.pressesBehind(shareTexts.ru.share);
    await anna.sees(/Какой картинкой поделиться/);
    await anna.presses('3');
    await isSent();

    expect(await colourOf((await anna.downloads(await shared()))[0])).toBe('blue');
  });

  it('a person who shares a result that is gone is told so, even when the result was deleted after the tap', async () => {
    const { anna, handles, postgres, generation, userId, asked, answers } = await setup();
    await postgres.admin.query('DELETE FROM generator.picture');

    await answers(await anna.pressesBehind(shareTexts.ru.share), orderTexts.ru.goneResult);
    expect(await asked()).toEqual([]);
    await handles({ userId, kind: 'generation', orderId: generation.orderId, place: 0 });

    await anna.sees(orderTexts.ru.goneResult);
    expect((await anna.chat()).filter(({ photo }) => photo)).toEqual([]);
  });

  it('a result of somebody else is not shared', async () => {
    const { anna, handles, postgres, isDelivered, userId } = await setup(0);
    const other = await postgres.fixtures.person();
    const { orderId } = await postgres.fixtures.generation({ userId: other.userId, state: 'succeeded', delivered: 1 });
    await postgres.fixtures.picture({ orderId, position: 0 });
    await isDelivered({ orderId }, 'generation');

    await anna.pressesBehind(shareTexts.ru.share);
    await handles({ userId, kind: 'generation', orderId, place: 0 });

    await anna.sees(orderTexts.ru.goneResult);
    expect((await anna.chat()).filter(({ photo }) => photo)).toEqual([]);
  });

  it('a shared message and the line above it disappear from the chat when the pictures are deleted', async () => {
    const { anna, isSent, shared } = await setup();
    const result = await anna.pressesBehind(shareTexts.ru.share);
    await isSent();
    await shared();

    await anna.pressesBehind(orderTexts.ru.fewer, { within: result });
    await anna.presses(generateTexts.ru.remove);
    await anna.presses(generateTexts.ru.removeSurely);

    await eventually(async () =>
      expect((await anna.chat()).filter(({ text }) => text?.match(/Нарисовано нейросетью|Перешлите/))).toEqual([]),
    );
  });

  it('a picture that is opened in the gallery is shared without asking which picture is meant', async () => {
    const { anna, isSent, shared } = await setup(2);

    await anna.sends('/gallery');
    await anna.presses('1');
    await anna.sees(/1 \/ 2/);
    await anna.pressesBehind(shareTexts.ru.share);
    await isSent();

    expect((await shared()).buttons.flat()).toHaveLength(1);
  });

  it.each([
    ['edit', /Изменено нейросетью/],
    ['together', /Нарисовано нейросетью/],
    ['animation', /Оживлено нейросетью/],
  ] as const)('a result of the kind %s is shared with words of its own', async (kind, words) => {
    const { anna, isSent, shared, isStored, isDelivered, postgres, userId } = await setup(0);
    const made = { userId, state: 'succeeded', delivered: 1 } as const;
    const order =
      kind === 'animation'
        ? await postgres.fixtures.animation({
            ...made,
            filePath: await isStored(
              'mp4',
              await movingPicture(await aPicture('blue'), AbortSignal.timeout(60_000)),
              'video/mp4',
            ),
            ...{ width: 300, height: 400, seconds: 5 },
          })
        : await postgres.fixtures[kind]({ ...made, filePath: await isStored('jpg', await aPicture('blue')) } as never);
    await isDelivered(order, kind);

    await anna.pressesBehind(shareTexts.ru.share);
    await isSent();

    const message = await shared(words);
    expect(kind === 'animation' ? message.video : message.photo).toBeTruthy();
    expect(startIn(message)).toMatch(/^pic_/);
    const hint = await anna.sees(/Перешлите следующее/);
    expect(hint.text?.includes('спросите остальных')).toBe(kind === 'together');
  });

  it('a picture of several people is not shared once a friend had it deleted', async () => {
    const { anna, isDelivered, postgres, userId, asked, answers } = await setup(0);
    const order = await postgres.fixtures.together({ userId, state: 'succeeded', delivered: 1, filePath: null });
    await isDelivered(order, 'together');

    await answers(await anna.pressesBehind(shareTexts.ru.share), orderTexts.ru.goneResult);

    expect(await asked()).toEqual([]);
  });

  it('a picture that is being deleted can no longer be shared, not even if the person had asked for that before', async () => {
    const { anna, handles, isStored, isDelivered, isBeingDeleted, postgres, userId, asked, answers } = await setup(0);
    const filePath = await isStored('jpg', await aPicture('blue'));
    const order = await postgres.fixtures.together({ userId, state: 'succeeded', delivered: 1, filePath });
    const { orderId } = order;
    await isDelivered(order, 'together');
    await isBeingDeleted(removal({ kind: 'together', orderId, userId }));

    await answers(await anna.pressesBehind(shareTexts.ru.share), orderTexts.ru.goneResult);
    await handles({ userId, kind: 'together', orderId, place: 0 });

    await anna.sees(orderTexts.ru.goneResult);
    expect(await asked()).toEqual([]);
    expect((await anna.chat()).filter(({ photo }) => photo)).toEqual([]);
  });

  it('a result keeps its other pictures while one of them is being deleted', async () => {
    const { anna, isBeingDeleted, answers, asked, postgres, generation, userId } = await setup(3);
    const { orderId } = generation;
    await anna.pressesBehind(shareTexts.ru.share);
    await anna.sees(/Какой картинкой поделиться/);
    const [second] = await postgres.admin.query<{ id: PictureId }>(
      'SELECT id FROM generator.picture WHERE position = 1',
    );
    await isBeingDeleted(pictureRemoval(orderId, second!.id, userId));

    await answers(await anna.presses('2'), orderTexts.ru.goneResult);
    await anna.presses(orderTexts.ru.fewer);
    await anna.pressesBehind(shareTexts.ru.share);

    await eventually(async () => {
      const question = (await anna.chat()).findLast(({ text }) => /Какой картинкой поделиться/.test(text ?? ''));
      expect(question?.buttons[0]!.map(({ text }) => text)).toEqual(['1', '3']);
    });
    expect(await asked()).toEqual([]);
  });

  it.each([
    ['the person’s own avatar', 'generation'],
    ['the avatar of an edited picture', 'edit'],
    ['the avatar of an animated picture', 'animation'],
    ['the friend’s avatar', 'together'],
  ] as const)('a result is not shared while %s is stopped, and the person reads why', async (_, kind) => {
    const { anna, handles, isStored, isDelivered, postgres, userId, asked, answers } = await setup(0);
    const [own, friend] = [
      await postgres.fixtures.avatar({ userId, isMain: true, photos: 0 }),
      await postgres.fixtures.avatar({ userId: (await postgres.fixtures.person()).userId, photos: 0 }),
    ];
    const drawn = await postgres.fixtures.generation({
      userId,
      state: 'succeeded',
      delivered: 1,
      input: { kind: 'avatar', avatarId: own.id },
    });
    const filePath = await isStored('jpg', await aPicture('blue'));
    const { id: pictureId } = await postgres.fixtures.picture({ orderId: drawn.orderId, position: 0, filePath });
    const { id: permission } = await postgres.fixtures.drawingPermission({
      ...{ askerId: userId, giverId: friend.userId, avatarId: friend.id },
    });
    const input = { kind: 'picture', orderId: drawn.orderId, pictureId } as const;
    const made = { userId, state: 'succeeded', delivered: 1, filePath } as const;
    const order = {
      generation: () => Promise.resolve(drawn),
      edit: () => postgres.fixtures.edit({ ...made, input, avatarId: own.id }),
      animation: () => postgres.fixtures.animation({ ...made, input }),
      together: () => postgres.fixtures.together({ ...made, avatarId: own.id, permissionIds: [permission] }),
    };
    const { orderId } = await order[kind]();
    await isDelivered({ orderId }, kind);
    const stops = (stoppedFor: FaceStop | null) =>
      postgres.admin.query(
        'UPDATE trainer.avatar SET stopped_for = $2, stopped_at = CASE WHEN $2::text IS NOT NULL THEN now() END WHERE id = $1',
        [kind === 'together' ? friend.id : own.id, stoppedFor],
      );

    for (const why of FACE_STOPS) {
      await stops(why);
      await answers(await anna.pressesBehind(shareTexts.ru.share), shareTexts.ru.stopped.markup);
    }
    await handles({ userId, kind, orderId, place: 0 });
    await anna.sees(shareTexts.ru.stopped.markup);
    expect(await asked()).toEqual([]);
    expect((await anna.chat()).filter(({ photo, video }) => photo ?? video)).toEqual([]);

    await stops(null);
    await anna.pressesBehind(shareTexts.ru.share);
    await eventually(async () => expect(await asked()).toHaveLength(1));
  });

  it.each([
    ['a sent photo of other people', 'photo'],
    ['an edited picture that goes back to a sent photo of other people', 'edit'],
  ] as const)(
    'a person who shares an edit of %s reads that they should ask those other people first',
    async (_, kind) => {
      const { anna, isSent, shared, isStored, isDelivered, postgres, userId } = await setup(0);
      const filePath = await isStored('jpg', await aPicture('blue'));
      const made = { userId, state: 'succeeded', delivered: 1, filePath } as const;
      const input = { kind: 'photo', photoId: newId<PhotoId>() } as const;
      const first = await postgres.fixtures.edit({ ...made, source: 'photo', input, faces: 'agreed' });
      const later = { kind: 'edit', orderId: first.orderId, side: 'after' } as const;
      const order = kind === 'photo' ? first : await postgres.fixtures.edit({ ...made, source: 'edit', input: later });
      await isDelivered(order, 'edit');

      await anna.pressesBehind(shareTexts.ru.share);
      await isSent();

      await shared(/Изменено нейросетью/);
      expect((await anna.sees(/Перешлите следующее/)).text).toContain('спросите остальных');
    },
  );

  it.each<[Language, RegExp, RegExp]>([
    ['en', /Drawn by AI, with Aisha/, /Forward the next message/],
    ['de', /Von KI gezeichnet, mit Aisha/, /Leite die nächste Nachricht weiter/],
  ])('a result is shared in the language of its person, without the idea: %s', async (language, caption, hint) => {
    const { anna, isSent, shared } = await setup(1, language);

    await anna.pressesBehind(shareTexts[language].share);
    await isSent();

    await anna.sees(hint);
    expect((await shared(caption)).text).not.toContain(IDEA);
  });
});

describe('a person who comes by a link', () => {
  it('a person who comes by a forwarded message counts as an arrival by a share, is reported to billing as invited, and counts again with the first picture', async () => {
    const { anna, isSent, shared, joins, postgres, person, userId, cards, isDelivered } = await setup();
    const came = await since('aisha_arrivals_total');
    const withPicture = await since('aisha_arrivals_with_picture_total');
    const opened = await since('aisha_links_opened_total');
    await anna.pressesBehind(shareTexts.ru.share);
    await isSent();
    const forwarded = await anna.forwards(await shared());

    const boris = await joins('Борис');
    await boris.sends(`/start ${startIn(forwarded)}`);
    await boris.sees(/Борис/);
    await boris.sends(`/start ${startIn(forwarded)}`);

    const known = await eventually(async () => {
      const found = await person('Борис');
      return found.cameBy !== null && found;
    });
    expect(known).toMatchObject({ cameBy: 'share', hasPicture: false });
    const invited = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'keep-invitation');
    expect(invited.map(({ payload }) => payload)).toEqual([{ friendId: known.userId, inviterId: userId }]);
    await eventually(async () => expect(await opened()).toEqual({ share: 2 }));
    expect(await came()).toEqual({ share: 1 });

    const order = () => postgres.fixtures.generation({ userId: known.userId, state: 'succeeded' });
    await isDelivered(await order(), 'animation', known.userId);
    const { orderId } = await order();
    await postgres.database.transaction((tx) =>
      cards.end(
        tx,
        { orderId, userId: known.userId, kind: 'generation' },
        { type: 'failed', code: 'result-not-decent' },
      ),
    );
    expect(await withPicture()).toEqual({});
    for (let time = 0; time < 2; time += 1) await isDelivered(await order(), 'generation', known.userId);
    expect(await withPicture()).toEqual({ share: 1 });
    expect(await person('Борис')).toMatchObject({ hasPicture: true });
    await isDelivered(await postgres.fixtures.generation({ userId, state: 'succeeded' }), 'generation');
    expect(await withPicture()).toEqual({ share: 1 });
    expect(await person('Анна')).toMatchObject({ cameBy: null, hasPicture: false });
  });

  it('newcomers count by the kind of their link; an unknown code, and a person who was here before, count as no arrival', async () => {
    const { anna, joins, person, postgres, userId } = await setup();
    const came = await since('aisha_arrivals_total');
    const opened = await since('aisha_links_opened_total');
    await postgres.admin.query(`UPDATE bot.person SET invite_code = 'ABCDEFGHJK' WHERE user_id = $1`, [userId]);
    const starts: readonly (readonly [string, string, ArrivalLink | null])[] = [
      ['Вера', inviteStart('ABCDEFGHJK'), 'invitation'],
      ['Глеб', giftStart(newId<GiftId>()), 'gift'],
      ['Дина', 'promo_SPRING', 'promo'],
      ['Егор', inviteStart('ZZZZZZZZZZ'), null],
      ['Женя', 'nothing', null],
    ];

    for (const [name, start, cameBy] of starts) {
      const newcomer = await joins(name);
      await newcomer.sends(`/start ${start}`);
      await newcomer.sees(new RegExp(name));
      expect((await person(name)).cameBy).toBe(cameBy);
    }
    await anna.sends('/start promo_SPRING');

    await eventually(async () => expect(await opened()).toEqual({ invitation: 2, gift: 1, promo: 2 }));
    expect(await came()).toEqual({ invitation: 1, gift: 1, promo: 1 });
    expect((await person('Анна')).cameBy).toBeNull();
  });
});
