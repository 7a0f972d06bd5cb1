import { generateTexts, lookGroupTexts, looksTexts, menuTexts, offerTexts, orderTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { answerRecording } from '../../spec/answer-recording';
import { botHarness } from '../../spec/bot-harness';
import type { WorkSettings } from '../readers';
import { eventually } from '@aisha/testing';
import { either, saying } from '@aisha/testing/words';

const MINUTE_MS = 60_000;
const HOUR_SECONDS = 3_600;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

/** A person with credits and an avatar, one step before the price of pictures. */
const setup = async (language = 'ru', settings: Partial<WorkSettings> = {}) => {
  const harness = await botHarness();
  const { fixtures } = harness.postgres;
  const bot = await harness.replica({ storageEveryMs: 20, settings });
  const anna = await harness.joins('Anna', language);
  await anna.sends('/start');
  await anna.sees(either(saying(menuTexts.ru.menu), saying(menuTexts.en.menu)));
  const userId = await harness.onlyUserId();
  await fixtures.account({ userId, credits: 300 });
  await fixtures.consent({ userId });
  const avatar = await fixtures.avatar({ userId, isMain: true });
  const input = { kind: 'avatar', avatarId: avatar.id } as const;
  return {
    anna,
    toastIn: ({ message_id: id }: SeenMessage): Promise<string> =>
      eventually(
        async () => (await anna.chat()).find((one) => one.message_id === id)?.presses.at(-1)?.answer?.text ?? false,
      ),
    storageGoes: async () => {
      await harness.closeStorage();
      await eventually(() => bot.storage.isAway);
    },
    storageComesBack: async () => {
      await harness.openStorage();
      await eventually(() => !bot.storage.isAway);
    },
    placed: async () => (await harness.postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold'),
    /** Sends a voice message, and plays the transcriber, which has measured this many seconds, all of them speech. */
    sendsRecording: async (seconds = 2) => {
      await anna.sendsVoice(await recordedTone(2), seconds);
      await answerRecording({ postgres: harness.postgres, bot }, { measured: { seconds, speech: seconds } });
    },
    /**
     * Makes this many open orders of other people, and three ended ones that took twenty minutes each. The account runs two orders at once.
     */
    isBusyWith: async (open: number) => {
      const startedAt = ago(20);
      const finishedAt = new Date(startedAt.getTime() + 20 * MINUTE_MS);
      const done = { state: 'succeeded', startedAt, finishedAt, timedAs: 'idea.4' } as const;
      for (let made = 0; made < 3; made += 1) await fixtures.generation({ input, ...done });
      for (let made = 0; made < open; made += 1) await fixtures.generation({ input });
    },
    /** Makes three ended orders with this `timedAs`, which took this many seconds. */
    took: async (timedAs: string, seconds: number) => {
      const finishedAt = new Date();
      const startedAt = new Date(finishedAt.getTime() - seconds * 1_000);
      for (let made = 0; made < 3; made += 1)
        await fixtures.generation({ input, timedAs, state: 'succeeded', startedAt, finishedAt });
    },
    /** Makes three recordings with this `timedAs`, whose orders took this many seconds. */
    recordingsTook: async (timedAs: number, seconds: number) => {
      const finishedAt = new Date();
      const startedAt = new Date(finishedAt.getTime() - seconds * 1_000);
      for (let made = 0; made < 3; made += 1)
        await fixtures.transcription({ timedAs, state: 'succeeded', startedAt, finishedAt });
    },
    /** Records, as the image generator does, that the model of an offer is gone. */
    isOffSale: (offer: string) =>
      harness.postgres.admin.query(
        `INSERT INTO generator.model_state (model, gone_since, off_sale) VALUES ('fal-ai/flux-lora', now(), ARRAY[$1])`,
        [offer],
      ),
    isOpen: async (open: number) => {
      for (let made = 0; made < open; made += 1) await fixtures.generation({ input });
    },
    /** Records free work worth this many cents: an order that the person cancelled at the provider this many days ago. */
    hasHadFree: (cents: number, daysAgo = 0.5) =>
      fixtures.freeWork({ userId, microDollars: cents * 10_000, begunAt: ago(daysAgo * 24 * 60) }),
    price: async () => {
      await anna.sends('/generate');
      await anna.sees(/Опишите идею|Describe your idea/);
      await anna.sends('sunset');
      return anna.sees(
        either(saying(generateTexts.ru.draw, { count: 2 }), saying(generateTexts.en.draw, { count: 2 })),
      );
    },
  };
};

describe('the price of an order that would wait for longer than an order of its kind should', () => {
  it.each([
    ['ru', /до начала около 20 мин\. До начала заказ можно свободно отменить/],
    ['en', /I can start in about 20 min\. Until I start you can cancel freely/],
  ] as const)(
    'a price screen names a wait that is longer than an order of its kind should have, and says that the order can be cancelled meanwhile (%s)',
    async (language, words) => {
      const { anna, isBusyWith, price } = await setup(language);
      await isBusyWith(2);

      const { text } = await price();

      expect(text).toMatch(words);
      await anna.presses(saying(generateTexts[language].draw));
      await anna.sees(saying(orderTexts[language].accepted));
    },
  );

  it('a price screen names no wait while an order could begin at once', async () => {
    const { isBusyWith, price } = await setup();
    await isBusyWith(1);

    expect((await price()).text).not.toMatch(/⏳|⏱️/);
  });

  it('a price screen names only the number of orders ahead when no times were measured', async () => {
    const { isOpen, price } = await setup();
    await isOpen(3);

    expect((await price()).text).toMatch(/Сейчас очередь: перед вами 3 заказа\. До начала/);
  });
});

describe('the usual time on the price screen', () => {
  it.each([
    ['ru', /⏱️ Обычно это около 15 секунд/, /⏱️ Обычно это около 40 секунд/],
    ['en', /⏱️ Usually takes about 15 seconds/, /⏱️ Usually takes about 40 seconds/],
  ] as const)(
    'the usual time on the price screen is that of recent orders of the same model and quality (%s)',
    async (language, normal, best) => {
      const { anna, took, price } = await setup(language);
      await took('avatar.normal.2', 14);
      await took('avatar.best.2', 38);
      expect((await price()).text).toMatch(normal);

      await anna.pressesBehind(generateTexts[language].more);
      await anna.presses(saying(generateTexts[language].quality, { quality: 'best' }));
      await anna.presses(generateTexts[language].back);

      await anna.sees(best);
    },
  );

  it('the usual time is on the price screen only when orders of the same kind and number were measured, not when only others were', async () => {
    const { anna, took, price } = await setup();
    await took('idea.2', 30);
    await took('avatar.normal.1', 12);
    expect((await price()).text).not.toContain('⏱️');

    await anna.pressesBehind('×1');

    await anna.sees(/⏱️ Обычно это около 15 секунд/);
  });

  it('the usual time on the price screen comes after the wait, which is named separately', async () => {
    const { took, isOpen, price } = await setup();
    await took('avatar.normal.2', 90);
    await isOpen(4);

    expect((await price()).text).toMatch(/⏱️ Очередь около 3 мин, потом обычно около 2 мин/);
  });

  it('the usual time of a recording on the price screen is that of recordings of the same length', async () => {
    const { anna, recordingsTook, sendsRecording } = await setup();
    await recordingsTook(1, 8);
    await recordingsTook(2, 25);

    await sendsRecording();

    await anna.sees(/Запись 0:02[^]*⏱️ Обычно это около 10 секунд/);
  });

  it('the usual time of a photo session on the price screen is that of sessions of the same size', async () => {
    const { anna, took } = await setup();
    await took('session.normal.8', 80);
    await took('session.normal.16', 170);
    await anna.sends('/generate');
    await anna.presses(looksTexts.ru.looks);
    await anna.presses(lookGroupTexts.ru.cinema);
    await anna.presses(looksTexts.ru.session);
    await anna.sees(/⏱️ Обычно это около 2 мин/);

    await anna.presses(saying(looksTexts.ru.sessionSize, { size: 16 }));

    await anna.sees(/⏱️ Обычно это около 3 мин/);
  });
});

describe('the price of something that no model draws any more', () => {
  it.each([
    ['ru', /отключена насовсем[^]*Ничего не заморожено и не списано/],
    ['en', /switched off for good[^]*Nothing is reserved or charged/],
  ] as const)(
    'a price screen says that no model is left, and has no button that orders (%s)',
    async (language, words) => {
      const { anna, isOffSale } = await setup(language);
      await isOffSale('lora.flux-1');
      await anna.sends('/generate');
      await anna.sees(/Опишите идею|Describe your idea/);
      await anna.sends('sunset');

      const { buttons } = await anna.sees(words);

      const labels = buttons.flat().map(({ text }) => text);
      expect(labels).toContain(generateTexts[language].menu);
      expect(labels.filter((label) => saying(generateTexts[language].draw).test(label))).toEqual([]);
    },
  );
});

describe('the price for a person whose free work of today is used up', () => {
  it.each([
    ['ru', /начатый заказ не отменить, а если ничего не выйдет, сделанное нейросетью спишется/],
    ['en', /once started, it can’t be cancelled.*what the AI model has done is charged/],
  ])(
    'a person whose free work of today is used up reads on the price screen that an order cannot be stopped once it has begun, and what is charged (%s)',
    async (language, words) => {
      const { hasHadFree, price } = await setup(language);
      await hasHadFree(47);

      expect((await price()).text).toMatch(words);
    },
  );

  it('a person whose free work is not used up reads nothing about it; free work of other days does not count', async () => {
    const { hasHadFree, price } = await setup();
    await hasHadFree(40);
    await hasHadFree(50, 2);

    expect((await price()).text).not.toContain('❗');
  });

  it('a person whose free work pays for one picture is warned about two, which are one request', async () => {
    const { anna, hasHadFree, price } = await setup();
    await hasHadFree(45);

    expect((await price()).text).toMatch(/❗ Но бесплатных попыток [^]* может не хватить/);
    await anna.pressesBehind('×1');
    expect((await anna.sees(saying(generateTexts.ru.draw, { count: 1 }))).text).not.toContain('❗');
  });

  it('a person whose free work pays for one picture is not warned about a session, because a session asks for one picture at a time', async () => {
    const { anna, hasHadFree } = await setup();
    await hasHadFree(45);

    await anna.sends('/generate');
    await anna.presses(looksTexts.ru.looks);
    await anna.presses(lookGroupTexts.ru.cinema);
    await anna.presses(looksTexts.ru.session);
    expect((await anna.sees(saying(looksTexts.ru.shoot))).text).not.toContain('❗');
  });

  it('nobody reads that they have used up free work which the settings give to no one', async () => {
    const { price } = await setup('ru', { FREE_WORK_DAILY_CENTS: 0 });

    const { text } = await price();

    expect(text).toMatch(/❗ Но бесплатных попыток на такой заказ сейчас нет/);
    expect(text).not.toMatch(/кончились/);
  });

  it('a person whose free work is used up reads below the price of a recording that it is charged even if nobody speaks in it', async () => {
    const { anna, hasHadFree, sendsRecording } = await setup('ru', { FREE_SECONDS_OF_SPEECH_A_DAY: 0 });
    await hasHadFree(50);

    await sendsRecording();

    await anna.sees(
      /Запись 0:02[^]*Не услышу речи — ничего не спишу[^]*❗ Но бесплатных попыток на такой заказ сейчас нет/,
    );
  });

  it.each([
    ['ru', 'three hours', 3 * HOUR_SECONDS, 30, /Не услышу речи[^]*❗ Но бесплатных попыток [^]* может не хватить/],
    ['en', 'an hour', HOUR_SECONDS, 30, /No speech, no charge[^]*❗ But the free tries [^]* may not cover/],
    ['ru', 'five hours', 5 * HOUR_SECONDS, 0, /Не услышу речи[^]*❗ Но бесплатных попыток [^]* может не хватить/],
  ] as const)(
    'a person reads below the price of a recording that the free work left may be less than the whole recording costs (%s, %s)',
    async (language, _, seconds, hadCents, words) => {
      const { anna, hasHadFree, sendsRecording } = await setup(language);
      await hasHadFree(hadCents);

      await sendsRecording(seconds);

      await anna.sees(words);
    },
  );

  it('a person without free work reads that an order that costs nothing does not begin, and nothing of a charge', async () => {
    const { anna, sendsRecording } = await setup('ru', { FREE_WORK_DAILY_CENTS: 0, FREE_SECONDS_OF_SPEECH_A_DAY: 60 });

    await sendsRecording();

    const { text } = await anna.sees(/Цена: бесплатно/);
    expect(text).toContain(offerTexts.ru.notBegun);
    expect(text).not.toMatch(/сделанное нейросетью спишется/);
  });

  it('a picture of a dearer item needs as much free work as that item costs', async () => {
    const { anna, hasHadFree, price } = await setup();
    await hasHadFree(44.5);
    expect((await price()).text).toContain('❗'); // two pictures of the avatar
    await anna.pressesBehind('×1');
    expect((await anna.sees(saying(generateTexts.ru.draw, { count: 1 }))).text).not.toContain('❗');
  });

  it('a person whose free work covers a whole recording reads nothing about it', async () => {
    const { anna, hasHadFree, sendsRecording } = await setup();
    await hasHadFree(20);

    await sendsRecording(HOUR_SECONDS);

    expect((await anna.sees(/Не услышу речи/)).text).not.toContain('❗');
  });
});

describe('an offer while the storage is away', () => {
  it.each([
    ['ru', /Хранилище файлов сейчас не отвечает[^]*Ничего не заморожено/],
    ['en', /file storage isn’t responding[^]*Nothing is reserved or charged/],
  ] as const)(
    'an offer says that the storage is away and its tap holds no credits; once the storage is back, the same tap places the order (%s)',
    async (language, words) => {
      const draw = saying(generateTexts[language].draw);
      const { anna, price, storageGoes, storageComesBack, placed, toastIn } = await setup(language);
      await storageGoes();

      expect((await price()).text).toMatch(words);
      const screen = await anna.sees(words);
      await anna.pressesIn(screen, draw);
      expect(await toastIn(screen)).toMatch(words);

      expect(await placed()).toEqual([]);
      await storageComesBack();
      await anna.presses(draw);
      await anna.sees(saying(orderTexts[language].accepted));
      expect(await placed()).toHaveLength(1);
    },
  );

  it('an offer that was made before the storage went away places no order while it is away', async () => {
    const { anna, price, storageGoes, placed } = await setup();
    expect((await price()).text).not.toMatch(/Хранилище/);
    await storageGoes();

    await anna.presses(saying(generateTexts.ru.draw));

    await anna.sees(/Хранилище файлов сейчас не отвечает/);
    expect(await placed()).toEqual([]);
  });
});
