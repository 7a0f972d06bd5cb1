import { failureTexts, generateTexts, orderTexts, upscaleTexts } from '@aisha/words';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { type FalFault, HARMLESS } from './fal-troubles';
import type { Stage } from './stage';
import { storageTrouble } from './storage-troubles';
import { storiesAtOnce } from './stories-at-once';
import { PATIENT } from './patience';
import { picturesOf, walksIn } from './walks';

/** Everything that can go wrong with an order of pictures, as stories of people who have an avatar. */
export const troubleWithPictures = (stage: Stage): void => {
  const { confirmsPictures, describes, starts } = walksIn('ru');

  interface Ordered {
    readonly person: Person;
    readonly orderId: string;
    readonly idea: string;
    /** The person's message with the idea. */
    readonly after: SeenMessage;
  }

  let ideas = 0;
  /** Sends an idea and goes on to its price. The story then sets up faults for the order's id, and confirms the order. */
  const upToThePrice = async (person: Person, pictures: number): Promise<Ordered> => {
    const idea = `закат над морем номер ${(ideas += 1)}`;
    const after = await describes(person, idea, pictures);
    return { person, idea, after, orderId: await stage.aisha.orderBeingConfirmed(person) };
  };

  const albumsOf = async ({ person, idea }: Ordered): Promise<number> =>
    new Set(
      (await person.chat())
        .filter(({ photo, text, by }) => by === 'bot' && photo && text?.includes(idea))
        .map(({ message_id }) => message_id),
    ).size;

  /** Sets the deadline of the first submission, five minutes after its start, to now, and waits for the second attempt. */
  const fiveMinutesPass = (orderId: string): Promise<unknown> =>
    eventually(async () => {
      await stage.aisha.sql(
        `UPDATE generator.image_generation SET deadline_at = now(), next_poll_at = now()
          WHERE order_id = $1 AND state = 'waiting' AND attempts = 1`,
        [orderId],
      );
      const again = 'SELECT 1 FROM generator.image_generation WHERE order_id = $1 AND attempts = 2';
      return (await stage.aisha.sql(again, [orderId])).length > 0;
    }, PATIENT);

  const story = storiesAtOnce(stage.atOnce);

  interface Trouble {
    readonly faults: readonly FalFault[];
    /** Set when FAL never answers the first submission, so the story lets the time for an answer run out. */
    readonly isSilent?: boolean;
    /** How many requests FAL takes. */
    readonly requests?: number;
    /** How many of these requests we pay FAL for. */
    readonly billed?: number;
  }

  /**
   * Faults after which an order of pictures ends differently from a training. After some of them the picture is drawn again, because that
   * is cheap.
   */
  const ONLY_PICTURES: Readonly<Record<string, Trouble>> = {
    'a picture whose file hangs': { faults: [{ on: 'cdn', kind: 'hang' }] },
    'a picture whose file can hardly be fetched': {
      faults: (['500', '503', '502-html', 'cut', 'reset', 'slow'] as const).map((kind) => ({ on: 'cdn', kind })),
    },
    'results that cannot be asked for at first': { faults: [{ on: 'result', kind: '500', times: 2 }] },
    'a result cut in the middle': { faults: [{ on: 'result', kind: 'cut' }] },
    'a result that says too many requests': { faults: [{ on: 'result', kind: '429' }] },
    'a submission that met an internal error': { isSilent: true, faults: [{ on: 'submit', kind: '500' }] },
    'a gateway page instead of an answer to the submission': {
      isSilent: true,
      faults: [{ on: 'submit', kind: '502-html' }],
    },
    'a picture that FAL never finishes: drawn again, at our loss': {
      isSilent: true,
      faults: [{ on: 'job', kind: 'never-finish' }],
      requests: 2,
    },
    'a picture that came out broken: drawn again, at our loss': {
      faults: [{ on: 'job', kind: 'broken' }],
      requests: 2,
      billed: 2,
    },
  };

  const TROUBLES: Readonly<Record<string, Trouble>> = {
    ...ONLY_PICTURES,
    ...Object.fromEntries(Object.entries(HARMLESS).map(([trouble, faults]) => [trouble, { faults }])),
  };

  describe('an order of pictures ends as if nothing had happened, comes once and is paid once, in spite of', () => {
    for (const [trouble, { faults, isSilent = false, requests = 1, billed = 1 }] of Object.entries(TROUBLES)) {
      story(`an order of pictures ends as if nothing had happened, in spite of ${trouble}`, () =>
        stage.people.withOne(async (person) => {
          const ordered = await upToThePrice(person, 1);
          const { orderId, idea, after } = ordered;
          await stage.aisha.breaks(
            'fal',
            faults.map((fault) => ({ ...fault, match: orderId })),
          );
          await confirmsPictures(person, after);
          if (isSilent) await fiveMinutesPass(orderId);

          await person.sees(
            inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n })),
            { ...PATIENT, after },
          );
          expect(await picturesOf(person, idea)).toHaveLength(1);
          expect(await albumsOf(ordered)).toBe(1);
          expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'captured', amount: 300, captured: 300 });
          expect(await stage.aisha.stillToBreak('fal', orderId)).toEqual([]);
          const jobs = await stage.aisha.jobsFor(orderId);
          expect(jobs).toHaveLength(requests);
          expect(jobs.filter((job) => job.billed)).toHaveLength(billed);
        }),
      );
    }
  });

  describe('a picture, and the larger one made of it, come once and are paid once, though', () => {
    for (const kind of ['cut', '500', 'slow'] as const) {
      story(
        `a picture, and the larger one made of it, come once and are paid once, though the storage meets each put and get of their files with ${kind}`,
        () =>
          stage.people.withOne(async (person) => {
            const userId = await stage.aisha.userIdOf(person);
            const breaksStorage = (...files: string[]) => {
              const troubles = files.flatMap((file) => [
                storageTrouble('put', kind, file),
                storageTrouble('get', kind, file),
              ]);
              return stage.aisha.breaks('s3', troubles);
            };
            const ordered = await upToThePrice(person, 1);
            const { orderId, after } = ordered;
            await breaksStorage(`pictures/${userId}/${orderId}`);
            await confirmsPictures(person, after);
            await person.sees(
              inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n })),
              { ...PATIENT, after },
            );
            await eventually(async () => expect(await albumsOf(ordered)).toBeGreaterThanOrEqual(1), PATIENT);

            const asked = await person.pressesBehind(upscaleTexts.ru.start, { ...PATIENT, after });
            await person.sees(saying(upscaleTexts.ru.confirm), { ...PATIENT, after: asked });
            const upscaleId = await stage.aisha.orderBeingConfirmed(person);
            await stage.aisha.breaks('s3', storageTrouble('get', kind, `pictures/${userId}/${orderId}`));
            await breaksStorage(`upscales/${userId}/${upscaleId}`);
            await person.pressesBehind(upscaleTexts.ru.start, { ...PATIENT, after: asked });
            await person.sees(
              inTurn(
                saying(upscaleTexts.ru.orderDelivered),
                saying(orderTexts.ru.receipt, { isWhole: false, charged: 100n }),
              ),
              { ...PATIENT, after: asked },
            );
            await person.seesA('document', { ...PATIENT, after: asked });

            expect(await albumsOf(ordered)).toBe(1);
            expect(await stage.aisha.settled(orderId)).toMatchObject({
              status: 'captured',
              amount: 300,
              captured: 300,
            });
            expect(await stage.aisha.settled(upscaleId)).toMatchObject({ status: 'captured', captured: 100 });
            expect(await stage.aisha.stillToBreak('s3', orderId, upscaleId)).toEqual([]);
            for (const id of [orderId, upscaleId]) expect(await stage.aisha.jobsFor(id)).toHaveLength(1);
          }),
      );
    }
  });

  describe('only what was delivered is paid', () => {
    story('two of four pictures cost half', () =>
      stage.people.withOne(async (person) => {
        const { orderId, idea, after } = await upToThePrice(person, 4);
        await stage.aisha.breaks('fal', { on: 'job', kind: 'fewer', images: 2, match: orderId });
        await confirmsPictures(person, after);

        await person.sees(
          inTurn(/Получилось 2 из 4/, saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n, released: 600n })),
          { ...PATIENT, after },
        );
        expect(await picturesOf(person, idea)).toHaveLength(2);
        expect(await stage.aisha.settled(orderId)).toMatchObject({ amount: 1200, captured: 600 });
      }),
    );

    story('pictures that may not be shown stay hidden and cost nothing', () =>
      stage.people.withOne(async (person) => {
        const ordered = await upToThePrice(person, 2);
        const { orderId, after } = ordered;
        await stage.aisha.breaks('fal', { on: 'job', kind: 'nsfw', match: orderId });
        await confirmsPictures(person, after);

        await person.sees(inTurn(/показывать нельзя/, saying(orderTexts.ru.receipt, { isWhole: true })), {
          ...PATIENT,
          after,
        });
        expect(await albumsOf(ordered)).toBe(0);
        expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'released', reason: 'result-not-decent' });
      }),
    );

    story('a picture that FAL could not draw costs nothing, and the person is told', () =>
      stage.people.withOne(async (person) => {
        const { orderId, after } = await upToThePrice(person, 1);
        await stage.aisha.breaks('fal', { on: 'job', kind: 'fail', match: orderId });
        await confirmsPictures(person, after);

        await person.sees(
          inTurn(saying(failureTexts.ru.providerFailed), saying(orderTexts.ru.receipt, { isWhole: true })),
          { ...PATIENT, after },
        );
        expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'released', captured: 0 });
      }),
    );

    story('an order cancelled while FAL works on it costs nothing', () =>
      stage.people.withOne(async (person) => {
        const { orderId, after } = await upToThePrice(person, 1);
        await stage.aisha.breaks('fal', { on: 'job', kind: 'never-finish', match: orderId });
        await confirmsPictures(person, after);
        await eventually(async () => (await stage.aisha.jobsFor(orderId)).length, PATIENT);
        await person.presses(saying(orderTexts.ru.cancel, { back: 300n }), { ...PATIENT, after });

        await person.sees(
          inTurn(saying(failureTexts.ru.cancelledByUser), saying(orderTexts.ru.receipt, { isWhole: true })),
          { ...PATIENT, after },
        );
        expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'released', reason: 'cancelled-by-user' });
      }),
    );

    story('an order cancelled while it waits for its turn is never sent to FAL', () =>
      stage.people.withOne(async (person) => {
        const { orderId, after } = await upToThePrice(person, 1);
        await stage.aisha.breaks('fal', { on: 'submit', kind: '429', match: orderId, times: 1_000 });
        await confirmsPictures(person, after);
        await person.presses(saying(orderTexts.ru.cancel, { back: 300n }), { ...PATIENT, after });

        await person.sees(
          inTurn(saying(failureTexts.ru.cancelledByUser), saying(orderTexts.ru.receipt, { isWhole: true })),
          { ...PATIENT, after },
        );
        expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'released', captured: 0 });
        expect(await stage.aisha.jobsFor(orderId)).toEqual([]);
      }),
    );
  });

  describe('a person hears the end of an order once, in spite of', () => {
    afterAll(async () => stage.aisha.repairs('telegram'));
    const TELEGRAM_TROUBLES = {
      'a Telegram that asks to slow down': { kind: '429', retryAfter: 2, times: 2 },
      'a Telegram that has internal errors': { kind: '500', times: 3 },
      'a Telegram that breaks the line': { kind: 'reset', times: 2 },
    };
    for (const [trouble, fault] of Object.entries(TELEGRAM_TROUBLES)) {
      story(`a person hears the end of an order once, in spite of ${trouble}`, () =>
        stage.people.withOne(async (person) => {
          const ordered = await upToThePrice(person, 2);
          const { orderId, idea, after } = ordered;
          await stage.aisha.breaks('telegram', { ...fault, chatId: person.id, method: 'sendMediaGroup' });
          await stage.aisha.breaks('telegram', { ...fault, chatId: person.id, method: 'sendMessage' });
          await confirmsPictures(person, after);

          await person.sees(
            inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n })),
            { ...PATIENT, after },
          );
          expect(await picturesOf(person, idea)).toHaveLength(2);
          expect(await albumsOf(ordered)).toBe(1);
          expect(await stage.aisha.settled(orderId)).toMatchObject({ captured: 600 });
        }),
      );
    }

    story(
      'a person hears the end of an order once, although Telegram refuses the pictures in every form: the bot says so, and an operator sends them again',
      () =>
        stage.people.withOne(async (person) => {
          const ordered = await upToThePrice(person, 2);
          const { orderId, idea, after } = ordered;
          // The bot tries the album, each picture, each picture as a file, and the first file also without its caption.
          for (const [method, times] of Object.entries({ sendMediaGroup: 1, sendPhoto: 2, sendDocument: 3 })) {
            await stage.aisha.breaks('telegram', { kind: '400', chatId: person.id, method, times });
          }
          await confirmsPictures(person, after);
          await person.sees(new RegExp(`Telegram не принял[^]*${orderId}`), { ...PATIENT, after });
          await person.sees(
            inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n })),
            { ...PATIENT, after },
          );
          expect(await albumsOf(ordered)).toBe(0);

          const [number = ''] =
            (await undelivered())
              .split('\n')
              .find((line) => line.includes(orderId))
              ?.split(' ') ?? [];
          await undelivered('retry', number, '--operator', 'nina', '--reason', 'Telegram is back', '--yes');

          expect(await picturesOf(person, idea)).toHaveLength(2);
        }),
    );

    story(
      'the order of a person who blocked the bot meanwhile ends and is paid, and the bot answers once it is unblocked',
      () =>
        stage.people.withOne(async (person) => {
          const { orderId, after } = await upToThePrice(person, 1);
          await confirmsPictures(person, after);
          await person.blocks();
          expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'captured', captured: 300 });
          await person.unblocks();
          await starts(person);
          const asked = await person.sends('/history');
          await person.sees(/История[^]*Картинки/, { ...PATIENT, after: asked });
        }),
    );
  });

  describe('a language model that is down', () => {
    it('rules replace a language model that is down: the idea is still translated and drawn', async () => {
      await stage.people.withOne(async (person) => {
        await stage.aisha.breaks('openai', { on: 'responses', kind: '500', forMs: 600_000 });
        const { orderId, after } = await upToThePrice(person, 1);
        await confirmsPictures(person, after);
        await person.sees(
          inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n })),
          { ...PATIENT, after },
        );
        await stage.aisha.repairs('openai');

        const [{ enhanced_prompt: prompt, prompt_writer: writer } = { enhanced_prompt: '', prompt_writer: '' }] =
          await stage.aisha.sql<{ enhanced_prompt: string; prompt_writer: string }>(
            `SELECT enhanced_prompt, prompt_writer FROM generator.image_generation WHERE order_id = $1`,
            [orderId],
          );
        expect(writer).toBe('rules');
        expect(prompt).toMatch(/ woman, sunset /);
      });
    }, 300_000);
  });

  describe('a moderator that is down', () => {
    it('an order waits for a moderator that is down: the card says so, and the pictures come once it is back', async () => {
      await stage.people.withOne(async (person) => {
        await stage.aisha.breaks('openai', { on: 'moderations', kind: '503', forMs: 600_000 });
        const { orderId, after } = await upToThePrice(person, 1);
        await confirmsPictures(person, after);
        await person.sees(/Проверка сейчас не отвечает[^]*кредиты вернутся/, { ...PATIENT, after });
        await stage.aisha.repairs('openai');

        await person.sees(
          inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n })),
          { ...PATIENT, after },
        );
        expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'captured', captured: 300 });
      });
    }, 300_000);
  });

  describe('buttons', () => {
    it('a tap on a button that is too old is answered', async () => {
      await stage.people.withOne(async (person) => {
        const old = await starts(person);
        const asked = await person.sends('/balance');
        await person.sees('Доступно', { ...PATIENT, after: asked });
        const forged = { text: 'старая', callback_data: old.buttons[0]?.[0]?.callback_data?.replace(/~.*/, '~000000') };
        const message = await botSends(person, forged);
        await person.presses('старая', PATIENT);
        await answered(person, message, /Здесь уже всё иначе/);
      });
    });

    it('a button shows nothing of another person’s avatar, even with a valid signature', async () => {
      await stage.people.withOne(async (owner) =>
        stage.people.withOne(async (stranger) => {
          const asked = await owner.sends('/avatars');
          const list = await owner.sees(/Мои аватары[^]*✅ готов/, { ...PATIENT, after: asked });
          const data = list.buttons[0]?.[0]?.callback_data ?? '';
          expect(data).toMatch(/~/);
          const message = await botSends(stranger, { text: 'чужой аватар', callback_data: data });
          await stranger.presses('чужой аватар', PATIENT);
          await answered(stranger, message, /Здесь уже всё иначе/);
          expect(await stranger.transcript(3)).not.toContain(owner.firstName);
        }),
      );
    });
  });

  /** Runs the operator's command `undelivered`. */
  const undelivered = async (...args: string[]): Promise<string> => {
    const command = path.join(__dirname, '../../tools/operate/undelivered.mts');
    const env = { ...process.env, DATABASE_URL: stage.aisha.report.databaseUrl };
    return (await promisify(execFile)(process.execPath, [command, ...args], { env })).stdout;
  };

  /** Sends, with the bot's own token, a message with a button that the product never made. */
  const botSends = async (
    person: Person,
    button: { text: string; callback_data: string | undefined },
  ): Promise<number> => {
    const response = await fetch(
      `${stage.aisha.telegramUrl}/bot${stage.aisha.report.env['TELEGRAM_BOT_TOKEN']}/sendMessage`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: person.id, text: '…', reply_markup: { inline_keyboard: [[button]] } }),
      },
    );
    const { result, description } = (await response.json()) as {
      result?: { message_id: number };
      description?: string;
    };
    if (!result) throw new Error(description);
    return result.message_id;
  };

  const answered = async (person: Person, messageId: number, words: RegExp): Promise<void> =>
    eventually(async () => {
      const message = (await person.chat()).find(({ message_id }) => message_id === messageId);
      expect(message?.presses.at(-1)?.answer?.text).toMatch(words);
    }, PATIENT);
};
