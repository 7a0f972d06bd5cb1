import { describe, expect, it } from '@jest/globals';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { fromReference, incomingPhotoKey, pictureKey, toReference } from '@aisha/storage';
import { jobContext } from '@aisha/testing';
import { botHarness } from '../../spec/bot-harness';
import { FILE_BUDGETS, filePlaces } from '../../spec/file-places';
import { FetchFileHandler } from './fetch-file.handler';
import { TelegramApi } from '../engine/telegram/telegram-api';
import { TelegramFiles } from '../engine/telegram/telegram-files';
import { Readers } from '../engine/conversation/readers';

/** Fetches a file whose sender withdraws the consent before the file has come. */
class UntilWithdrawn extends TelegramFiles {
  constructor(
    api: TelegramApi,
    private readonly withdraw: () => Promise<unknown>,
  ) {
    super(api);
  }

  override async take(...given: Parameters<TelegramFiles['take']>): Promise<boolean> {
    await this.withdraw();
    return super.take(...given);
  }
}

const setup = async (budgetOf = FILE_BUDGETS['avatar-photos']) => {
  const harness = await botHarness();
  const { telegram, token, objects, postgres, joins } = harness;
  const budget = filePlaces(postgres, { 'avatar-photos': budgetOf });
  const api = new TelegramApi({ token, apiRoot: telegram.url });
  const handlerOf = (files: TelegramFiles) =>
    new FetchFileHandler(files, objects, new Outbox('bot'), budget.store, new Readers(postgres.database));
  const handler = handlerOf(new TelegramFiles(api));
  const withdraws = () => postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now()');
  const anna = await joins('Анна');
  const consenting = async (): Promise<UserId> => {
    const { userId } = await postgres.fixtures.person();
    await postgres.fixtures.consent({ userId });
    return userId;
  };
  const userId = await consenting();
  const key = incomingPhotoKey(userId, 'one', 'jpg');
  const onStored = message(billingInbox, 'open-account', { userId });
  const onFailed = message(billingInbox, 'open-account', { userId: newId<UserId>() });
  const continuation = (name: string) => message(billingInbox, 'open-account', { userId: name as UserId });
  const ways = { onStored, onFailed, overBudget: { atOnce: continuation('at once'), today: continuation('today') } };
  const fetching = (files: TelegramFiles, fileId: string, messageId: string, attempt = 1) =>
    handlerOf(files).handle(
      { userId, fileId, target: toReference(key), ...ways },
      jobContext(postgres, { messageId, attempt }),
    );
  return {
    ...harness,
    anna,
    key,
    onStored,
    onFailed,
    ways,
    handler,
    budget,
    userId,
    consenting,
    withdraws,
    fetchFile: (fileId: string, messageId = 'm1', attempt = 1) =>
      fetching(new TelegramFiles(api), fileId, messageId, attempt),
    withdrawing: (fileId: string) => fetching(new UntilWithdrawn(api, withdraws), fileId, 'm1'),
  };
};

describe('the budgets of files that nobody pays for', () => {
  it('free files have separate budgets: photos to be described have fewer places than photos for avatars and use none of their places, and an answer frees one place', async () => {
    const { budget, userId } = await setup();
    expect(FILE_BUDGETS['photo-ideas'].atOnce).toBeLessThan(FILE_BUDGETS['avatar-photos'].atOnce!);
    expect(FILE_BUDGETS['photo-ideas'].aDay).toBeLessThan(FILE_BUDGETS['avatar-photos'].aDay);
    const { atOnce = 0 } = FILE_BUDGETS['photo-ideas'];
    for (let taken = 0; taken < atOnce; taken += 1) expect(await budget.take(userId, 'photo-ideas')).toBe('taken');

    expect(await budget.take(userId, 'photo-ideas')).toBe('atOnce');
    expect(await budget.take(userId)).toBe('taken');
    await budget.judged(userId, 'photo-ideas'); // the answer frees one place, however often the message was repeated
    expect(await budget.take(userId, 'photo-ideas')).toBe('taken');
  });
});

