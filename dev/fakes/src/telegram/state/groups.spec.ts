import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { drawnSelfies } from '../../drawn-faces';
import { BotUnderTest, TOKEN } from '../bot-under-test';
import { GroupMember, Person, startTelegram, type FakeTelegram } from '..';

const BUTTON = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };

let telegram: FakeTelegram;
let bot: BotUnderTest;
let now: Date;
let ann: Person;
let group: GroupMember;

beforeEach(async () => {
  now = new Date('2026-11-20T10:00:00Z');
  telegram = await startTelegram({ token: TOKEN, now: () => now, timeScale: 0.02 });
  bot = new BotUnderTest(telegram.url);
  ann = await Person.join(telegram.url, { firstName: 'Ann' });
  group = await GroupMember.creates(ann, 'Friends');
});
afterEach(async () => telegram.close());

describe('a group', () => {
  it('a group does not exist for the bot until a member adds the bot, which then gets two updates about it', async () => {
    expect(await bot.refusal('sendMessage', { chat_id: group.chatId, text: 'x' })).toBe('Bad Request: chat not found');

    await group.addsBot();

    const chat = { id: group.chatId, title: 'Friends', type: 'group', all_members_are_administrators: true };
    expect(group.chatId).toBeLessThan(0);
    expect(await bot.updates()).toMatchObject([
      { my_chat_member: { chat, old_chat_member: { status: 'left' }, new_chat_member: { status: 'member' } } },
      { message: { chat, from: { id: ann.id }, new_chat_members: [{ id: 7_000_001, is_bot: true }] } },
    ]);
    await bot.call('sendMessage', { chat_id: group.chatId, text: 'hello' });
    await group.sees('hello');
    expect(await ann.chat()).toEqual([]);
    expect(await bot.refusal('sendMessage', { chat_id: ann.id, text: 'x' })).toBe('Bad Request: chat not found');
  });

  it('in a group the bot gets the commands to it, the replies to it and the notices of new members, and no other messages', async () => {
    await group.addsBot();
    const { message_id } = await bot.call('sendMessage', { chat_id: group.chatId, text: 'hello' });
    const hello = await group.seesMessage((message) => message.message_id === message_id);
    await bot.updates();
    const boris = await GroupMember.joins(await Person.join(telegram.url, { firstName: 'Boris' }), group);

    await boris.sends('shall we go?');
    await boris.sendsPhotos(await drawnSelfies(1, 2));
    await boris.sends('/start@another_bot');
    await boris.sends('/start@aisha_sandbox_bot');
    await boris.sends('/help');
    await boris.sends('what do you mean?', { replyTo: hello });

    expect(
      (await bot.updates()).map(({ message }) => message?.text ?? message?.new_chat_members?.[0]?.first_name),
    ).toEqual(['Boris', '/start@aisha_sandbox_bot', '/help', 'what do you mean?']);
  });

  it('a group tells a bot that is an administrator everything, and lets the bot delete the messages of other people', async () => {
    await group.addsBot();
    await group.promotesBot();
    await bot.updates();

    await group.sends('shall we go?');
    const [photo] = await group.sendsPhotos(await drawnSelfies(1, 1));

    expect(await bot.updates()).toMatchObject([{ message: { text: 'shall we go?' } }, { message: { photo: {} } }]);
    expect(await bot.call('deleteMessage', { chat_id: group.chatId, message_id: photo?.message_id })).toBe(true);
  });

  it('only the members of a group see the group, with what was said in it, who came and who left', async () => {
    const groupsOf = async ({ id }: Person): Promise<unknown> =>
      (await fetch(`${telegram.url}/person/people/${id}/groups`)).json();
    const boris = await Person.join(telegram.url, { firstName: 'Boris' });
    expect([await groupsOf(ann), await groupsOf(boris)]).toMatchObject([[{ title: 'Friends', bot: 'left' }], []]);

    await group.addsBot();
    const member = await GroupMember.joins(boris, group);
    const said = await member.sends('shall we go?');
    await group.removesBot();

    expect(await group.chat()).toMatchObject([
      { from: { first_name: 'Ann' }, notice: { joined: ['Аиша'] } },
      { from: { first_name: 'Boris' }, notice: { joined: ['Boris'] } },
      { from: { id: boris.id, first_name: 'Boris' }, text: 'shall we go?' },
      { notice: { left: 'Аиша' } },
    ]);
    const upgraded = await group.upgrades();
    expect(await groupsOf(boris)).toMatchObject([{ id: upgraded.chatId, type: 'supergroup', bot: 'left' }]);
    await expect(group.deletes(said)).rejects.toThrow('409');
  });

  it('a group lets people delete their own messages, and no others', async () => {
    const member = await GroupMember.joins(await Person.join(telegram.url, { firstName: 'Boris' }), group);
    const said = await member.sends('shall we go?');

    await expect(group.deletes(said)).rejects.toThrow('403');
    await member.deletes(said);

    expect((await group.chat()).map(({ text }) => text)).not.toContain('shall we go?');
  });

  it('a group carries presses of its members to the bot', async () => {
    await group.addsBot();
    const boris = await GroupMember.joins(await Person.join(telegram.url, { firstName: 'Boris' }), group);
    await bot.call('sendMessage', { chat_id: group.chatId, text: 'Pick', reply_markup: BUTTON });
    await bot.updates();

    await boris.presses('A');

    const [update] = await bot.updates();
    expect(update).toMatchObject({
      callback_query: { from: { id: boris.id }, data: 'a', message: { chat: { id: group.chatId }, text: 'Pick' } },
    });
    await bot.call('answerCallbackQuery', { callback_query_id: update?.callback_query?.id, text: 'Done' });
    expect(await boris.sees('Pick')).toMatchObject({ presses: [{ answer: { text: 'Done' } }] });
  });

  it('a group is closed to a bot that was removed and to people who are not in it', async () => {
    await group.addsBot();
    const message = await group.sends('/help');
    expect(await bot.refusal('deleteMessage', { chat_id: group.chatId, message_id: message.message_id })).toBe(
      "Bad Request: message can't be deleted",
    );
    await bot.updates();

    await group.removesBot();
    await group.sends('/help');

    expect(await bot.updates()).toMatchObject([
      { message: { left_chat_member: { id: 7_000_001 } } },
      { my_chat_member: { old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } } },
    ]);
    for (const method of ['sendMessage', 'editMessageText', 'sendChatAction']) {
      expect(await bot.refusal(method, { chat_id: group.chatId, text: 'x', message_id: 1, action: 'typing' })).toBe(
        'Forbidden: bot was kicked from the group chat',
      );
    }
    const eve = await Person.join(telegram.url, { firstName: 'Eve' });
    const url = `${telegram.url}/person/people/${eve.id}/messages?chat_id=${group.chatId}`;
    expect((await fetch(url)).status).toBe(404);
  });

  it('a group that becomes a supergroup goes on under another id, and a bot that writes to the old id gets the new id in the refusal', async () => {
    await group.addsBot();
    await bot.updates();

    const upgraded = await group.upgrades();

    expect(String(upgraded.chatId)).toMatch(/^-100\d{10}$/);
    const supergroup = { id: upgraded.chatId, title: 'Friends', type: 'supergroup' };
    expect(await bot.updates()).toMatchObject([
      { message: { chat: { id: group.chatId }, migrate_to_chat_id: upgraded.chatId } },
      {
        my_chat_member: {
          chat: supergroup,
          old_chat_member: { status: 'left' },
          new_chat_member: { status: 'member' },
        },
      },
      { message: { chat: supergroup, migrate_from_chat_id: group.chatId } },
    ]);
    expect(await bot.ask('sendMessage', { chat_id: group.chatId, text: 'x' })).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: upgraded.chatId },
    });
    await bot.call('sendMessage', { chat_id: upgraded.chatId, text: 'still here' });
    await upgraded.sees('still here');
    await upgraded.removesBot();
    expect(await bot.refusal('sendMessage', { chat_id: upgraded.chatId, text: 'x' })).toBe(
      'Forbidden: bot was kicked from the supergroup chat',
    );
  });

  it('a group accepts 20 messages a minute from a bot once the limits are switched on', async () => {
    await group.addsBot();
    telegram.limitFlood(true);
    const say = () => bot.ask('sendMessage', { chat_id: group.chatId, text: 'x' });
    const results: boolean[] = [];
    for (let message = 0; message < 21; message += 1) results.push((await say()).ok);
    expect(results).toEqual([...Array.from({ length: 20 }, () => true), false]);

    now = new Date(now.getTime() + 59_000);
    expect((await say()).parameters).toEqual({ retry_after: 1 });
    now = new Date(now.getTime() + 1_000);
    expect((await say()).ok).toBe(true);
  });
});

describe('a message that is gone', () => {
  it('a button of a deleted message can still be pressed on a phone that does not know of the deletion, and the bot gets no content of the message', async () => {
    await ann.sends('/start');
    const { message_id } = await bot.call('sendMessage', { chat_id: ann.id, text: 'Pick', reply_markup: BUTTON });
    const message = await ann.sees('Pick');
    await ann.deletes(message);
    expect((await ann.chat()).map(({ text }) => text)).toEqual(['/start']);
    await bot.updates();

    await ann.pressesIn(message, 'A');

    const [update] = await bot.updates();
    const { chat } = update?.callback_query?.message ?? {};
    expect(chat?.id).toBe(ann.id);
    expect(update?.callback_query).toMatchObject({ data: 'a', message: { message_id, chat, date: 0 } });
    expect(Object.keys(update?.callback_query?.message ?? {})).toEqual(['message_id', 'chat', 'date']);
    await bot.call('answerCallbackQuery', { callback_query_id: update?.callback_query?.id });
    expect(await bot.refusal('editMessageText', { chat_id: ann.id, message_id, text: 'x' })).toBe(
      'Bad Request: message to edit not found',
    );
    expect((await ann.chat()).map(({ text }) => text)).toEqual(['/start']);
  });
});
