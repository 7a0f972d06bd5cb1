import { describe, expect, it } from '@jest/globals';
import type { Update } from 'telegraf/types';
import { keptOfAsk, occasionOf, type GroupMessage } from './group-update';
import { keptOf, read } from './updates';

const from = { is_bot: false, language_code: 'ru' };
const command = (given: Partial<GroupMessage> = {}) =>
  occasionOf({ message_id: 7, from, text: '/start@Aisha_Bot', ...given });

describe('a message in a group', () => {
  it('a message in a group is a command when it names the bot, in any case of letters', () => {
    const plain = { kind: 'command', messageId: 7, topicId: null };
    expect(command()).toEqual({ ...plain, name: 'start', addressee: 'aisha_bot' });
    expect(command({ text: '/HELP me' })).toEqual({ ...plain, name: 'help', addressee: null });
  });

  it.each(['hello', 'see /start', '/', '/start,please', '//start', undefined])(
    'a message in a group has no meaning for the bot when it is %p',
    (text) => {
      expect(occasionOf({ message_id: 7, from, ...(text === undefined ? {} : { text }) })).toBeUndefined();
    },
  );

  it('an answer in a group names the topic of its message, and names none in the general topic or in a thread of replies', () => {
    expect(command({ is_topic_message: true, message_thread_id: 12 })).toMatchObject({ topicId: 12 });
    expect(command({ is_topic_message: true, message_thread_id: 1 })).toMatchObject({ topicId: null });
    // A thread of replies is no topic, so Telegram would not find a topic with its id.
    expect(command({ message_thread_id: 12 })).toMatchObject({ topicId: null });
  });

  it('a message in a group is not answered when another bot sent it, and is answered when an anonymous administrator sent it', () => {
    expect(command({ from: { is_bot: true } })).toBeUndefined();
    expect(command({ from: { is_bot: true }, sender_chat: { id: -5 } })).toMatchObject({ kind: 'command' });
  });

  const voice = { file_id: 'f', file_unique_id: 'u', file_size: 9, caption: 'secret' };
  const recorded = {
    message_id: 3,
    voice,
    text: 'secret',
    from: { id: 6, is_bot: false, first_name: 'Boris' },
  } as GroupMessage['reply_to_message'];
  const asked = (given: Partial<GroupMessage> = {}): GroupMessage => ({
    ...{ message_id: 7, from: { ...from, id: 5 }, text: '/text@Aisha_Bot please, secret' },
    ...(recorded && { reply_to_message: recorded }),
    ...given,
  });

  it('a message in a group asks for the text of the recording it replies to, by a command or by a name', () => {
    const ask = { kind: 'ask', askedBy: 5, messageId: 7, topicId: null };
    const recording = { messageId: 3, sentBy: 6, isForwarded: false, fileId: 'f', uniqueId: 'u', bytes: 9 };
    expect(occasionOf(asked())).toEqual({ ...ask, addressees: ['aisha_bot'], recording });
    expect(occasionOf(asked({ text: '/text' }))).toMatchObject({ ...ask, addressees: null });
    expect(occasionOf(asked({ text: 'and you, @Aisha_Bot?' }))).toMatchObject({ ...ask, addressees: ['aisha_bot'] });
    expect(occasionOf(asked({ is_topic_message: true, message_thread_id: 12 }))).toMatchObject({ topicId: 12 });
  });

  it.each([
    ['the person who sent it first', { sender_user: { id: 8, is_bot: false } }, 8],
    ['nobody, if Telegram hides who sent it first', { sender_user_name: 'Boris' }, null],
    ['nobody, if a bot sent it first', { sender_user: { id: 8, is_bot: true } }, null],
  ] as const)(
    'the speaker of a forwarded recording is not the member who forwarded it, but %s',
    (_, origin, sentBy) => {
      const forwarded = { ...recorded!, forward_origin: { type: 'any', date: 1, ...origin } };

      expect(occasionOf(asked({ reply_to_message: forwarded }))).toMatchObject({
        recording: { sentBy, isForwarded: true },
      });
    },
  );

  it('a message in a group asks for no text when it names no bot, replies to words, or is another command', () => {
    expect(occasionOf(asked({ text: 'well said' }))).toBeUndefined();
    expect(occasionOf(asked({ text: '/help' }))).toMatchObject({ kind: 'command', name: 'help' });
    expect(occasionOf(asked({ reply_to_message: { message_id: 3 } }))).toMatchObject({ kind: 'command', name: 'text' });
    expect(occasionOf(asked({ text: '@aisha_bot', reply_to_message: { message_id: 3 } }))).toBeUndefined();
  });

  it('a question in a group has no person when Telegram does not name the sender', () => {
    const [anonymously, asChannel] = [
      { id: 1087968824, is_bot: true },
      { id: 136817688, is_bot: true },
    ];
    expect(occasionOf(asked({ from: anonymously, sender_chat: { id: -5 } }))).toMatchObject({ askedBy: null });
    expect(occasionOf(asked({ from: asChannel, sender_chat: { id: -1_001 } }))).toMatchObject({ askedBy: null });
    expect(occasionOf(asked({ from: { id: 9, is_bot: true } }))).toBeUndefined();
  });

  it.each([
    ['a command', {}],
    ['a name', { text: 'and you, @Aisha_Bot, secret?', is_topic_message: true, message_thread_id: 12 }],
    ['an anonymous administrator', { from: { id: 1, is_bot: true }, sender_chat: { id: -5, title: 'secret' } }],
    [
      'a command at a forwarded recording',
      {
        reply_to_message: {
          ...{ message_id: 3, voice },
          forward_origin: { sender_user: { id: 8, is_bot: false, first_name: 'Boris' } },
        },
      },
    ],
    [
      'a command at a forwarded recording whose first sender is hidden',
      {
        reply_to_message: {
          ...{ message_id: 3, voice, from: { id: 6, is_bot: false } },
          forward_origin: { sender_user_name: 'Boris' },
        },
      },
    ],
  ] as const)(
    'a message in a group that asks by %s is stored without its other words, and keeps its meaning',
    (_, given) => {
      const message = asked(given);
      const kept = keptOfAsk(message);

      expect(occasionOf(kept as GroupMessage)).toEqual(occasionOf(message));
      expect(JSON.stringify(kept)).not.toMatch(/secret|Boris/);
    },
  );

  it('an update with a message of a group that asks for the text of a recording is stored in a shorter form, and is read in the same way', () => {
    const chat = { id: -5, type: 'supergroup', title: 'Friends' };
    const update = { update_id: 1, message: { ...asked(), date: 1, chat } } as unknown as Update;

    const kept = keptOf(update);

    expect(JSON.stringify(kept)).not.toMatch(/secret|Boris/);
    expect(read(kept as Update)).toEqual(read(update));
    expect(read(update)).toMatchObject({ kind: 'group', chatId: -5, title: 'Friends', occasion: { kind: 'ask' } });
  });

  it('a post of the group’s channel is not answered', () => {
    expect(command({ sender_chat: { id: -1_001 }, is_automatic_forward: true })).toBeUndefined();
  });

  it('service messages of a group tell the bot which bots joined, and that the group is new', () => {
    const people = [{ id: 5, is_bot: false }];
    expect(occasionOf({ message_id: 7, from, new_chat_members: [...people, { id: 9, is_bot: true }] })).toEqual({
      kind: 'newcomers',
      botIds: [9],
    });
    expect(occasionOf({ message_id: 7, from, group_chat_created: true })).toEqual({ kind: 'founded' });
  });
});

describe('a press in a group', () => {
  it('a press in a group is stored without the words of its message, and keeps its meaning', () => {
    const chat = { id: -5, type: 'supergroup', title: 'Friends' };
    const presser = { id: 6, is_bot: false, first_name: 'Boris', language_code: 'ru' };
    const message = {
      message_id: 3,
      date: 1,
      chat,
      text: 'secret',
      from: { id: 1, is_bot: true, first_name: 'Aisha' },
    };
    const query = { id: 'q', from: presser, chat_instance: '1', data: 'gv.out:x~1', message };
    const update = { update_id: 1, callback_query: query } as unknown as Update;

    const kept = keptOf(update);

    expect(JSON.stringify(kept)).not.toMatch(/secret|Boris/);
    expect(read(kept as Update)).toEqual(read(update));
    expect(read(update)).toMatchObject({
      chatId: -5,
      occasion: { kind: 'press', queryId: 'q', data: 'gv.out:x~1', pressedBy: 6, messageId: 3 },
    });
  });
});
