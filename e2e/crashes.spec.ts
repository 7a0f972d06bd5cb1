import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '@aisha/fakes/telegram';
import { eventually, testRedisUrl } from '@aisha/testing';
import {
  conversationTexts,
  generateTexts,
  groupVoicesTexts,
  lookGroupTexts,
  looksTexts,
  menuTexts,
  newAvatarTexts,
  orderTexts,
} from '@aisha/words';
import { inTurn, saying } from '@aisha/testing/words';
import { People } from './src/people';
import { crashesOfTheAssistant } from './src/crashes-of-the-assistant';
import { endsInOrder } from './src/ends-in-order';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { leavesFilesBehind, leavesOnlyOwnedFiles } from './src/storage-listing';
import { storiesAtOnce } from './src/stories-at-once';
import { picturesOf, tenSelfies, walksIn } from './src/walks';
import { WORDS } from './src/words';

const { choosesQuickTraining, confirmsPictures, describes, namesAvatar, sendsPhotos, sendsTenPhotos, starts } =
  walksIn('ru');

/** The wrong answers to the request for FAL's keys. With the last one the answer is right, but arrives slowly. */
const KEYS_AMISS = ['500', '503', '502-html', 'hang', 'cut', 'malformed', 'reset', 'slow'] as const;

let aisha: Product;
/** People with a finished avatar; each story takes a person whom no other story uses at that time. */
let people: People;
beforeAll(async () => {
  // A picture takes half a second and a training eight seconds, which leaves time to kill a process before they end.
  const settings = {
    WELCOME_CREDITS: '1000',
    SPEECH_PROVIDER: 'openai', // the stories about speech count requests to a provider that answers at once
    SANDBOX_TIME_SCALE: '0.05',
    // After this time, an order whose worker was killed just before the submission is submitted again. Until then it waits for a callback.
    // In production it is five minutes.
    GENERATION_TIMEOUT_MS: '60000',
  };
  aisha = await Product.start(settings, { looksAnew: true });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

const assistant = crashesOfTheAssistant(() => aisha);

/** Orders two pictures, and lets something break before the order ends. The pictures must be paid, drawn and shown once. */
const drawsWhile = (idea: string, terrible: (orderId: string) => Promise<unknown>) => (): Promise<void> =>
  people.withOne(async (person) => {
    const after = await describes(person, idea);
    const orderId = await aisha.orderBeingConfirmed(person);
    await confirmsPictures(person, after);
    await terrible(orderId);

    await person.sees(
      inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n })),
      { ...PATIENT, after },
    );
    expect(await picturesOf(person, idea)).toHaveLength(2);
    expect(await aisha.settled(orderId)).toMatchObject({ status: 'captured', amount: 600, captured: 600 });
    expect(await aisha.jobsFor(orderId)).toHaveLength(1);
  });

const isAtFal = (orderId: string): Promise<unknown> =>
  eventually(async () => (await aisha.jobsFor(orderId)).length, PATIENT);

describe('kill -9 in the middle of the story does not change its end', () => {
  it('kill -9 of avatar-trainer, while the models train, does not change how the story ends', async () => {
    const persons = await Promise.all(['Анна', 'Белла', 'Вера'].map((name) => aisha.join(name)));
    people = new People(persons);
    const orders = await Promise.all(
      persons.map(async (person) => {
        await starts(person);
        await choosesQuickTraining(person, await sendsTenPhotos(person, person.firstName));
        const orderId = await aisha.orderBeingConfirmed(person);
        await person.presses(newAvatarTexts.ru.start, PATIENT);
        return orderId;
      }),
    );
    await Promise.all(orders.map(isAtFal));
    await aisha.kills('avatar-trainer');
    await Promise.all(
      persons.map((person) =>
        person.sees(inTurn(/аватар /, / готов/, saying(orderTexts.ru.receipt, { isWhole: false, charged: 20_000n })), {
          ...PATIENT,
        }),
      ),
    );
    for (const orderId of orders) expect(await aisha.jobsFor(orderId)).toHaveLength(1);
  }, 600_000);
});

