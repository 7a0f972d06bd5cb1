import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BotUnderTest, TOKEN } from '../bot-under-test';
import { type CallFaultKind, Person, startTelegram, type FakeTelegram, type Update } from '..';

describe('a Telegram that misbehaves', () => {
  let telegram: FakeTelegram;
  let bot: BotUnderTest;
  let ann: Person;

  beforeEach(async () => {
    telegram = await startTelegram({ token: TOKEN, timeScale: 0.02 });
    bot = new BotUnderTest(telegram.url);
    ann = await Person.join(telegram.url, { firstName: 'Ann' });
    await ann.sends('/start');
  });
  afterEach(async () => telegram.close());

  const say = async (): Promise<Response> => fetch(`${telegram.url}/bot${TOKEN}/sendMessage?chat_id=${ann.id}&text=x`);
  const arrived = async (): Promise<number> => (await ann.chat()).filter(({ by }) => by === 'bot').length;

  it('a Telegram that misbehaves answers 429 to one method alone, as often as the fault says, with the seconds to wait in body and header', async () => {
    telegram.faults.add({ kind: '429', method: 'SENDMESSAGE', times: 2, retryAfter: 3 });
    expect((await bot.ask('getMe')).ok).toBe(true);
    const response = await say();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await response.json()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 3',
      parameters: { retry_after: 3 },
    });
    expect((await say()).status).toBe(429);
    expect((await say()).status).toBe(200);
  });

  it.each<[CallFaultKind, number, number]>([
    ['500', 500, 0],
    ['502-html', 502, 0],
    ['blocked', 403, 0],
    ['slow', 200, 1],
    ['malformed-json', 200, 1],
    ['400', 400, 0],
  ])('the fault %s answers %i, and %i messages arrive', async (kind, status, messages) => {
    telegram.faults.add({ kind });
    expect((await say()).status).toBe(status);
    expect(await arrived()).toBe(messages);
  });

  it('the fault 500 answers as a Telegram that restarts does', async () => {
    telegram.faults.add({ kind: '500' });
    expect(await (await say()).json()).toEqual({
      ok: false,
      error_code: 500,
      description: 'Internal Server Error: restart',
    });
  });

  it.each<[CallFaultKind, number]>([
    ['reset', 0],
    ['hang', 0],
    ['cut', 1],
    ['accept-then-reset', 1],
  ])('the fault %s breaks the connection, and %i messages arrive', async (kind, messages) => {
    telegram.faults.add({ kind });
    await expect(say().then(async (response) => response.text())).rejects.toThrow();
    expect(await arrived()).toBe(messages);
    expect((await say()).status).toBe(200);
  });

  it('a Telegram that misbehaves accepts a fault for one chat alone over HTTP, and is repaired over HTTP, too', async () => {
    const eve = await Person.join(telegram.url, { firstName: 'Eve' });
    await eve.sends('/start');
    const post = async (fault: object): Promise<Response> =>
      fetch(`${telegram.url}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
    expect((await post({ kind: 'nonsense' })).status).toBe(400);
    await post({ kind: 'blocked', chatId: ann.id, forMs: 60_000 });
    expect((await bot.ask('sendMessage', { chat_id: eve.id, text: 'x' })).ok).toBe(true);
    expect((await say()).status).toBe(403);
    expect((await say()).status).toBe(403);
    await fetch(`${telegram.url}/faults`, { method: 'DELETE' });
    expect((await say()).status).toBe(200);
  });

  it('a Telegram that misbehaves sends an update twice when its message has the field that the fault names', async () => {
    await bot.updates();
    telegram.faults.add({ kind: 'duplicate-update', method: 'document' });
    await ann.sends('first');
    await ann.sendsDocument(Buffer.from('content'), 'a.txt');
    const texts: (string | undefined)[] = [];
    while (texts.length < 3) {
      const updates = await bot.updates();
      texts.push(...updates.map(({ message }) => message?.text ?? message?.document?.file_name));
    }
    expect(texts).toEqual(['first', 'a.txt', 'a.txt']);
  });

  it('Telegram limits how fast a bot may send in a chat once the limits are switched on', async () => {
    telegram.limitFlood(true);
    const statuses: number[] = [];
    for (let message = 0; message < 8; message += 1) statuses.push((await say()).status);
    expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
    expect(statuses.at(-1)).toBe(429);
  });

  it('Telegram’s recorder keeps the bot’s calls with their parameters, and no token', async () => {
    await bot.call('sendMessage', { chat_id: ann.id, text: 'x', reply_markup: '{"inline_keyboard":[]}' });
    await bot.ask('sendMessage', { chat_id: 1, text: 'y' });
    const calls: unknown = await (await fetch(`${telegram.url}/recorder?method=sendmessage`)).json();
    expect(calls).toMatchObject([
      { method: 'sendMessage', status: 200, params: { text: 'x', reply_markup: { inline_keyboard: [] } } },
      { method: 'sendMessage', status: 400, error: 'Bad Request: chat not found' },
    ]);
    expect(JSON.stringify(calls)).not.toContain(TOKEN);
  });
});

describe('a Telegram that was killed', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'telegram-'));
  });
  afterEach(async () => rm(folder, { recursive: true, force: true }));

  it('a Telegram that was killed remembers people, chats, files, unconfirmed updates and menus, and repeats no id', async () => {
    const before = await startTelegram({ token: TOKEN, stateDir: folder });
    const bot = new BotUnderTest(before.url);
    const ann = await Person.join(before.url, { firstName: 'Ann' });
    await ann.sends('confirmed');
    await bot.updates();
    await bot.updates(0);
    await ann.sendsDocument(Buffer.from('content'), 'a.txt', 'text/plain');
    await bot.call('sendMessage', { chat_id: ann.id, text: 'answer' });
    await bot.call('setMyCommands', { commands: [{ command: 'menu', description: 'Menu' }] });
    const transcript = await ann.transcript();
    // A kill leaves this behind: no orderly end, and perhaps half a line.
    await new Promise((resolve) =>
      spawn('sh', ['-c', `printf '{"table":"peo' >> ${folder}/journal.jsonl`]).on('exit', resolve),
    );

    const after = await startTelegram({ token: TOKEN, stateDir: folder });
    const again = new BotUnderTest(after.url);
    const same = await Person.join(after.url, { firstName: 'Ann', id: ann.id });
    expect(await same.transcript()).toBe(transcript);
    const updates: Update[] = await again.updates();
    expect(updates.map(({ message }) => message?.document?.file_name)).toEqual(['a.txt']);
    const { file_path } = await again.call<{ file_path: string }>('getFile', {
      file_id: updates[0]?.message?.document?.file_id,
    });
    expect(await (await fetch(`${after.url}/file/bot${TOKEN}/${file_path}`)).text()).toBe('content');
    expect(await again.call('getMyCommands')).toHaveLength(1);
    const ids = (await same.chat()).map(({ message_id }) => message_id);
    const { message_id } = await again.call('sendMessage', { chat_id: ann.id, text: 'next' });
    expect(message_id).toBeGreaterThan(Math.max(...ids));
    await before.close();
    await after.close();
  });
});
