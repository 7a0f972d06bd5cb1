import { describe, expect, it } from '@jest/globals';
import type { CheckPhoto } from '@aisha/contracts/avatar-trainer';
import type { PlaceHold } from '@aisha/contracts/billing';
import { FIRST_LOOKS, type PhotoFinding, type TelegramId } from '@aisha/domain';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import {
  consentTexts,
  generateTexts,
  menuTexts,
  newAvatarTexts,
  offerTexts,
  plainText,
  supportTexts,
} from '@aisha/words';
import sharp from 'sharp';
import { botHarness } from '../../../../spec/bot-harness';
import { fileBudgetsIn } from '../../../../spec/file-places';
import { showsVerdicts } from '../../../../spec/photo-verdicts';
import { Readers } from '../../../engine/conversation/readers';
import { PastGuestStore } from '../../../engine/people/past-guest.store';

const GIFT = { WELCOME_CREDITS: 250 };
const labels = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);
const looksOf = (holds: readonly PlaceHold[]) => holds.map(({ onHeld }) => onHeld.payload['look']);

const selfie = (background = 'tan'): Promise<Buffer> =>
  sharp({ create: { width: 90, height: 120, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** A newcomer at the greeting, and a trainer that judges a photo when the test tells it to. */
const setup = async ({ settings = GIFT, language = 'ru' }: { settings?: object; language?: 'ru' | 'en' } = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica({ settings, storageEveryMs: 20 });
  const anna = await harness.joins('Анна', language);
  await anna.sends('/start');
  const greeting = await anna.sees(saying(menuTexts[language].menu));
  const userId = await harness.onlyUserId();
  const show = showsVerdicts(bot, new Readers(postgres.database, settings), fileBudgetsIn(postgres.database));
  const jobs = async (job: string) => (await postgres.outboxOf('bot')).filter((sent) => sent.job === job);
  const checks = async () =>
    (await jobs('fetch-file')).map(({ payload }) => (payload['onStored'] as { payload: CheckPhoto }).payload);
  let accepted = 0;
  return {
    ...harness,
    bot,
    anna,
    userId,
    greeting,
    jobs,
    holds: async () => (await jobs('place-hold')).map(({ payload }) => payload as unknown as PlaceHold),
    /** Plays billing, which has given the welcome credits. */
    getsGift: async () => {
      await postgres.fixtures.account({ userId, credits: 250 });
      await postgres.admin.query(
        `INSERT INTO billing.transaction (id, user_id, type, amount, description, idempotency_key)
         VALUES (uuidv7(), $1, 'welcome', 25000, 'welcome', 'welcome')`,
        [userId],
      );
    },
    /** Plays the trainer, which has deleted the photos of an avatar. */
    deletes: async (avatarId: string) => {
      await postgres.admin.query('DELETE FROM trainer.avatar_photo WHERE avatar_id = $1', [avatarId]);
      accepted = 0;
    },
    /** Plays the trainer: gives its verdict on one photo. `place` is the number of the photo in the order of sending, counted from 1. */
    judges: async (place: number, finding?: PhotoFinding) => {
      const check = await eventually(async () => (await checks())[place - 1] ?? false);
      const { avatarId, photoId } = check;
      const isKnown = await postgres.admin.query('SELECT FROM trainer.avatar WHERE id = $1', [avatarId]);
      if (isKnown.length === 0) {
        const begun = { id: avatarId, userId, name: 'Анна', status: 'photos_uploading', subject: null } as const;
        await postgres.fixtures.avatar({ ...begun, faceOwner: null, photos: 0 });
      }
      if (!finding) await postgres.fixtures.photo({ avatarId, id: photoId, accepted: true });
      accepted += finding ? 0 : 1;
      const verdict = { accepted: !finding, findings: finding ? [finding] : [], acceptedCount: accepted };
      const told = { userId, avatarId, photoId, ...verdict, isRevised: false };
      await show.handle(told, jobContext(postgres));
      return { avatarId, again: () => show.handle(told, jobContext(postgres)) };
    },
  };
};

/** A person who agreed before, and has the gift, sends a selfie, which the trainer takes; resolves to the card about it. */
const selfieOfAgreed = async ({ anna, judges, postgres, userId, getsGift }: Awaited<ReturnType<typeof setup>>) => {
  await postgres.fixtures.consent({ userId });
  await getsGift();
  await anna.sendsPhotos([await selfie()]);
  await judges(1);
  return anna.sees(saying(newAvatarTexts.ru.selfieAccepted));
};

describe('a person who had everything deleted and starts anew', () => {
  const comesBack = async () => {
    const harness = await botHarness();
    const { postgres, token } = harness;
    await harness.replica({ settings: GIFT });
    const guests = new PastGuestStore({ secret: token });
    const anna = await harness.joins('Анна');
    await postgres.database.transaction((tx) => guests.remember(tx, anna.id as TelegramId));
    return { ...harness, anna };
  };

  it('the greeting promises no gift and no first pictures, though billing has not opened the account yet', async () => {
    const { anna, postgres } = await comesBack();

    await anna.sends('/start');

    const { text, photo } = await anna.sees(saying(menuTexts.ru.menu));
    expect(text).toContain('Привет, Анна!');
    expect(text).not.toMatch(/🎁|подар|Пришлите/);
    expect(photo).toBeUndefined();
    expect(await postgres.outboxOf('bot')).toMatchObject([{ job: 'open-account', payload: { isReturning: true } }]);
    await anna.sendsPhotos([await selfie()]);
    const asked = await anna.sees(saying(consentTexts.ru.brief));
    expect(asked.text).not.toContain('сразу нарисую');
    expect(labels(asked)).toContain(consentTexts.ru.agree);
  });

  it('a second greeting promises no gift either while billing has not opened the account', async () => {
    const { anna } = await comesBack();
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));

    const again = await anna.sends('/start');

    const { text } = await anna.sees(saying(menuTexts.ru.menu), { after: again });
    expect(text).toContain('Привет, Анна!');
    expect(text).not.toMatch(/🎁|подар|Пришлите/);
  });

  it('an idea as the first message is answered without a gift', async () => {
    const { anna } = await comesBack();

    await anna.sends('я в скафандре на Луне');

    const { text } = await anna.sees(/селфи/);
    expect(text).not.toMatch(/🎁|подар/);
  });
});

describe('the first selfie of a newcomer', () => {
  it('the first selfie becomes three pictures after one consent that names their price, and a repeated verdict orders no more', async () => {
    const { anna, greeting, judges, holds, jobs } = await setup();
    expect(greeting.photo).toBeDefined();
    expect(greeting.text).toMatch(/Пришлите одно своё селфи[^]*3 ваши картинки. 9 кредитов из подарка/);

    await anna.sendsPhotos([await selfie()]);
    const asked = await anna.sees(saying(consentTexts.ru.brief));
    expect(asked.text).toMatch(/сразу нарисую вас по этому селфи: 3 картинки за 9 кредитов/);
    expect(labels(asked)).toEqual([
      consentTexts.ru.agreeAndDraw,
      consentTexts.ru.agreeForAnother,
      consentTexts.ru.more,
      consentTexts.ru.decline,
    ]);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    await anna.sees(/Смотрю селфи[^]*сразу нарисую вас: 3 картинки за 9 кредитов/);
    expect(await holds()).toEqual([]);
    const { avatarId, again } = await judges(1);
    await again();

    await anna.sees(saying(newAvatarTexts.ru.selfieDrawn));
    const placed = await holds();
    expect(looksOf(placed)).toEqual(FIRST_LOOKS.map(({ id }) => id));
    expect(new Set(placed.map(({ orderId }) => orderId)).size).toBe(3);
    for (const { quotedCentiCredits, onHeld } of placed) {
      expect(quotedCentiCredits).toBe('300');
      expect(onHeld.payload).toMatchObject({ input: { kind: 'avatar', avatarId }, path: 'photo', pictureCount: 1 });
    }
    const [said, ...others] = await jobs('say-face-owner');
    expect(said?.payload).toMatchObject({ avatarId, faceOwner: 'own' });
    expect(others).toEqual([]);
  });

  it.each([
    ['names it', (anna: Person) => anna.sends('English')],
    [
      'chooses it from the list that follows a command',
      async (anna: Person) => {
        await anna.sends('/language');
        await anna.presses(menuTexts.en.thisLanguage);
      },
    ],
    [
      'chooses it in the settings',
      async (anna: Person) => {
        await anna.presses(saying(menuTexts.ru.storey, { storey: 'settings' }));
        await anna.presses(menuTexts.ru.entryLanguage);
        await anna.presses(menuTexts.en.thisLanguage);
      },
    ],
  ])(
    'a newcomer who wants to read another language, and %s, reads the greeting in that language, and agrees to its price with the selfie',
    async (_how, changes) => {
      const { anna, judges, holds } = await setup();

      await changes(anna);
      const greeting = await anna.sees(
        /Hi Анна![^]*Send me one selfie[^]*3 pictures of you. 9 credits out of your gift/,
      );
      expect(greeting.photo).toBeDefined();
      await anna.sendsPhotos([await selfie()]);
      await anna.sees(/3 pictures for 9 credits/);
      await anna.presses(consentTexts.en.agreeAndDraw);
      await judges(1);

      await anna.sees(saying(newAvatarTexts.en.selfieDrawn));
      expect(await holds()).toHaveLength(3);
    },
  );

  it('the first selfie is drawn as the idea that its person typed before, at the price of one picture', async () => {
    const { anna, judges, holds } = await setup();
    await anna.sends('я в Париже');
    await anna.sees(/«я в Париже»[^]*3 кредита из подарка/);

    await anna.sendsPhotos([await selfie()]);
    await anna.sees(/нарисую вас по этому селфи: 1 картинка за 3 кредита/);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    const { again } = await judges(1);
    await again();

    const [only, ...others] = await holds();
    expect(only?.onHeld.payload).toMatchObject({ prompt: 'я в Париже', look: null, path: 'photo' });
    expect(others).toEqual([]);
    const after = await anna.sends('на Луне');
    await anna.sees(/«на Луне»[^]*Аватар: Анна ⚡ по одному фото/, { after });
  });

  it('a first selfie whose sender says that it shows another adult is not drawn, but its card offers to draw it with «Это я» and the price', async () => {
    const { anna, judges, holds } = await setup();
    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agreeForAnother);
    await judges(1);

    const card = await anna.sees(saying(newAvatarTexts.ru.selfieAccepted));
    expect(labels(card)).toEqual(['🙋 Это я: нарисовать 3 · 9 кредитов', '✨ Сделать аватар', '🏠 Меню']);
    expect(await holds()).toEqual([]);
  });

  it('the first selfie of a person who agreed to the consent before is drawn on one tap at the price on the button, and two taps make no further orders', async () => {
    const setting = await setup();
    const { anna, holds } = setting;
    const card = await selfieOfAgreed(setting);
    const button = saying(newAvatarTexts.ru.drawMe);
    await Promise.all([anna.pressesIn(card, button), anna.pressesIn(card, button)]);

    await anna.sees(saying(newAvatarTexts.ru.selfieDrawn));
    expect(new Set((await holds()).map(({ orderId }) => orderId)).size).toBe(3);
  });

  it.each([
    ['the selfie has been removed', 'DELETE FROM trainer.avatar_photo'],
    [
      'no model is left that draws from one photo',
      `INSERT INTO generator.model_state (model, gone_since, off_sale) VALUES ('one-photo', now(), '{picture.photo}')`,
    ],
  ])(
    'when %s, the button that draws the first pictures orders nothing, and leads to the usual offer',
    async (_, sql) => {
      const setting = await setup();
      const { anna, holds, postgres } = setting;
      const card = await selfieOfAgreed(setting);
      await postgres.admin.query(sql);

      await anna.pressesIn(card, saying(newAvatarTexts.ru.drawMe));

      await anna.seesMessage(({ message_id: id }) => id > card.message_id);
      expect(await holds()).toEqual([]);
    },
  );

  it('the first selfie is not ordered while the storage is away, and the answer says that nothing is held', async () => {
    const setting = await setup();
    const { anna, bot, holds, closeStorage } = setting;
    const card = await selfieOfAgreed(setting);
    await closeStorage();
    await eventually(() => bot.storage.isAway);

    await anna.pressesIn(card, saying(newAvatarTexts.ru.drawMe));

    await eventually(async () => {
      const pressed = (await anna.chat()).find(({ message_id: id }) => id === card.message_id);
      expect(pressed?.presses.at(-1)?.answer?.text).toBe(plainText(offerTexts.ru.storageAway));
    });
    expect(await holds()).toEqual([]);
  });

  it('the first selfie costs nothing when it is refused, and the next selfie is drawn on one tap at the price on the button', async () => {
    const { anna, judges, holds, getsGift } = await setup();
    await getsGift();
    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    await judges(1, 'several-faces');
    await anna.sees(saying(newAvatarTexts.ru.selfieRefused));

    await anna.sendsPhotos([await selfie('peru')]);
    await judges(2);

    const card = await anna.sees(saying(newAvatarTexts.ru.selfieAccepted));
    expect(await holds()).toEqual([]);
    await anna.pressesIn(card, saying(newAvatarTexts.ru.drawMe));
    await anna.sees(saying(newAvatarTexts.ru.selfieDrawn));
    expect(await holds()).toHaveLength(3);
  });

  it.each([
    ['a forwarded photo', async (anna: Person) => anna.forwardsPhoto(await selfie('peru'), 'Борис')],
    ['an album', async (anna: Person) => anna.sendsPhotos([await selfie('peru'), await selfie('navy')])],
    ['a document', async (anna: Person) => anna.sendsDocument(await selfie('peru'), 'b.jpg', 'image/jpeg')],
  ])(
    'after a refused selfie, %s does not count as a selfie, and is neither drawn nor offered with «Это я»',
    async (_, send) => {
      const { anna, judges, holds, jobs } = await setup();
      await anna.sendsPhotos([await selfie()]);
      await anna.presses(consentTexts.ru.agreeAndDraw);
      await judges(1, 'several-faces');
      await anna.sees(saying(newAvatarTexts.ru.selfieRefused));

      await send(anna);
      await judges(2);

      const card = await anna.sees(/Новый аватар[^]*1 из 20/);
      expect(labels(card).join()).not.toContain('Это я');
      expect(await holds()).toEqual([]);
      expect(await jobs('say-face-owner')).toEqual([]);
    },
  );

  it.each([
    ['photo', async (anna: Person) => anna.sendsPhotos([await selfie('peru')])],
    ['document', async (anna: Person) => anna.sendsDocument(await selfie('peru'), 'b.jpg', 'image/jpeg')],
  ])(
    'when a %s came before the selfie and both wait for the consent, the agreement draws neither of them',
    async (_, send) => {
      const { anna, judges, holds, jobs, postgres } = await setup();
      await send(anna);
      const earlier = await anna.sees(saying(consentTexts.ru.brief));
      // The bot shows a second consent screen only when the first one is older than CONSENT_ONCE_MS.
      await postgres.admin.query(`UPDATE bot.delivery SET created_at = created_at - interval '1 minute'`);
      await anna.sendsPhotos([await selfie()]);
      const asked = await anna.sees(saying(consentTexts.ru.brief), { after: earlier });
      await anna.pressesIn(asked, consentTexts.ru.agreeAndDraw);
      await judges(1);
      await judges(2);

      await anna.sees(/Новый аватар[^]*2 из 20/);
      expect(await holds()).toEqual([]);
      expect(await jobs('say-face-owner')).toEqual([]);
    },
  );

  it('the agreement to draw the first selfie is forgotten when the person withdraws the consent', async () => {
    const { anna, judges, holds, postgres, userId } = await setup();
    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    await anna.sees(saying(newAvatarTexts.ru.selfieChecking));
    await anna.sends('/privacy');
    await anna.presses(supportTexts.ru.withdraw);
    await anna.presses(supportTexts.ru.withdrawSurely);
    await anna.sees(saying(supportTexts.ru.withdrawn));
    await postgres.fixtures.consent({ userId });

    await judges(1);

    expect(await holds()).toEqual([]);
  });

  it('when the price has changed, the pressed button asks for the consent again with the new price', async () => {
    const { anna, judges, holds, postgres } = await setup();
    await anna.sendsPhotos([await selfie()]);
    const asked = await anna.sees(saying(consentTexts.ru.brief));
    await postgres.admin.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES ('picture', now(), 400)`);
    const again = await anna.sends('/start');
    await anna.sees(/12 кредитов из подарка/, { after: again });

    await anna.pressesIn(asked, consentTexts.ru.agreeAndDraw);

    await anna.sees(/сразу нарисую вас по этому селфи: 3 картинки за 12 кредитов/);
    expect(await postgres.admin.query('SELECT FROM bot.consent')).toEqual([]);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    await judges(1);
    await anna.sees(saying(newAvatarTexts.ru.selfieDrawn));
    expect((await holds()).map(({ quotedCentiCredits }) => quotedCentiCredits)).toEqual(['400', '400', '400']);
  });

  it('the first selfie is not drawn at a higher price than its person has agreed to', async () => {
    const { anna, judges, holds, postgres } = await setup();
    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    await anna.sees(saying(newAvatarTexts.ru.selfieChecking));
    await postgres.admin.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES ('picture', now(), 400)`);

    await judges(1);

    await anna.sees(/Новый аватар[^]*1 из 20/);
    expect(await holds()).toEqual([]);
  });

  it('the first selfie of a person who is banned before the verdict is not drawn', async () => {
    const { anna, judges, holds, postgres } = await setup();
    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    await anna.sees(saying(newAvatarTexts.ru.selfieChecking));
    await postgres.admin.query(`UPDATE bot.person SET banned_until = 'infinity'`);

    await judges(1);

    await anna.sees(/Новый аватар[^]*1 из 20/);
    expect(await holds()).toEqual([]);
  });

  it('when no gift pays for the pictures, the first selfie is not drawn at once, but begins a new avatar, and a button offers to draw', async () => {
    const { anna, greeting, judges, holds } = await setup({ settings: {} });
    expect(greeting.text).not.toContain('одно своё селфи');
    expect(greeting.photo).toBeUndefined();
    await anna.sendsPhotos([await selfie()]);
    const asked = await anna.sees(saying(consentTexts.ru.brief));
    expect(labels(asked)[0]).toBe(consentTexts.ru.agree);
    await anna.presses(consentTexts.ru.agree);
    await judges(1);

    const card = await anna.sees(/Новый аватар[^]*1 из 20/);
    expect(labels(card)).toContain('⚡ Нарисовать уже сейчас');
    expect(await holds()).toEqual([]);
  });

  it('for an album the bot asks for the plain consent, and draws none of its photos at once', async () => {
    const { anna, judges, holds } = await setup();
    await anna.sendsPhotos([await selfie(), await selfie('peru')]);
    const asked = await anna.sees(saying(consentTexts.ru.brief));
    expect(labels(asked)[0]).toBe(consentTexts.ru.agree);
    await anna.presses(consentTexts.ru.agree);
    await judges(1);
    await judges(2);

    await anna.sees(/Новый аватар[^]*2 из 20/);
    expect(await holds()).toEqual([]);
  });

  it('an idea that is typed while the selfie is checked is drawn instead of the looks, at the price of one picture', async () => {
    const { anna, judges, holds } = await setup();
    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    await anna.sees(/Смотрю селфи[^]*3 картинки за 9 кредитов/);

    await anna.sends('я в Париже');
    await anna.sees(/«я в Париже»[^]*Смотрю селфи[^]*1 картинка за 3 кредита/);
    await judges(1);

    await anna.sees(/рисую вас: 1 картинка за 3 кредита/);
    expect((await holds()).map(({ onHeld }) => onHeld.payload['prompt'])).toEqual(['я в Париже']);
  });

  it('an idea that is typed while photos of an album are checked stays on the card, and can be drawn once a photo is accepted', async () => {
    const { anna, judges } = await setup();
    await anna.sendsPhotos([await selfie(), await selfie('peru')]);
    await anna.presses(consentTexts.ru.agree);
    await anna.sees(/Проверяю 2 фото/);

    await anna.sends('я в Париже');
    await anna.sees(/«я в Париже»[^]*Проверяю 2 фото/);
    await judges(1);

    const card = await anna.sees(/Новый аватар[^]*1 из 20/);
    expect(labels(card)[0]).toBe('🎨 я в Париже');
  });

  it('a question that is typed after the first pictures opens the help, and not the offer of a paid idea', async () => {
    const { anna, judges } = await setup();
    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    await judges(1);
    await anna.sees(saying(newAvatarTexts.ru.selfieDrawn));

    const after = await anna.sends('сколько стоит');

    await anna.sees(/Как это работает/, { after });
  });

  it('a selfie that comes after the drawn selfie was deleted counts as a photo of an avatar, and the bot promises no pictures for it', async () => {
    const { anna, judges, holds, deletes } = await setup();
    await anna.sendsPhotos([await selfie()]);
    await anna.presses(consentTexts.ru.agreeAndDraw);
    const { avatarId } = await judges(1);
    await anna.sees(saying(newAvatarTexts.ru.selfieDrawn));
    await deletes(avatarId);

    const [sent] = await anna.sendsPhotos([await selfie('peru')]);
    const checked = await anna.sees(/Новый аватар[^]*Проверяю 1 фото/, { after: sent! });
    await judges(2);

    await anna.sees(/Новый аватар[^]*1 из 20/);
    expect(checked.text).not.toContain('Смотрю селфи');
    expect(await holds()).toHaveLength(3);
  });

  it('after the first pictures a typed idea is offered with the avatar made of the selfie, and the menu offers to draw', async () => {
    const { anna, judges } = await setup({ language: 'en' });
    await anna.sendsPhotos([await selfie()]);
    await anna.sees(/draw you from this selfie at once: 3 pictures for 9 credits/);
    await anna.presses(consentTexts.en.agreeAndDraw);
    await judges(1);
    await anna.sees(saying(newAvatarTexts.en.selfieDrawn));

    const after = await anna.sends('on the Moon');
    await anna.sees(/“on the Moon”[^]*Avatar: Анна ⚡/, { after });

    const left = await anna.sends('/menu');
    const menu = await anna.sees(saying(menuTexts.en.menu), { after: left });
    expect(labels(menu)).toContain(generateTexts.en.entryGenerate);
  });
});