describe('a file a person sent', () => {
  it('a sent file is stored whole, and the message that follows is sent once, even when the file is fetched twice', async () => {
    const { anna, fetchFile, objects, key, postgres, onStored } = await setup();
    const [jpeg] = await drawnSelfies(3, 1);
    if (!jpeg) throw new Error('no photo');
    const { document } = await anna.sendsDocument(jpeg, 'me.jpg', 'image/jpeg');

    await fetchFile(document?.file_id ?? '');
    await fetchFile(document?.file_id ?? '');

    expect(await objects.getBuffer(key, { maxBytes: 1e7 })).toEqual(jpeg);
    expect(await postgres.outboxOf('bot')).toEqual([onStored]);
  });

  it('a sent file is not fetched when its sender has withdrawn the consent, or never gave it', async () => {
    const { anna, fetchFile, objects, key, postgres, telegram, userId, onFailed } = await setup();
    const { document } = await anna.sendsDocument(Buffer.from('mine'), 'me.jpg', 'image/jpeg');
    await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now() WHERE user_id = $1', [userId]);

    await fetchFile(document?.file_id ?? '');
    await postgres.admin.query('DELETE FROM bot.consent');
    await fetchFile(document?.file_id ?? '', 'm2');

    expect(telegram.recorder.list({ method: 'getFile' })).toEqual([]);
    await expect(objects.head(key)).rejects.toMatchObject({ code: 'file-missing' });
    expect(await postgres.outboxOf('bot')).toEqual([onFailed, onFailed]);
  });

  it('a sent file is not kept when its sender withdraws the consent while it is fetched', async () => {
    const { anna, objects, key, postgres, onFailed, withdrawing } = await setup();
    const { document } = await anna.sendsDocument(Buffer.from('mine'), 'me.jpg', 'image/jpeg');

    await withdrawing(document?.file_id ?? '');

    await expect(objects.head(key)).rejects.toMatchObject({ code: 'file-missing' });
    expect(await postgres.outboxOf('bot')).toEqual([onFailed]);
  });

  it('a sent file is removed when its sender has withdrawn the consent, even if the process that stored the file died before it saw that', async () => {
    const { anna, fetchFile, objects, key, postgres, onFailed, withdraws } = await setup();
    const { document } = await anna.sendsDocument(Buffer.from('mine'), 'me.jpg', 'image/jpeg');
    await objects.put(key, Buffer.from('mine'), { contentType: 'image/jpeg' });
    await withdraws();

    await fetchFile(document?.file_id ?? '', 'm1', 2);

    await expect(objects.head(key)).rejects.toMatchObject({ code: 'file-missing' });
    expect(await postgres.outboxOf('bot')).toEqual([onFailed]);
  });

  it('a sent file never replaces another person’s file', async () => {
    const { anna, handler, key, objects, postgres, ways, consenting } = await setup();
    await objects.put(key, Buffer.from('theirs'), { contentType: 'image/jpeg' });
    const { document } = await anna.sendsDocument(Buffer.from('mine'), 'me.jpg', 'image/jpeg');
    const job = {
      userId: await consenting(),
      fileId: document?.file_id ?? '',
      target: toReference(key),
      ...ways,
    };

    await expect(handler.handle(job, jobContext(postgres))).rejects.toMatchObject({ code: 'file-missing' });

    expect(await objects.getBuffer(key, { maxBytes: 1e3 })).toEqual(Buffer.from('theirs'));
  });

  it('a sent file that Telegram does not hand out, because it is too large or unknown there, is reported as failed', async () => {
    const { anna, fetchFile, postgres, onFailed } = await setup();
    const { document } = await anna.sendsDocument(Buffer.alloc(20 * 1024 * 1024 + 1), 'big.bin');

    await fetchFile(document?.file_id ?? '', 'm1');
    await fetchFile('no-such-file', 'm2');

    expect(await postgres.outboxOf('bot')).toEqual([onFailed, onFailed]);
  });

  it('a sent file is tried again when Telegram is away, and the error does not contain the token (telegram.md §12, 12)', async () => {
    const { anna, fetchFile, telegram, token, postgres } = await setup();
    const { document } = await anna.sendsDocument(Buffer.from('hello'), 'a.txt');
    telegram.faults.add({ kind: 'reset', method: 'getFile', times: 1 });

    const failure: unknown = await fetchFile(document?.file_id ?? '').catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: 'telegram-unreachable', mayRetry: true });
    const { message: words, stack, facts, cause } = failure as AppError;
    expect(JSON.stringify([words, stack, facts, String(cause)])).not.toContain(token.split(':')[1]);
    expect(await postgres.outboxOf('bot')).toEqual([]);
  });

  it('a sent file is tried again when Telegram says that it may be unavailable for a while', async () => {
    const { anna, fetchFile, telegram, postgres, onStored } = await setup();
    const { document } = await anna.sendsDocument(Buffer.from('hello'), 'a.txt');
    const words = 'wrong file_id or the file is temporarily unavailable';
    telegram.faults.add({ kind: '400', method: 'getFile', words });

    await expect(fetchFile(document?.file_id ?? '')).rejects.toMatchObject({
      code: 'telegram-unreachable',
      mayRetry: true,
    });
    expect(await postgres.outboxOf('bot')).toEqual([]);
    await fetchFile(document?.file_id ?? '');

    expect(await postgres.outboxOf('bot')).toEqual([onStored]);
  });

  it('a file that we keep is copied only for the person to whom it belongs', async () => {
    const { fetchFile, objects, key, postgres, userId, consenting, onStored, onFailed, telegram } = await setup();
    const mine = toReference(pictureKey(userId, newId<OrderId>(), 0, 'jpg'));
    const theirs = toReference(pictureKey(await consenting(), newId<OrderId>(), 0, 'jpg'));
    for (const kept of [mine, theirs])
      await objects.put(fromReference(kept), Buffer.from(kept), { contentType: 'image/jpeg' });

    await fetchFile(mine, 'm1');
    await fetchFile(theirs, 'm2');
    await fetchFile(`${mine}-gone`, 'm3');

    expect(await objects.getBuffer(key, { maxBytes: 1e3 })).toEqual(Buffer.from(mine));
    expect(await postgres.outboxOf('bot')).toEqual([onStored, onFailed, onFailed]);
    expect(telegram.recorder.list({ method: 'getFile' })).toEqual([]);
  });

  it('a kept file that was deleted meanwhile is reported as deleted, and not as a failure of Telegram', async () => {
    const { anna, handler, key, postgres, userId, ways, onFailed, consenting } = await setup();
    const onDeleted = message(billingInbox, 'open-account', { userId: await consenting() });
    const { document } = await anna.sendsDocument(Buffer.alloc(20 * 1024 * 1024 + 1), 'big.bin');
    const kept = toReference(pictureKey(userId, newId<OrderId>(), 0, 'jpg'));

    for (const fileId of [kept, document?.file_id ?? '']) {
      const job = { userId, fileId, target: toReference(key), ...ways, onDeleted };
      await handler.handle(job, jobContext(postgres, { messageId: newId<string>() }));
    }

    expect(await postgres.outboxOf('bot')).toEqual([onDeleted, onFailed]);
  });

  it('when the attempts to fetch a sent file are used up, the message for failures is sent', async () => {
    const { handler, postgres, onFailed, ways, key } = await setup();
    const job = { userId: newId<UserId>(), fileId: 'x', target: toReference(key), ...ways };

    await postgres.database.transaction((tx) => handler.giveUp(job, new AppError('telegram-unreachable'), tx));

    expect(await postgres.outboxOf('bot')).toEqual([onFailed]);
  });
});

