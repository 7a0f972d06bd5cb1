import {
  balanceTexts,
  conversationTexts,
  generateTexts,
  looksTexts,
  lookGroupTexts,
  lookTexts,
  menuTexts,
  newAvatarTexts,
  speechTexts,
} from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { PersonRowsStore } from '@aisha/database/people';
import type { TelegramId } from '@aisha/domain';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import sharp from 'sharp';
import { botHarness } from '../../../spec/bot-harness';

const drawing = saying(generateTexts.ru.draw);
const notReread = saying(conversationTexts.ru.notReread);

const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const { anna } = await harness.annaWithCredits();
  const orders = async () =>
    (await postgres.outboxOf('bot'))
      .filter(({ job }) => job === 'place-hold')
      .map(({ payload }) => (payload as { onHeld: { payload: Record<string, unknown> } }).onHeld.payload);
  /** Waits until the bot has handled whatever it got before. */
  const isQuiet = async () => {
    const asked = await anna.sends('/balance');
    await anna.sees(saying(balanceTexts.ru.balance), { after: asked });
  };
  return {
    ...harness,
    anna,
    bot,
    orders,
    isQuiet,
    /** Waits until the offer is for this idea, whether or not the offer has been sent. */
    isOffered: (idea: string) =>
      eventually(async () =>
        expect(await postgres.admin.query(`SELECT draft->>'idea' AS idea FROM bot.conversation`)).toEqual([{ idea }]),
      ),
    /** Anna types an idea; resolves to her message and the offer that answers it. */
    types: async (idea: string) => {
      const typed = await anna.sends(idea);
      const offer = await anna.sees(new RegExp(`«${idea}»`), { after: typed });
      await harness.isNoted(offer);
      return { typed, offer };
    },
    /** How many messages of the bot have these words. */
    count: async (words: RegExp) =>
      (await anna.chat()).filter(({ by, text }) => by === 'bot' && words.test(text ?? '')).length,
  };
};

const hasButton = ({ buttons }: SeenMessage, label: RegExp): boolean =>
  buttons.flat().some(({ text }) => label.test(text));

