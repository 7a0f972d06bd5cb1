import {
  consentTexts,
  generateTexts,
  menuTexts,
  myDataTexts,
  newAvatarTexts,
  orderTexts,
  supportTexts,
  transcribeTexts,
} from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { CONSENT_VERSION } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { either, saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { agree } from './consent.screen';
import { html } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { UpdateStore } from '../../engine/telegram/update.store';

const ASKED = /Сначала ваше согласие/;
const { agree: AGREE, decline: DECLINE } = consentTexts.ru;

const setup = async ({ replicas = 1, language = 'ru' } = {}) => {
  const harness = await botHarness();
  const { postgres, telegram } = harness;
  const { admin } = postgres;
  const bot = await harness.replica();
  for (let more = 1; more < replicas; more += 1) await harness.replica();
  const anna = await harness.joins('Анна', language);
  await anna.sends('/start');
  await anna.sees(either(saying(menuTexts.ru.menu), saying(menuTexts.en.menu)));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits: 300 });
  const jobs = async () => (await postgres.outboxOf('bot')).map(({ job }) => job);
  const fetched = async () => (await jobs()).filter((job) => job === 'fetch-file').length;
  return {
    ...harness,
    bot,
    anna,
    userId,
    jobs,
    fetched,
    screens: async () => (await anna.chat()).filter(({ by, text }) => by === 'bot' && ASKED.test(text ?? '')),
    consents: () =>
      admin.query('SELECT version, withdrawn_at IS NOT NULL AS "isOver" FROM bot.consent ORDER BY agreed_at'),
    held: async () => {
      const rows = await admin.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM bot.telegram_update WHERE held_until IS NOT NULL',
      );
      return rows[0]?.n;
    },
    /** Goes to the step that collects photos. */
    begins: async () => {
      await anna.sends('/create');
      await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
      await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
      await anna.sees(saying(newAvatarTexts.ru.askName));
      await anna.sends('Аня');
      await anna.sees(saying(newAvatarTexts.ru.askPhotos));
    },
    nothingIsFetched: async () => {
      expect(await fetched()).toBe(0);
      expect(telegram.recorder.list({ method: 'getFile' })).toEqual([]);
    },
    /** The toast that answered the last press in a message. */
    toastIn: ({ message_id: id }: SeenMessage): Promise<string> =>
      eventually(async () => {
        const pressed = (await anna.chat()).find(({ message_id: messageId }) => messageId === id)?.presses.at(-1);
        return pressed?.answer?.text ?? false;
      }),
  };
};