describe('a free file', () => {
  const withBudget = async () => {
    const harness = await setup({ atOnce: 2, aDay: 4 });
    const { anna, handler, postgres, ways, userId, budget } = harness;
    const { document } = await anna.sendsDocument(Buffer.from('hello'), 'a.txt');
    const jobOf = (of: UserId, countedFor: string) => ({
      userId: of,
      fileId: document!.file_id,
      target: toReference(incomingPhotoKey(of, countedFor, 'jpg')),
      countedFor,
      ...ways,
    });
    const fetched: string[] = [];
    const said = async () =>
      (await postgres.outboxOf('bot')).map(({ payload }) =>
        payload['userId'] === userId ? 'stored' : payload['userId'],
      );
    return {
      ...harness,
      said,
      fetchPhoto: async (of = userId, file = newId<string>()) => {
        fetched.push(file);
        await handler.handle(jobOf(of, file), jobContext(postgres, { messageId: newId<string>() }));
      },
      /** Records an answer for every photo so far, also for those that were refused. */
      judged: async () => {
        for (const file of fetched)
          await postgres.database.transaction((tx) => budget.store.answered(tx, { userId, file }));
      },
    };
  };

  it('a free file is not fetched while too many of its person’s files wait for a verdict, nor once the person has sent too many that day', async () => {
    const { fetchPhoto, judged, said } = await withBudget();

    for (let nth = 0; nth < 3; nth += 1) await fetchPhoto();
    expect(await said()).toEqual(['stored', 'stored', 'at once']);
    await judged();
    await fetchPhoto();
    await fetchPhoto();
    await judged();
    await fetchPhoto();

    expect(await said()).toEqual(['stored', 'stored', 'at once', 'stored', 'stored', 'today']);
  });

  it('a free file is counted before its sender’s consent is checked, and its answer frees its place', async () => {
    const { fetchPhoto, judged, budget, userId, withdraws } = await withBudget();
    expect(await budget.take(userId)).toBe('taken');
    await withdraws();
    await fetchPhoto();
    expect(await budget.take(userId)).toBe('atOnce');

    await judged();

    expect(await budget.take(userId)).toBe('taken');
    expect(await budget.take(userId)).toBe('atOnce');
  });

  it('a free file uses up no place of another person', async () => {
    const { fetchPhoto, said, consenting } = await withBudget();
    for (let nth = 0; nth < 3; nth += 1) await fetchPhoto();

    await fetchPhoto(await consenting());

    expect(await said()).toEqual(['stored', 'stored', 'at once', 'stored']);
  });

  it('a free file is counted once, however often its fetch starts, and takes no place once it is answered', async () => {
    const { fetchPhoto, judged, said, postgres } = await withBudget();
    const file = newId<string>();
    for (let run = 0; run < 6; run += 1) await fetchPhoto(undefined, file);
    await fetchPhoto();
    await fetchPhoto();
    await fetchPhoto(undefined, file);
    expect((await said()).slice(-3)).toEqual(['stored', 'at once', 'stored']);

    await judged();

    const underWay = 'SELECT FROM bot.file_place WHERE ended_at IS NULL';
    expect(await postgres.admin.query(underWay)).toEqual([]);
  });

  it('a free file that was refused for lack of room does not free another file’s place', async () => {
    const { fetchPhoto, said, postgres, budget, userId } = await withBudget();
    await fetchPhoto();
    await fetchPhoto();
    const refused = newId<string>();
    await fetchPhoto(undefined, refused);
    await postgres.database.transaction(async (tx) => {
      await budget.store.answered(tx, { userId, file: refused });
      await budget.store.release(tx, { userId, file: refused }, 'avatar-photos');
    });

    await fetchPhoto();

    expect(await said()).toEqual(['stored', 'stored', 'at once', 'at once']);
  });

  it('of twenty free files that come at the same moment, only one takes the last place', async () => {
    const { budget, userId } = await withBudget();
    await budget.take(userId);

    const taken = await Promise.all(Array.from({ length: 20 }, () => budget.take(userId)));

    expect(taken.filter((so) => so === 'taken')).toEqual(['taken']);
  });

  it('the row of a free file is removed once the file no longer counts for the day', async () => {
    const { budget, userId, postgres } = await withBudget();
    await budget.take(userId);
    await postgres.admin.query(`UPDATE bot.file_place SET taken_at = now() - interval '25 hours'`);
    await budget.take(userId);

    expect(await budget.store.forget(100)).toBe(1);

    expect(await postgres.admin.query('SELECT FROM bot.file_place')).toHaveLength(1);
  });
});
