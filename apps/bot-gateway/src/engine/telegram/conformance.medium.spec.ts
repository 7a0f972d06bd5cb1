import { conversationTexts, generateTexts, menuTexts, newAvatarTexts } from '@aisha/words';
import { readFile } from 'node:fs/promises';
import { fileBudgetsIn } from '../../../spec/file-places';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Database } from '@aisha/database';
import { PACKS, packPayload } from '@aisha/domain';
import { freePort } from '@aisha/embedded';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { Person, startTelegram } from '@aisha/fakes/telegram';
import { Outbox } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { afterThisTest, eventually, jobContext, ManualClock, folderOfThisTest } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness, type BotHarness } from '../../../spec/bot-harness';
import { echoFeature } from '../../../spec/echo.feature';
import { FetchFileHandler } from '../../free-files/fetch-file.handler';
import { TelegramApi } from './telegram-api';
import { TelegramFiles } from './telegram-files';
import { UpdateStore } from './update.store';
import { Readers } from '../conversation/readers';

/**
 * The cases of telegram.md §12 that the specs of features do not cover. Each title names its case: `npx jest -t '§12, 6\)'`. There is no
 * test for the fifteenth case, which is about Mini Apps.
 */

const TOO_LARGE = Buffer.alloc(21 * 1024 * 1024);
const [pack] = PACKS;
if (!pack) throw new Error('no packs');

const jobsOf = async ({ postgres }: BotHarness) => (await postgres.outboxOf('bot')).map(({ job }) => job);