describe('a photo or a sound that comes before the consent', () => {
  it('photos before the consent are not fetched: an album of ten gets one consent screen, and after one tap each photo is fetched once', async () => {
    const { anna, begins, screens, fetched, held, nothingIsFetched, consents, postgres } = await setup();
    await begins();

    await anna.sendsPhotos(await drawnSelfies(1, 10));
    await eventually(async () => expect(await held()).toBe(10));
    await nothingIsFetched();
    expect(await screens()).toHaveLength(1);
    const asked = await anna.sees(ASKED);
    await anna.presses(AGREE);

    await anna.sees(/0 из 20[^]*Проверяю 10 фото/, { after: asked });
    expect(await fetched()).toBe(10);
    expect(await consents()).toEqual([{ version: CONSENT_VERSION, isOver: false }]);
    expect((await anna.sees(/Продолжаем с того/)).message_id).toBe(asked.message_id);
    // Held updates are handled like any others after the consent, so only their ids stay.
    const whole = `SELECT FROM bot.telegram_update WHERE payload ? 'message' OR held_until IS NOT NULL`;
    await eventually(async () => expect(await postgres.admin.query(whole)).toEqual([]));
  });

  it.each([
    ['a voice message', async (anna: Person) => anna.sendsVoice(await recordedTone(2), 2), /Слушаю запись/],
    ['an audio file', async (anna: Person) => anna.sendsAudio(await recordedTone(2), 'a.ogg', 2), /Слушаю запись/],
    [
      'a photo as a file',
      async (anna: Person) => anna.sendsDocument((await drawnSelfies(1, 1))[0]!, 'me.jpg', 'image/jpeg'),
      /Новый аватар[^]*Проверяю 1 фото/,
    ],
  ])(
    'a photo or a sound that comes before the consent is handled after the consent as if it came only then: %s',
    async (_what, send, answer) => {
      const { anna, nothingIsFetched } = await setup();

      const sent = await send(anna);
      const asked = await anna.sees(ASKED, { after: sent });
      await nothingIsFetched();
      await anna.presses(AGREE);

      await anna.sees(answer, { after: asked });
    },
  );

  it('a photo or a sound that comes before the consent leaves the open step as it is, and a text typed meanwhile goes to that step', async () => {
    const { anna } = await setup();
    await anna.sends('/create');
    await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
    await anna.sees(saying(newAvatarTexts.ru.askName));

    await anna.sendsVoice(await recordedTone(2), 2);
    const asked = await anna.sees(ASKED);
    await anna.sends('Аня');
    await anna.sees(saying(newAvatarTexts.ru.askPhotos), { after: asked });
    const pressed = await anna.presses(AGREE);

    await anna.sees(/Жду фотографии/, { after: pressed }); // this answers a text between two albums
  });

  it('the consent that a photo or a sound needs is asked for in less than 600 characters, with the whole text behind a button', async () => {
    const { anna, nothingIsFetched } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    const asked = await anna.sees(ASKED);
    expect(asked.text?.length).toBeLessThan(600);

    await anna.pressesIn(asked, consentTexts.ru.more);
    const whole = await anna.sees(/На что вы соглашаетесь[^]*Google[^]*Black Forest Labs/);
    await anna.pressesIn(whole, consentTexts.ru.less);
    const brief = await anna.sees(ASKED);
    expect([whole.message_id, brief.message_id]).toEqual([asked.message_id, asked.message_id]);
    await nothingIsFetched();

    await anna.pressesIn(brief, consentTexts.ru.more);
    await anna.presses(AGREE);
    await anna.sees(/Слушаю запись/, { after: asked });
  });

  it('the consent that a photo or a sound needs is asked for in English when the person’s language is English', async () => {
    const { anna } = await setup({ language: 'en' });

    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/First, your consent[^]*FAL[^]*OpenAI/);
    await anna.presses(consentTexts.en.agree);

    await anna.sees(/Thank you! Let’s pick up/);
    await anna.sees(/Listening to the recording/);
  });

  it('three photos before the consent lead to one consent and one fetch each, even with repeated updates, two taps and two replicas', async () => {
    const { anna, begins, telegram, fetched, consents, screens } = await setup({ replicas: 2 });
    await begins();
    telegram.faults.add({ kind: 'duplicate-update', method: 'message', times: 3 });
    telegram.faults.add({ kind: 'duplicate-update', method: 'callback_query', times: 2 });
    await anna.sendsPhotos(await drawnSelfies(1, 3));
    const asked = await anna.sees(ASKED);

    await Promise.all([anna.pressesIn(asked, AGREE), anna.pressesIn(asked, AGREE)]);

    await anna.sees(/0 из 20[^]*Проверяю 3 фото/, { after: asked });
    await eventually(async () => {
      const [{ presses } = { presses: [] }] = (await anna.chat()).filter(
        ({ message_id: id }) => id === asked.message_id,
      );
      expect(presses.filter(({ answer }) => answer !== undefined)).toHaveLength(2);
    });
    expect(await fetched()).toBe(3);
    expect(await consents()).toHaveLength(1);
    expect(await screens()).toHaveLength(0); // the consent screen now says thank you
  });

  it('a photo or a sound without a consent is forgotten after a day, and a person who agrees later is asked to send it again', async () => {
    const { anna, postgres, held, fetched, begins } = await setup();
    await begins();
    await anna.sendsPhotos(await drawnSelfies(1, 1));
    await anna.sees(ASKED);
    await eventually(async () => expect(await held()).toBe(1));
    await postgres.admin.query(
      `UPDATE bot.telegram_update SET held_until = now() - interval '1 s' WHERE held_until IS NOT NULL`,
    );
    await new UpdateStore().forgetHeld(postgres.database);

    await anna.presses(AGREE);

    await anna.sees(/Теперь пришлите фото или голос/);
    expect(await postgres.admin.query(`SELECT FROM bot.telegram_update WHERE payload ? 'message'`)).toEqual([]);
    expect(await fetched()).toBe(0);
    await anna.sendsPhotos(await drawnSelfies(1, 1));
    await anna.sees(/Проверяю 1 фото/);
  });
});

