import { describe, expect, it } from '@jest/globals';
import { occasionOf, type GroupMessage } from './group-update';

const from = { is_bot: false, language_code: 'ru' };
const command = (given: Partial<GroupMessage> = {}) =>
  occasionOf({ message_id: 7, from, text: '/start@Aisha_Bot', ...given });

describe('a message in a group', () => {
  it('is a command with the bot it is meant for, in any case', () => {
    const plain = { kind: 'command', messageId: 7, topicId: null };
    expect(command()).toEqual({ ...plain, name: 'start', addressee: 'aisha_bot' });
    expect(command({ text: '/HELP me' })).toEqual({ ...plain, name: 'help', addressee: null });
  });

  it.each(['hello', 'see /start', '/', '/start,please', '//start', undefined])(
    'is nothing to us when it is %p',
    (text) => {
      expect(occasionOf({ message_id: 7, from, ...(text === undefined ? {} : { text }) })).toBeUndefined();
    },
  );

  it('is answered in its topic, except in the general one, which must not be named', () => {
    expect(command({ is_topic_message: true, message_thread_id: 12 })).toMatchObject({ topicId: 12 });
    expect(command({ is_topic_message: true, message_thread_id: 1 })).toMatchObject({ topicId: null });
    // A thread of replies is no topic: Telegram would not find it.
    expect(command({ message_thread_id: 12 })).toMatchObject({ topicId: null });
  });

  it('of another bot is not answered, of an anonymous administrator it is', () => {
    expect(command({ from: { is_bot: true } })).toBeUndefined();
    expect(command({ from: { is_bot: true }, sender_chat: { id: -5 } })).toMatchObject({ kind: 'command' });
  });

  it('that is a post of the group’s channel is not answered', () => {
    expect(command({ sender_chat: { id: -1_001 }, is_automatic_forward: true })).toBeUndefined();
  });

  it('tells who came, of whom only bots matter, and that the group is new', () => {
    const people = [{ id: 5, is_bot: false }];
    expect(occasionOf({ message_id: 7, from, new_chat_members: [...people, { id: 9, is_bot: true }] })).toEqual({
      kind: 'newcomers',
      botIds: [9],
    });
    expect(occasionOf({ message_id: 7, from, group_chat_created: true })).toEqual({ kind: 'founded' });
  });
});