describe('kill -9 of several processes in the middle of the story does not change its end', () => {
  const story = storiesAtOnce(4);

  story('kill -9 of avatar-trainer, while it looks at the photos, does not change how the story ends', async () => {
    const nina = await aisha.join('Нина');
    await starts(nina);
    const named = await namesAvatar(nina, 'Нина');
    await sendsPhotos(nina, await tenSelfies(), named);
    const { id } = await aisha.avatarNamed(nina, 'Нина');
    await eventually(
      async () => (await aisha.sql('SELECT 1 FROM trainer.avatar_photo WHERE avatar_id = $1', [id])).length,
      PATIENT,
    );
    await aisha.kills('avatar-trainer');
    await nina.sees(/10 из 20[^]*Достаточно/, { ...PATIENT, after: named });
  });

  story(
    'kill -9 of bot-gateway, right after the confirmation, and with another person’s draft half done, does not change how the story ends',
    async () => {
      const olga = await aisha.join('Ольга');
      await starts(olga);
      await olga.presses(newAvatarTexts.ru.create, PATIENT);
      await olga.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }), PATIENT);
      await olga.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }), PATIENT);
      await olga.sees('Как назовём аватар', PATIENT);

      await drawsWhile('утро у моря', () => aisha.kills('bot-gateway'))();
      await olga.sends('Оля');
      await olga.sees(/Оля[^]*на фото только вы/, PATIENT);
      await olga.presses(menuTexts.ru.toMenu, PATIENT);
      await olga.presses(saying(conversationTexts.ru.continueDraft), PATIENT);
      await olga.sees(/Оля[^]*на фото только вы/, PATIENT);
    },
  );
  story(
    'kill -9 of billing, right after the confirmation, does not change how the story ends',
    drawsWhile('полдень у моря', () => aisha.kills('billing')),
  );
  story(
    'kill -9 of image-generator, while FAL draws, does not change how the story ends',
    drawsWhile('вечер у моря', async (orderId) => {
      await isAtFal(orderId);
      await aisha.kills('image-generator');
    }),
  );
  story(
    'kill -9 of webhook-receiver, while FAL draws, and FAL’s keys are out of reach when it is back, does not change how the story ends',
    drawsWhile('ночь у моря', async (orderId) => {
      await isAtFal(orderId);
      await aisha.breaks(
        'fal',
        KEYS_AMISS.map((kind) => ({ on: 'jwks', kind, match: 'jwks' })),
      );
      await aisha.kills('webhook-receiver');
      const [{ requestId } = { requestId: '' }] = await aisha.jobsFor(orderId);
      await eventually(async () => expect(await aisha.repeatsWebhook(requestId)).toBe(200), PATIENT);
      expect(await aisha.stillToBreak('fal', 'jwks')).toEqual([]);
    }),
  );
  story(
    'kill -9 of the queue, right after the confirmation, does not change how the story ends',
    drawsWhile('отлив у моря', async () => {
      if (!(await aisha.killsServer('redis'))) await aisha.killsServer('postgres');
    }),
  );
  story(
    'kill -9 of transcriber and photo-enhancer, while a recording is written down, a document made, a text read aloud and a photo restored, does not change how the story ends',
    assistant.whileEachModeIsAtWork,
  );
});

describe('kill -9 of a server while FAL draws', () => {
  it('after kill -9 of Postgres, while FAL draws, the person gets all pictures and pays for them once', async () => {
    await drawsWhile('рассвет у моря', async (orderId) => {
      await isAtFal(orderId);
      await aisha.killsServer('postgres');
    })();
  }, 600_000);

  it('after kill -9 of Telegram, FAL, OpenAI and the storage, while FAL draws, the person gets all pictures and pays for them once', async () => {
    await drawsWhile('сумерки у моря', async (orderId) => {
      await isAtFal(orderId);
      await aisha.kills('sandbox');
    })();
  }, 600_000);
});