describe('a press that waits for the consent while its person goes on', () => {
  it.each([
    ['another idea leads to the offer of that idea', 'a blue whale', /«a blue whale»/],
    ['another screen leads back to the offer', '/balance', /«a red fox in snow»/],
    ['the menu leads back to the offer', '/menu', /«a red fox in snow»/],
  ])('a press that waits while its person asks for %s, once they agree', async (_what, next, shown) => {
    const { anna, jobs } = await setup();
    await anna.sends('a red fox in snow');
    await anna.presses(saying(generateTexts.ru.draw, { count: 2 }));
    const asked = await anna.sees(ASKED);
    const sent = await anna.sends(next);
    const went = await anna.sees(/./, { after: sent });

    await anna.pressesIn(asked, AGREE);

    await anna.sees(shown, { after: went });
    expect(await jobs()).not.toContain('place-hold');
  });
});

describe('a person who declines', () => {
  it('a person who declines loses the files they sent, can do everything else, and is asked again for the next photo', async () => {
    const { anna, held, screens, postgres, nothingIsFetched, consents } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(ASKED);

    await anna.presses(DECLINE);

    const declined = await anna.sees(/не открывала и не сохранила/);
    await eventually(async () => expect(await held()).toBe(0));
    expect(await postgres.admin.query(`SELECT FROM bot.telegram_update WHERE payload->'message' ? 'voice'`)).toEqual(
      [],
    );
    await anna.sends('/balance');
    await anna.sees(/Доступно: 300/);
    await anna.presses(/· 420 ⭐/);
    expect((await anna.pays()).paid).toBe(true);
    await anna.sends('/help');
    await anna.sees(/Как это работает/);
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(ASKED, { after: declined });
    expect(await screens()).toHaveLength(1);
    await nothingIsFetched();
    expect(await consents()).toEqual([]);
  });
});

describe('a consent screen', () => {
  it('a second consent screen says that the consent has been given already, whichever of its buttons is pressed', async () => {
    const { anna, consents, held, userId, bot, postgres, toastIn } = await setup();
    for (const words of ['one', 'two']) {
      const buttons = [[agree.button(`yes ${words}`, { version: CONSENT_VERSION })]];
      await postgres.database.transaction((tx) => bot.deliveries.add(tx, userId, messageWith(html`${words}`, buttons)));
    }
    await anna.sendsVoice(await recordedTone(2), 2);
    const asked = await anna.sees(ASKED);
    const copy = await anna.presses('yes one');
    await anna.sees(saying(transcribeTexts.ru.listening));

    const other = await anna.presses('yes two');
    await anna.pressesIn(asked, DECLINE);

    expect(copy.message_id).not.toBe(other.message_id);
    expect(await toastIn(other)).toMatch(/уже есть/);
    expect(await toastIn(asked)).toMatch(/уже есть/);
    expect(await consents()).toEqual([{ version: CONSENT_VERSION, isOver: false }]);
    expect(await held()).toBe(0);
  });

  it('a consent screen with an older text gives no consent to the present text; the screen with the present text replaces it', async () => {
    const { anna, consents, userId, bot, postgres, toastIn } = await setup();
    const old = [[agree.button('old', { version: CONSENT_VERSION - 1 })]];
    await postgres.database.transaction((tx) => bot.deliveries.add(tx, userId, messageWith(html`before`, old)));

    const pressed = await anna.presses('old');

    expect(await toastIn(pressed)).toMatch(/Условия обновились/);
    expect((await anna.sees(ASKED)).message_id).toBe(pressed.message_id);
    expect(await consents()).toEqual([]);
  });
});

