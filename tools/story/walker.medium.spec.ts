import { Person, startTelegram, type SeenMessage } from '@aisha/fakes/telegram';
import { afterEach, describe, expect, it } from '@jest/globals';

const TOKEN = '42:secret-of-the-bot';
const opened: { close: () => Promise<void> }[] = [];

/** A person with a walker, and a bot whose messages the spec decides. */
const chat = async () => {
  const { Walker } = await import('./walker.mts');
  const telegram = await startTelegram({ token: TOKEN });
  opened.push(telegram);
  const person = await Person.join(telegram.url, { firstName: 'Anna' });
  await person.sends('/start');
  const told: string[] = [];
  const teller = {
    chapter: () => undefined,
    acts: (action: { kind: string; label?: string; text?: string }) =>
      void told.push(`${action.kind} ${action.label ?? action.text}`),
    looks: (_chat: readonly SeenMessage[]) => undefined,
  };
  const botSays = async (buttons: Record<string, string>): Promise<void> => {
    const inline_keyboard = Object.entries(buttons).map(([data, text]) => [{ text, callback_data: `${data}~sig` }]);
    await fetch(`${telegram.url}/bot${TOKEN}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: person.id, text: 'So?', reply_markup: { inline_keyboard } }),
    });
  };
  return { walker: new Walker(person, teller, new AbortController().signal), botSays, told };
};

afterEach(async () => {
  for (const telegram of opened.splice(0)) await telegram.close();
});

describe('a person who goes by the codes of the buttons', () => {
  it('a walker by codes taps the newest button with a code, whatever its label is, unless a label is asked for', async () => {
    const { walker, botSays, told } = await chat();
    await botSays({ 'new.type:0': 'Portrait' });
    await botSays({ 'new.type:0': 'Портрет', 'new.type:1': 'Стиль', 'new.type.other': 'Другое' });

    await walker.taps('new.type');
    await walker.taps('new.type:1');
    await walker.taps('new.type', /тиль$/);

    expect(told).toEqual(['taps Портрет', 'taps Стиль', 'taps Стиль']);
  });

  it('a walker by codes answers each question once, until the message that it waits for has come', async () => {
    const { walker, botSays, told } = await chat();
    await botSays({ 'gen.ratio:1': '3:4', 'gen.ratio:0': '1:1', 'new.name.back': 'Back' });

    const goal = await walker.goesOn('gen.again', {
      'gen.ratio': /1:1/,
      'gen.draw': 'first', // the bot does not ask
      'new.name.back': () => botSays({ 'gen.again': 'Again' }),
    });

    expect(goal.buttons).toMatchObject([[{ text: 'Again' }]]);
    expect(told).toEqual(['taps 1:1']);
  });
});