describe('npm start, stopped and started again', () => {
  it('npm start, stopped and started again while FAL trains, finishes the training and charges it once', async () => {
    const person = await aisha.join('Дарья');
    await starts(person);
    await choosesQuickTraining(person, await sendsTenPhotos(person, person.firstName));
    const orderId = await aisha.orderBeingConfirmed(person);
    await person.presses(newAvatarTexts.ru.start, PATIENT);
    await isAtFal(orderId);
    await aisha.startsAgain();

    await person.sees(
      inTurn(/аватар Дарья готов/, saying(orderTexts.ru.receipt, { isWhole: false, charged: 20_000n })),
      PATIENT,
    );
    expect(await aisha.settled(orderId)).toMatchObject({ status: 'captured', amount: 20_000 });
    expect(await aisha.jobsFor(orderId)).toMatchObject([{ billed: true }]);
  }, 600_000);
});

describe("two stories at a time, where one's faults only delay the other", () => {
  const story = storiesAtOnce(2);

  /** Within what time the product finds that its queue has forgotten messages (decision 23). */
  const PROMISED = { timeoutMs: 60_000 };

  // A story that needs Redis, because a queue in Postgres loses no message.
  const storyOfRedis: typeof story = testRedisUrl() ? story : (title) => it.skip(title, () => undefined);

  storyOfRedis('an order and a set of photos go on within a minute after the queue forgot everything', () =>
    people.withOne(async (painted) => {
      const described = await describes(painted, 'полночь у моря');
      const orderId = await aisha.orderBeingConfirmed(painted);
      const photographed = await aisha.join('Галина');
      await starts(photographed);
      const named = await namesAvatar(photographed, 'Галина');
      const selfies = await tenSelfies();

      // These apps are frozen for a while, so that messages to them exist only in the queue.
      const goOn = ['billing', 'avatar-trainer'].map((app) => aisha.freezes(app));
      await confirmsPictures(painted, described);
      await sendsPhotos(photographed, selfies, named);
      await eventually(async () => {
        expect(await publishedFor(painted, 'place-hold')).toBe(1);
        expect(await publishedFor(photographed, 'check-photo')).toBe(selfies.length);
      }, PATIENT);
      await aisha.forgetsQueue();
      for (const resume of goOn) resume();
      await eventually(async () => {
        expect(await unhandledFor(painted, 'place-hold', 'billing')).toBe(0);
        expect(await unhandledFor(photographed, 'check-photo', 'trainer')).toBeLessThan(selfies.length);
      }, PROMISED);

      await Promise.all([
        painted.sees(
          inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n })),
          { ...PATIENT, after: described },
        ),
        photographed.sees(/10 из 20[^]*Достаточно/, { ...PATIENT, after: named }),
      ]);
      expect(await aisha.settled(orderId)).toMatchObject({ captured: 600 });
      expect(await aisha.jobsFor(orderId)).toMatchObject([{ billed: true }]);
    }),
  );

  const unhandledFor = async ({ id }: Person, job: string, receiver: string): Promise<number> => {
    const rows = await aisha.sql(
      `SELECT 1 FROM bot.outbox JOIN bot.person ON user_id::text = payload->>'userId'
        WHERE telegram_id = $1 AND job = $2 AND NOT EXISTS (SELECT FROM ${receiver}.handled WHERE message_id = outbox.id::text)`,
      [id, job],
    );
    return rows.length;
  };

  const publishedFor = async ({ id }: Person, job: string): Promise<number> => {
    const rows = await aisha.sql(
      `SELECT 1 FROM bot.outbox JOIN bot.person ON user_id::text = payload->>'userId'
        WHERE telegram_id = $1 AND job = $2 AND published_at IS NOT NULL`,
      [id, job],
    );
    return rows.length;
  };

  /** How many of a session's eight pictures FAL has been asked for when the generator is killed. */
  const ASKED_FOR = 3;
  /**
   * A gateway that is killed after Telegram's answer and before it has written its own row sends the message again. So no gateway is killed
   * while the session is shown.
   */
  const isShown = Promise.withResolvers<void>();

  story(
    'image-generator, killed in the middle of a photo session, delivers each picture once, and the session is paid once',
    () =>
      people
        .withOne(async (person) => {
          const after = await person.sends('/generate');
          await person.presses(looksTexts.ru.looks, { ...PATIENT, after });
          await person.presses(lookGroupTexts.ru.cinema, { ...PATIENT, after });
          await person.presses(looksTexts.ru.session, { ...PATIENT, after });
          const orderId = await aisha.orderBeingConfirmed(person);
          await person.presses(saying(looksTexts.ru.shoot, { size: 8 }), { ...PATIENT, after });
          await eventually(async () => (await aisha.jobsFor(orderId)).length >= ASKED_FOR, PATIENT);
          await aisha.kills('image-generator');

          await person.sees(
            inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 2_000n })),
            { ...PATIENT, after },
          );
          expect(await picturesOf(person, 'Фотосессия: кино')).toHaveLength(8);
          const shown = (await person.chat()).filter(
            ({ photo, text = '' }) => photo && text.includes('Фотосессия: кино'),
          );
          expect(shown).toHaveLength(1);
          expect(await aisha.settled(orderId)).toMatchObject({ status: 'captured', amount: 2000, captured: 2000 });
          expect(await aisha.jobsFor(orderId)).toHaveLength(8);
        })
        .finally(isShown.resolve),
  );

  const WRITERS = 6;
  const PHOTOS = 12;
  /** Each photo of a person has a width of its own, by which the trainer's rows tell the order of the photos. */
  const widths = Array.from({ length: PHOTOS }, (_, at) => 120 + at);

  story('two gateways, both killed under load, take every update of a chat once and in order', async () => {
    const replica = await aisha.startsReplica('bot-gateway');
    const writers = await Promise.all(
      Array.from({ length: WRITERS }, async (_, at) => {
        const person = await aisha.join(`Человек ${at + 1}`);
        await starts(person);
        await person.sends('/privacy');
        await person.presses(groupVoicesTexts.ru.agree, PATIENT);
        await person.presses(WORDS.ru.agree, PATIENT);
        await namesAvatar(person, person.firstName);
        return person;
      }),
    );
    const photos = await Promise.all(
      widths.map((width) =>
        sharp({ create: { width, height: 100, channels: 3, background: '#777' } })
          .jpeg()
          .toBuffer(),
      ),
    );

    await isShown.promise;
    const half = PHOTOS / 2;
    const sending = Promise.all(
      writers.map(async (person) => {
        for (const photo of photos.slice(0, half)) await person.sendsPhotos([photo]);
      }),
    );
    await aisha.kills('bot-gateway');
    await sending;
    const rest = Promise.all(
      writers.map(async (person) => {
        for (const photo of photos.slice(half)) await person.sendsPhotos([photo]);
      }),
    );
    process.kill(replica, 'SIGKILL');
    await rest;

    await eventually(async () => {
      const seen = await Promise.all(writers.map(async ({ id }) => widthsSeenOf(id)));
      expect(seen).toEqual(writers.map(() => widths));
    }, PATIENT);
    await eventually(async () => {
      const open = await aisha.sql(
        'SELECT 1 FROM bot.telegram_update WHERE chat_id = ANY ($1) AND (handled_at IS NULL OR error IS NOT NULL)',
        [writers.map(({ id }) => id)],
      );
      expect(open).toEqual([]);
    }, PATIENT);
  });

  const widthsSeenOf = async (telegramId: number): Promise<number[]> => {
    const rows = await aisha.sql<{ width: number }>(
      `SELECT (p.metadata->'file'->>'width')::int AS width
         FROM trainer.avatar_photo p JOIN trainer.avatar a ON a.id = p.avatar_id JOIN bot.person USING (user_id)
        WHERE telegram_id = $1 ORDER BY p.id`,
      [telegramId],
    );
    return rows.map(({ width }) => width);
  };
});

describe('after all these stories', () => {
  it('a person who deletes everything leaves no file, and storage has only files that the databases name', async () => {
    leavesFilesBehind(aisha);
    await assistant.thenEverythingIsDeleted();
    // The sounds of pieces are left out here: the transcriber removes them within a minute, and when it starts (ForgetSpeech).
    // `leavesOnlyOwnedFiles` restarts it.
    await eventually(async () => {
      expect((await assistant.files()).filter((key) => !key.startsWith('speech-pieces/'))).toEqual([]);
    }, PATIENT);

    await leavesOnlyOwnedFiles(aisha);
    expect(await assistant.files()).toEqual([]);
  }, 600_000);
});

endsInOrder(() => aisha);