describe('a press', () => {
  it('a press is answered even when every attempt to handle it fails (telegram.md §12, 3)', async () => {
    const beforePress = () => {
      throw new Error('out of luck');
    };
    const { joins, replica, telegram } = await botHarness({ features: [echoFeature({ beforePress })] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');

    await anna.presses('press');

    await anna.sees(saying(conversationTexts.ru.apology));
    await eventually(() =>
      expect(telegram.recorder.list({ method: 'answerCallbackQuery' })).toMatchObject([{ status: 200 }]),
    );
  });

  it('a press of a message that is gone is answered, and the conversation goes on in a new message (telegram.md §12, 14)', async () => {
    const { joins, replica, telegram, postgres } = await botHarness();
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    const menu = await anna.sees(saying(menuTexts.ru.menu));
    await anna.deletes(menu);

    await anna.pressesIn(menu, saying(menuTexts.ru.storey, { storey: 'settings' }));

    const settings = await anna.sees(/Баланс/);
    expect(settings.message_id).toBeGreaterThan(menu.message_id);
    expect(telegram.recorder.list({ method: 'answerCallbackQuery' })).toMatchObject([{ status: 200 }]);
    // The bot must have recorded its own screen: otherwise it would answer the press with the menu as one more message.
    const noted = [{ screen: String(settings.message_id) }];
    await eventually(async () =>
      expect(await postgres.admin.query('SELECT screen FROM bot.conversation')).toEqual(noted),
    );
    await anna.presses(generateTexts.ru.back);
    const [again] = await eventually(async () => {
      const bots = (await anna.chat()).filter(({ by }) => by === 'bot');
      return saying(menuTexts.ru.menu).test(bots[0]?.text ?? '') && bots;
    });
    expect(again).toMatchObject({ message_id: settings.message_id, edited: true });
  });

  it('a press of an older message that is gone is answered with the screen as it is now (telegram.md §12, 14)', async () => {
    const { joins, replica, telegram, postgres, isNoted } = await botHarness({ features: [echoFeature()] });
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    const old = await anna.sees(/turn/);
    await anna.deletes(old);
    await anna.sends('/start');
    const screen = await anna.sees(/turn/, { after: old });
    await isNoted(screen);
    await postgres.admin.query(`UPDATE bot.conversation SET updated_at = now() - interval '1 minute'`);

    await anna.pressesIn(old, 'press');

    const answers = () => telegram.recorder.list({ method: 'answerCallbackQuery' });
    await eventually(() => expect(String(answers()[0]?.params['text'])).toMatch(/вот свежее/));
    await anna.sees(/turn/, { after: screen });
  });
});

describe('being told to wait', () => {
  it('a 429 of Telegram delays the messages of its chat, which keep their order, and delays no other chat (telegram.md §12, 6)', async () => {
    const { joins, replica, telegram } = await botHarness({ features: [echoFeature()] });
    await replica();
    const [anna, boris] = await Promise.all([joins('Анна'), joins('Борис')]);
    for (const person of [anna, boris]) {
      await person.sends('/start');
      await person.sees(/turn/);
    }
    telegram.recorder.clear();
    telegram.faults.add({ kind: '429', method: 'sendMessage', chatId: anna.id, retryAfter: 3 });

    for (const text of ['a', 'b']) await anna.sends(text);
    await boris.sends('c');

    await anna.sees('2: b');
    const [refused, next] = telegram.recorder.list({ chatId: anna.id }).map(({ at }) => Date.parse(at));
    const [his] = telegram.recorder.list({ chatId: boris.id }).map(({ at }) => Date.parse(at));
    expect(next! - refused!).toBeGreaterThanOrEqual(2_950);
    expect(his).toBeLessThan(next!);
    expect((await anna.chat()).flatMap(({ text }) => (/^\d: /.test(text ?? '') ? text : []))).toEqual(['1: a', '2: b']);
  });
});

describe('updates', () => {
  it('updates are handled when Telegram’s ids start again at a lower number after a quiet week (telegram.md §0, 21)', async () => {
    // The port is none of those for outgoing connections, so no process takes it while Telegram is away.
    const port = await freePort();
    const { joins, replica, telegram, token, postgres } = await botHarness({ port });
    const clock = new ManualClock(new Date());
    await replica({ clock });
    const anna = await joins('Анна');
    for (const text of ['/start', '/menu', '/help']) await anna.sends(text);
    await anna.sees(/Как это работает/);

    await telegram.close();
    await postgres.admin.query('DELETE FROM bot.telegram_update'); // a week also removes the updates
    clock.advance(7 * 24 * 3_600_000);
    const later = await startTelegram({ token, port });
    afterThisTest(() => later.close());
    const boris = await Person.join(later.url, { firstName: 'Борис' });
    await boris.sends('/start');

    await boris.sees(saying(menuTexts.ru.menu));
  });
});

describe('an album', () => {
  it('an album whose photos come 2.5 s apart is handled as single photos, each once (telegram.md §12, 7)', async () => {
    const harness = await botHarness();
    const { joinsAndAgrees, replica, telegram } = harness;
    await replica();
    const anna = await joinsAndAgrees('Анна');
    await anna.sends('/create');
    await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
    await anna.sees(saying(newAvatarTexts.ru.askName));
    await anna.sends('Аня');
    await anna.sees(saying(newAvatarTexts.ru.askPhotos));
    telegram.faults.add({ kind: 'delay-update', method: 'message', delayMs: 2_500 });

    await anna.sendsPhotos(await drawnSelfies(1, 3));

    const fetches = async () => (await jobsOf(harness)).filter((job) => job === 'fetch-file').length;
    await eventually(async () => expect(await fetches()).toBe(3));
    const arrivals = await harness.postgres.admin.query<{ at: Date }>(
      'SELECT received_at AS at FROM bot.telegram_update ORDER BY at DESC LIMIT 3',
    );
    expect(arrivals[0]!.at.getTime() - arrivals[2]!.at.getTime()).toBeGreaterThan(1_000); // the photos really came at different times
  });

  it('an album that the bot did not ask for is answered once, even if its last photo comes late (telegram.md §12, 7)', async () => {
    const { joinsAndAgrees, replica, telegram, postgres } = await botHarness();
    await replica();
    const anna = await joinsAndAgrees('Анна');
    await anna.sends('/start');
    const menu = await anna.sees(saying(menuTexts.ru.menu));
    const before = telegram.recorder.list({ method: 'sendMessage', chatId: anna.id }).length;
    telegram.faults.add({ kind: 'delay-update', method: 'message', delayMs: 2_500 });

    await anna.sendsPhotos(await drawnSelfies(1, 3));

    await eventually(async () => {
      const [row] = await postgres.admin.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM bot.telegram_update WHERE handled_at IS NOT NULL',
      );
      expect(row?.n).toBeGreaterThanOrEqual(7); // three updates for the consent, /start, and three photos
    });
    await anna.seesMessage(({ message_id: id }) => id > menu.message_id);
    expect(telegram.recorder.list({ method: 'sendMessage', chatId: anna.id })).toHaveLength(before + 1);
  });
});

describe('a file of 21 MB', () => {
  it('a file of 21 MB is refused with advice, and Telegram is not asked for it (telegram.md §12, 8)', async () => {
    const harness = await botHarness();
    const { joinsAndAgrees, replica, telegram } = harness;
    await replica();
    const anna = await joinsAndAgrees('Анна');
    await anna.sends('/start');

    await anna.sendsAudio(TOO_LARGE, 'meeting.mp3', 3_600);

    await anna.sees(/Запись больше 20 МБ[^]*Пришлите прямую ссылку на файл/);
    await anna.sends('/create');
    await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
    await anna.sees(saying(newAvatarTexts.ru.askName));
    await anna.sends('Аня');
    await anna.sees(saying(newAvatarTexts.ru.askPhotos));
    await anna.sendsDocument(TOO_LARGE, 'me.png', 'image/png');
    await anna.sees(/файл больше 20 МБ[^]*Пришлите его как фото/);
    expect(telegram.recorder.list({ method: 'getFile' })).toEqual([]);
    expect(await jobsOf(harness)).not.toContain('fetch-file');
  });
});

describe('a payment', () => {
  const invoice = (chatId: number) => ({
    chat_id: chatId,
    title: 'Credits',
    description: 'A pack',
    payload: packPayload(pack.id),
    provider_token: '',
    currency: 'XTR',
    prices: [{ label: 'Credits', amount: pack.stars }],
  });
  const purchases = async (harness: BotHarness) =>
    (await jobsOf(harness)).filter((job) => job === 'credit-purchase').length;

  it('a payment that two updates report is one purchase (telegram.md §12, 10)', async () => {
    const harness = await botHarness();
    const { joins, replica, telegram, token } = harness;
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await new TelegramApi({ token, apiRoot: telegram.url }).call('sendInvoice', invoice(anna.id));
    telegram.faults.add({ kind: 'duplicate-update', method: 'message' });

    expect(await anna.pays()).toMatchObject({ paid: true });
    await anna.sends('🤷');

    await anna.sees(saying(conversationTexts.ru.unknown));
    expect(telegram.faults.list()).toEqual([]);
    await eventually(async () => expect(await purchases(harness)).toBe(1));
  });

  it('a payment that a gateway stored before it died is one purchase (telegram.md §12, 10)', async () => {
    const harness = await botHarness();
    const { joins, replica, telegram, token, postgres } = harness;
    const dead = new TelegramApi({ token, apiRoot: telegram.url });
    const polled = () => dead.call<Parameters<UpdateStore['add']>[1]>('getUpdates', { timeout: 5 });
    const anna = await joins('Анна');
    await anna.sends('/start');
    await dead.call('sendInvoice', invoice(anna.id));
    const paying = anna.pays();
    const query = await eventually(async () => {
      const updates = await polled();
      return (
        updates.flatMap((update) => ('pre_checkout_query' in update ? update.pre_checkout_query.id : []))[0] ?? false
      );
    });
    await dead.call('answerPreCheckoutQuery', { pre_checkout_query_id: query, ok: true });
    expect(await paying).toMatchObject({ paid: true });
    const stored = await eventually(async () => {
      const updates = await polled();
      return updates.length === 3 && updates;
    });
    await new UpdateStore().add(postgres.database, stored);

    await replica(); // Telegram got no confirmation, so it sends all updates again
    await anna.sends('🤷');

    await anna.sees(saying(conversationTexts.ru.unknown));
    await eventually(async () => expect(await purchases(harness)).toBe(1));
  });

  it('a payment is allowed within ten seconds while the database does not answer (telegram.md §12, 11)', async () => {
    const { joins, replica, telegram, token, postgres } = await botHarness();
    await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await new TelegramApi({ token, apiRoot: telegram.url }).call('sendInvoice', invoice(anna.id));
    const release = await stopped(postgres.url);
    await anna.sends('what is being stored for ever');

    expect(await anna.pays()).toMatchObject({ paid: true });

    expect(telegram.recorder.list({ method: 'answerPreCheckoutQuery' })).toHaveLength(1);
    release();
    await anna.sees(/Звёзды получены/);
  });
});

describe('the token', () => {
  it('the token is in no log, no error and no message to others, whatever fails (telegram.md §12, 12)', async () => {
    const harness = await botHarness();
    const { joins, replica, telegram, token, postgres, objects } = harness;
    const dir = folderOfThisTest();
    await replica({ log: Logger.forApp('bot-gateway', { level: 'debug', dir, sync: true }) });
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    for (const kind of ['reset', '502-html', '500', 'malformed-json', '429'] as const) {
      telegram.faults.add({ kind, method: 'sendMessage', retryAfter: 1 });
      telegram.faults.add({ kind, method: 'getUpdates', retryAfter: 1 });
    }
    await anna.sends('/help');
    await anna.sees(/1️⃣/, { timeoutMs: 30_000 });
    const { voice } = await anna.sendsVoice(Buffer.from('OggS'), 5);
    const api = new TelegramApi({ token, apiRoot: telegram.url });
    const { database } = postgres;
    const budget = fileBudgetsIn(database);
    const fetching = new FetchFileHandler(
      new TelegramFiles(api),
      objects,
      new Outbox('bot'),
      budget,
      new Readers(database),
    );
    await telegram.close();
    const job = { fileId: voice?.file_id, target: 's3://nowhere' } as Parameters<FetchFileHandler['handle']>[0];
    const error: unknown = await fetching.handle(job, jobContext(postgres)).catch((reason: unknown) => reason);

    const secret = token.split(':')[1] ?? '';
    const log = await eventually(async () => {
      const lines = await readFile(path.join(dir, 'bot-gateway.log'), 'utf8');
      return lines.includes('polling.failed') && lines.includes('delivery.unclear') && lines;
    });
    const { message, stack, cause } = error as Error;
    const sent = JSON.stringify(await postgres.outboxOf('bot'));
    const rows = JSON.stringify(await postgres.admin.query('SELECT * FROM bot.delivery'));
    for (const text of [log, message, stack ?? '', String(cause), JSON.stringify(error), sent, rows]) {
      expect(text).not.toContain(secret);
    }
  });
});

/** Blocks every statement about updates until the returned function is called. */
const stopped = async (url: string): Promise<() => void> => {
  const other = await Database.connect({ url, role: 'bot', pool: 1 });
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await new Promise<void>((locked) => {
    const held = other.transaction(async (tx) => {
      await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      await tx.query('LOCK TABLE bot.telegram_update IN ACCESS EXCLUSIVE MODE');
      locked();
      await released;
    });
    afterThisTest(async () => {
      release();
      await held.catch(() => undefined);
      await other.close();
    });
  });
  return () => release();
};