describe('a consent to an older text', () => {
  it('a person who agreed to an older text is asked again before an order, and the order then goes on by itself', async () => {
    const { anna, userId, postgres, consents, jobs } = await setup();
    const version = CONSENT_VERSION - 1;
    await postgres.fixtures.consent({ userId, version });
    await postgres.fixtures.avatar({ userId, isMain: true });
    await anna.sends('закат над морем');

    const offer = await anna.presses(saying(generateTexts.ru.draw, { count: 2 }));
    const asked = await anna.sees(ASKED, { after: offer });
    expect(await jobs()).not.toContain('place-hold');
    await anna.presses(AGREE);

    await anna.sees(saying(orderTexts.ru.accepted));
    expect(asked.message_id).toBeGreaterThan(offer.message_id);
    expect((await jobs()).filter((job) => job === 'place-hold')).toHaveLength(1);
    expect(await consents()).toEqual([
      { version, isOver: false },
      { version: CONSENT_VERSION, isOver: false },
    ]);
  });
});

describe('taking the consent back', () => {
  it('the screen that takes the consent back leads to the deletion of everything, which asks again; until then the consent stays in force', async () => {
    const { anna, userId, postgres, consents } = await setup();
    await postgres.fixtures.consent({ userId });
    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.withdraw);
    await anna.sees(saying(supportTexts.ru.askWithdraw));

    await anna.presses(supportTexts.ru.eraseInstead);

    await anna.sees(saying(myDataTexts.ru.askErase, { hasCredits: true, credits: 30_000n }));
    expect(await consents()).toEqual([{ version: CONSENT_VERSION, isOver: false }]);
  });

  it('taking the consent back deletes every avatar and draft and cancels a transcription under way; the bot asks for the consent again before the next recording', async () => {
    const { anna, userId, postgres, consents, fetched } = await setup();
    const { fixtures, admin } = postgres;
    await fixtures.consent({ userId });
    const avatars = [
      await fixtures.avatar({ userId, isMain: true }),
      await fixtures.avatar({ userId, status: 'draft' }),
    ];
    const { orderId } = await fixtures.hold({ userId, kind: 'transcription', item: 'transcription.speech' });
    await fixtures.hold({ userId, kind: 'training', item: 'training.fast' });
    await anna.sends('закат над морем');
    await anna.pressesBehind('3:4');
    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.withdraw);
    await anna.sees(saying(supportTexts.ru.askWithdraw));

    await anna.presses(supportTexts.ru.withdrawSurely);

    await anna.sees(saying(supportTexts.ru.withdrawn));
    expect(await consents()).toEqual([{ version: CONSENT_VERSION, isOver: true }]);
    expect(await admin.query('SELECT FROM bot.draft')).toEqual([]);
    const sent = (await postgres.outboxOf('bot')).filter(({ job }) => /^(delete|cancel)/.test(job));
    expect(sent).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          job: 'cancel-order',
          payload: { kind: 'transcription', orderId, userId, isWithdrawn: true },
        }),
        ...avatars.map(({ id: avatarId }) =>
          expect.objectContaining({ job: 'delete-avatar', payload: { avatarId, userId } }),
        ),
      ]),
    );
    expect(sent).toHaveLength(3);
    await anna.sends('/avatars');
    await anna.sees(/Пока ни одного/);
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(ASKED);
    expect(await fetched()).toBe(0);
    await anna.presses(AGREE);
    await anna.sees(saying(transcribeTexts.ru.listening));
    expect(await consents()).toHaveLength(2);
  });
});