describe('an edited message', () => {
  it('an edited message changes the idea of its open offer in the same message, as often as it is edited, and one order is placed', async () => {
    const { anna, types, orders, isQuiet } = await setup();
    const { typed, offer } = await types('кот в шляпр');
    const before = (await anna.chat()).length;

    await anna.edits(typed, 'кот в шлапе');
    await anna.sees(/«кот в шлапе»/);
    await anna.edits(typed, 'кот в шляпе');
    const corrected = await anna.sees(/«кот в шляпе»/);

    expect(corrected).toMatchObject({ message_id: offer.message_id, edited: true });
    expect(hasButton(corrected, drawing)).toBe(true);
    expect(await anna.chat()).toHaveLength(before);
    await anna.presses(drawing);
    await isQuiet();
    expect(await orders()).toMatchObject([{ prompt: 'кот в шляпе' }]);
  });

  it('an edited message changes the idea of its offer and keeps the choices that were made at the offer since', async () => {
    const { anna, types, isNoted } = await setup();
    const { typed, offer } = await types('кот в шляпр');
    await anna.presses('⋯');
    await anna.presses('×2');
    await anna.sees(saying(generateTexts.ru.draw, { count: 2 }));

    await anna.edits(typed, 'кот в шляпе');

    const corrected = await anna.sees(/«кот в шляпе»/);
    expect(corrected.message_id).toBe(offer.message_id);
    expect(hasButton(corrected, saying(generateTexts.ru.draw, { count: 2 }))).toBe(true);
    await isNoted(offer);
  });

  it('an edited message is read even if the person has typed a button’s words at its offer since; an edit of the button’s words is not read', async () => {
    const { anna, types, isNoted } = await setup();
    const { typed } = await types('кот в шляпр');
    const pressed = await anna.sends('×2');
    const chosen = await anna.sees(saying(generateTexts.ru.draw, { count: 2 }), { after: pressed });
    await isNoted(chosen);

    await anna.edits(pressed, 'слон');
    await anna.sees(notReread);
    await anna.edits(typed, 'кот в шляпе');

    const corrected = await anna.sees(/«кот в шляпе»/);
    expect(corrected.message_id).toBe(chosen.message_id);
    expect(hasButton(corrected, saying(generateTexts.ru.draw, { count: 2 }))).toBe(true);
  });

  it('an edited message that has become an order is not read again: the bot says so once, and places no second order', async () => {
    const { anna, types, orders, isQuiet, count } = await setup();
    const { typed } = await types('кот в шляпе');
    await anna.presses(drawing);
    await eventually(async () => expect(await orders()).toHaveLength(1));

    await anna.edits(typed, 'пёс в шляпе');
    const told = await anna.sees(notReread);
    await anna.edits(typed, 'слон в шляпе');
    await anna.edits(typed, 'слон в кепке');
    await isQuiet();

    expect(told.reply_to_message_id).toBe(typed.message_id);
    expect(await count(notReread)).toBe(1);
    expect(await orders()).toMatchObject([{ prompt: 'кот в шляпе' }]);
  });

  it('an edit of a message that is older than the message of the open offer changes nothing in that offer', async () => {
    const { anna, types, isQuiet } = await setup();
    const { typed: earlier } = await types('кот в шляпе');
    const { offer } = await types('пёс в кепке');

    await anna.edits(earlier, 'слон в шляпе');
    await anna.sees(notReread);
    await isQuiet();

    expect((await anna.chat()).find(({ message_id: id }) => id === offer.message_id)?.text).toContain('«пёс в кепке»');
  });

  it('an edit of the idea changes nothing at an offer where a chosen look has replaced the idea', async () => {
    const { anna, types, postgres, onlyUserId } = await setup();
    await postgres.fixtures.avatar({
      userId: await onlyUserId(),
      name: 'Анна',
      status: 'completed',
      isMain: true,
      photos: 0,
    });
    const { typed } = await types('кот в шляпе');
    await anna.presses(generateTexts.ru.anotherWay);
    await anna.presses(looksTexts.ru.looks);
    await anna.presses(lookGroupTexts.ru.cinema);
    await anna.presses(`· ${lookTexts.ru.western}`);
    await anna.sees(saying(looksTexts.ru.look, { name: lookTexts.ru.western }));

    await anna.edits(typed, 'пёс в шляпе');
    await anna.sees(notReread);

    expect(await anna.transcript()).not.toContain('«пёс');
  });

  it('an edited message changes the idea of a draft that was left and is resumed, and keeps its choices', async () => {
    const { anna, types, orders, isNoted, isQuiet } = await setup();
    const { typed } = await types('кот в шляпр');
    await anna.presses('⋯');
    await anna.presses('×2');
    await anna.sees(saying(generateTexts.ru.draw, { count: 2 }));
    await isQuiet();
    const left = await anna.sends('/menu');
    await anna.presses(saying(conversationTexts.ru.continueDraft), { after: left });
    const resumed = await anna.sees(/«кот в шляпр»/, { after: left });
    await isNoted(resumed);

    await anna.edits(typed, 'кот в шляпе');

    const corrected = await anna.sees(/«кот в шляпе»/);
    expect(corrected.message_id).toBe(resumed.message_id);
    await anna.presses(saying(generateTexts.ru.draw, { count: 2 }));
    await isQuiet();
    expect(await orders()).toMatchObject([{ prompt: 'кот в шляпе' }]);
  });

  it('an edited idea of a draft that was left is read again only once the draft is resumed', async () => {
    const { anna, types, isQuiet } = await setup();
    const { typed } = await types('кот в шляпр');
    const left = await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu), { after: left });

    await anna.edits(typed, 'кот в шляпе');
    await anna.sees(notReread);
    await isQuiet();

    expect(await anna.transcript()).not.toContain('«кот в шляпе»');
  });

  it('a message that an edit turns into a question is answered with the help, and nothing is ordered', async () => {
    const { anna, types, orders } = await setup();
    const { typed } = await types('кот в шляпе');

    await anna.edits(typed, 'сколько это стоит?');

    await anna.sees(saying(menuTexts.ru.help));
    expect(await orders()).toEqual([]);
  });

  it.each([
    ['a command', '/start', notReread],
    ['too long an idea', 'кот '.repeat(600), saying(generateTexts.ru.badIdea)],
  ])('a message that is edited into %s orders nothing', async (_, words, answer) => {
    const { anna, types, orders, isQuiet } = await setup();
    const { typed } = await types('кот в шляпе');

    await anna.edits(typed, words);
    await anna.sees(answer);
    await isQuiet();

    expect(await orders()).toEqual([]);
  });

  it('an edit before a press counts and an edit after the press does not, even when all of them come while the bot is away', async () => {
    const { anna, bot, types, orders, isQuiet, replica } = await setup();
    const { typed } = await types('кот в шляпр');
    await bot.stop();

    await anna.edits(typed, 'кот в шляпе');
    await anna.presses(drawing);
    await anna.edits(typed, 'слон в шляпе');
    await replica();

    await anna.sees(notReread);
    await isQuiet();
    expect(await orders()).toMatchObject([{ prompt: 'кот в шляпе' }]);
  });

  it('an edited message whose offer has not been sent changes that offer, and the older messages stay as they are', async () => {
    const { anna, bot, isOffered, isQuiet, count } = await setup();
    const before = await anna.chat();
    await bot.sender.stop();

    const typed = await anna.sends('кот в шляпр');
    await isOffered('кот в шляпр');
    await anna.edits(typed, 'кот в шляпе');
    await isOffered('кот в шляпе');
    bot.sender.start();

    await anna.sees(/«кот в шляпе»/, { after: typed });
    await isQuiet();
    expect((await anna.chat()).slice(0, before.length)).toEqual(before);
    expect(await count(/«кот в шляп/)).toBe(1);
  });

  it('an edited message changes the newest drawing of its offer when an older drawing has been sent and the newest has not', async () => {
    const { anna, bot, types, isOffered, isQuiet, count } = await setup();
    const { typed, offer } = await types('кот в шляпр');
    await bot.sender.stop();

    await anna.sendsSticker('🐱');
    await anna.edits(typed, 'кот в шляпе');
    await isOffered('кот в шляпе');
    bot.sender.start();

    await anna.sees(/«кот в шляпе»/, { after: offer });
    await isQuiet();
    expect(await count(/«кот в шляпе»/)).toBe(1);
  });

  it('an edited message changes the idea that waits for a selfie', async () => {
    const { anna, isNoted } = await setup();
    const typed = await anna.sends('я в Парже');
    const asked = await anna.sees(/«я в Парже»/);
    await isNoted(asked);

    await anna.edits(typed, 'я в Париже');

    expect(await anna.sees(saying(newAvatarTexts.ru.askSelfie, { idea: 'я в Париже' }))).toMatchObject({
      message_id: asked.message_id,
    });
  });

  it('when a text came in several messages, an edit of the last message replaces that part alone, and an edit of an earlier message is not read again', async () => {
    const { anna, orders, isQuiet } = await setup();
    await anna.sends('/speak');
    await anna.sees(saying(speechTexts.ru.ask));
    const first = await anna.sends('Раз.');
    const offer = await anna.sees(saying(speechTexts.ru.confirm, { characters: 4 }));
    const last = await anna.sends('Дваа.');
    await anna.sees(saying(speechTexts.ru.confirm, { characters: 10 }), { after: offer });

    await anna.edits(last, 'Два.');
    await anna.sees(saying(speechTexts.ru.confirm, { characters: 9 }));
    await anna.edits(first, 'Три.');
    await anna.sees(notReread);
    await anna.presses(speechTexts.ru.start);
    await isQuiet();

    expect(await orders()).toMatchObject([{ text: 'Раз.\nДва.' }]);
  });

  it('a refused part of a text joins the parts before it once an edit has made that part short enough', async () => {
    const { anna, orders, isQuiet } = await setup();
    const parts = ['а'.repeat(4_096), 'б'.repeat(4_096), 'Три.'];
    const text = parts.join('\n');
    await anna.sends('/speak');
    await anna.sees(saying(speechTexts.ru.ask));
    await anna.sends(parts[0]!);
    await anna.sends(parts[1]!);
    await anna.sees(saying(speechTexts.ru.confirm, { characters: 8_193 }));
    const refused = await anna.sends('в'.repeat(3_000));
    await anna.sees(/Это сообщение не добавила: с ним текст длиннее 10\s000 знаков/);

    await anna.edits(refused, 'Тррри.');
    await anna.sees(saying(speechTexts.ru.confirm, { characters: text.length + 2 }));
    await anna.edits(refused, 'Три.');
    await anna.sees(saying(speechTexts.ru.confirm, { characters: text.length }));
    await anna.presses(speechTexts.ru.start);
    await isQuiet();

    expect(await orders()).toMatchObject([{ text }]);
  });

  it.each(['had everything deleted', 'has blocked the bot'])(
    'an edited message of a person who %s does not bring the person back, gets no answer and opens no account',
    async (why) => {
      const { anna, types, postgres, onlyUserId } = await setup();
      const { typed } = await types('кот в шляпе');
      const userId = await onlyUserId();
      const rows = new PersonRowsStore(postgres.database, 'bot');
      const whose = { userId, avatarIds: [], telegramId: anna.id as TelegramId };
      if (why === 'has blocked the bot') await postgres.admin.query('UPDATE bot.person SET blocked_at = now()');
      else await postgres.database.transaction((tx) => rows.forget(tx, whose));
      const inChat = (await anna.chat()).length;
      const accounts = async () => (await postgres.outboxOf('bot')).filter(({ job }) => job === 'open-account').length;
      const opened = await accounts();
      const updates = async () =>
        (await postgres.admin.query('SELECT FROM bot.telegram_update WHERE handled_at IS NOT NULL')).length;
      const handled = await updates();

      await anna.edits(typed, 'пёс в шляпе');
      await eventually(async () => expect(await updates()).toBe(handled + 1));

      expect(await postgres.admin.query('SELECT FROM bot.person WHERE blocked_at IS NULL')).toEqual([]);
      expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE status = 'pending'`)).toEqual([]);
      expect(await anna.chat()).toHaveLength(inChat);
      expect(await accounts()).toBe(opened);
    },
  );

  it('an edited caption of a photo is not read again, and the bot says so once', async () => {
    const { joinsAndAgrees, replica } = await botHarness();
    await replica();
    const anna = await joinsAndAgrees('Анна');
    const tan = { create: { width: 90, height: 120, channels: 3, background: 'tan' } } as const;
    const [photo] = await anna.sendsPhotos([await sharp(tan).jpeg().toBuffer()]);

    await anna.edits(photo!, 'это я');
    await anna.sees(notReread);
    await anna.edits(photo!, 'это точно я');
    await anna.sends('/balance');
    await anna.sees(saying(balanceTexts.ru.balance));

    expect((await anna.chat()).filter(({ text }) => notReread.test(text ?? ''))).toHaveLength(1);
  });
});
