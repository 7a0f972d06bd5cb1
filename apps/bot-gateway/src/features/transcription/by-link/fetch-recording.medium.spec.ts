import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { AppError, type SourceId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import type { RecordingRefusal } from '@aisha/kinds';
import { newId, SystemClock } from '@aisha/platform';
import { incomingRecordingKey } from '@aisha/storage';
import { afterThisTest, jobContext } from '@aisha/testing';
import { botHarness } from '../../../../spec/bot-harness';
import { FILE_BUDGETS, filePlaces } from '../../../../spec/file-places';
import { LinkedFiles } from '../../../engine/links/linked-files';
import { FileAnswers } from '../../../free-files/file-answers';
import { WorkSettings } from '../../../readers';
import { Readers } from '../../../engine/conversation/readers';
import { ShowRecordingHandler } from '../recording/show-recording.handler';
import { FetchRecordingHandler } from './fetch-recording.handler';

const FILE = randomBytes(12 * 1024 * 1024);

/** A file server of the operator's own, to which links are allowed. */
const setup = async ({ quotaMb = 0, isWithdrawnOnTheWay = false, file = FILE, isAnnounced = false } = {}) => {
  const { postgres, objects, closeStorage, replica } = await botHarness();
  const withdraws = () => postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now()');
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    void (isWithdrawnOnTheWay ? withdraws() : Promise.resolve()).then(() => {
      if (isAnnounced) response.setHeader('content-length', file.length);
      else response.flushHeaders(); // so that Node does not announce the size either
      response.end(file);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const links = new LinkedFiles({
    maxBytes: FILE.length,
    timeoutMs: 20_000,
    allowsHttp: false,
    privateHosts: [host],
  });
  const budget = filePlaces(postgres);
  const settings = Object.assign(new WorkSettings(), { STORAGE_QUOTA_MB: quotaMb });
  const readers = new Readers(postgres.database, settings);
  const handler = new FetchRecordingHandler(links, objects, new Outbox('bot'), budget.store, readers);
  const { userId } = await postgres.fixtures.person();
  await postgres.fixtures.consent({ userId });
  const job = { userId, sourceId: newId<SourceId>(), link: `http://${host}/talk.mp3?signature=secret` };
  return {
    postgres,
    objects,
    closeStorage,
    budget,
    job,
    withdraws,
    timesAsked: () => asked,
    handle: (given: Partial<typeof job> = {}, attempt = 1) =>
      handler.handle({ ...job, ...given }, jobContext(postgres, { messageId: newId<string>(), attempt })),
    /** Shows the person this refusal, as the transcriber or the fetch has sent it. */
    shows: async (refusal: RecordingRefusal) => {
      const { conversations, deliveries, groupVoices } = await replica();
      const answers = new FileAnswers(conversations, deliveries, readers, budget.store);
      const { userId, sourceId } = job;
      await new ShowRecordingHandler(answers, new SystemClock(), readers, groupVoices).handle(
        { userId, sourceId, measured: null, refusal },
        jobContext(postgres, { messageId: newId<string>() }),
      );
    },
    giveUp: () => postgres.database.transaction((tx) => handler.giveUp(job, new AppError('unexpected'), tx)),
    said: async () => (await postgres.outboxOf('bot')).map(({ job: name, payload }) => payload['refusal'] ?? name),
  };
};

describe('a recording behind a link', () => {
  it('a recording behind a link is stored whole, and then measured', async () => {
    const { handle, job, objects, postgres } = await setup();
    const { userId, sourceId } = job;

    await handle();

    const stored = await objects.getBuffer(incomingRecordingKey(userId, sourceId), { maxBytes: 1e8 });
    expect(stored.equals(FILE)).toBe(true);
    expect(await postgres.outboxOf('bot')).toMatchObject([
      { receiver: 'transcriber', job: 'measure-recording', payload: { userId, sourceId } },
    ]);
  });

  it('a recording behind a link is not requested while the person’s storage has no room for it', async () => {
    const { handle, job, postgres, said, timesAsked } = await setup({ quotaMb: 1 });
    await postgres.fixtures.transcription({ userId: job.userId, state: 'succeeded', bytes: 1024 * 1024 });

    await handle();

    expect(await said()).toEqual(['storage-full']);
    expect(timesAsked()).toBe(0);
  });

  it('a recording behind a link that is not allowed is refused, and nothing is stored', async () => {
    const { handle, job, objects, said, timesAsked } = await setup();

    await handle({ link: 'https://[::ffff:127.0.0.1]/talk.mp3' });

    expect(await said()).toEqual(['link-not-allowed']);
    await expect(objects.head(incomingRecordingKey(job.userId, job.sourceId))).rejects.toMatchObject({
      code: 'file-missing',
    });
    expect(timesAsked()).toBe(0);
  });

  it.each([
    ['its size is announced', Buffer.concat([FILE, Buffer.of(1)]), true],
    ['its size shows only while it comes', Buffer.concat([FILE, Buffer.of(1)]), false],
  ])(
    'too large a recording behind a link is refused, and nothing of it stays, when %s',
    async (_when, file, isAnnounced) => {
      const { handle, job, objects, said } = await setup({ file, isAnnounced });

      await handle();

      expect(await said()).toEqual(['link-too-large']);
      await expect(objects.head(incomingRecordingKey(job.userId, job.sourceId))).rejects.toMatchObject({
        code: 'file-missing',
      });
    },
  );

  it('a recording behind a link is not requested for a person who has withdrawn the consent', async () => {
    const { handle, said, withdraws, timesAsked } = await setup();
    await withdraws();

    await handle();

    expect(await said()).toEqual(['not-fetched']);
    expect(timesAsked()).toBe(0);
  });

  it('a recording behind a link is not kept when its person withdraws the consent while it is fetched', async () => {
    const { handle, said, job, objects, timesAsked } = await setup({ isWithdrawnOnTheWay: true });

    await handle();

    expect(await said()).toEqual(['not-fetched']);
    const place = incomingRecordingKey(job.userId, job.sourceId);
    await expect(objects.head(place)).rejects.toMatchObject({ code: 'file-missing' });
    expect(timesAsked()).toBe(1);
  });

  it('a recording behind a link is deleted even when the process that stored it died before it saw the withdrawal', async () => {
    const { handle, said, job, objects, withdraws } = await setup();
    const place = incomingRecordingKey(job.userId, job.sourceId);
    await objects.put(place, FILE, { contentType: 'audio/mpeg' });
    await withdraws();

    await handle({}, 2);

    expect(await said()).toEqual(['not-fetched']);
    await expect(objects.head(place)).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('a recording behind a link counts once as a recording and once as a link, even if the fetch starts again', async () => {
    const { handle, said, budget, job, timesAsked } = await setup();
    const { userId } = job;
    for (let taken = 1; taken < FILE_BUDGETS.links.aDay; taken += 1) await budget.take(userId, 'links');
    await handle();
    await handle();

    await handle({ sourceId: newId<SourceId>() });

    expect(await said()).toEqual(['measure-recording', 'measure-recording', 'too-many-links']);
    // The refused recording takes no place in the budget of recordings, which also holds voice messages.
    const places = [await budget.take(userId, 'recordings'), await budget.take(userId, 'recordings')];
    expect([...places, await budget.take(userId, 'recordings')]).toEqual(['taken', 'taken', 'atOnce']);
    expect(timesAsked()).toBe(2);
  });

  it.each([
    ['does not count as a link', 'when we could not hear it', 'unavailable', 'measure-recording'],
    ['counts as a link', 'when its server is at fault', 'link-unreachable', 'too-many-links'],
  ] as const)('a recording behind a link %s %s', async (_counts, _when, refusal, next) => {
    const { handle, said, budget, job, shows } = await setup();
    for (let taken = 1; taken < FILE_BUDGETS.links.aDay; taken += 1) await budget.take(job.userId, 'links');
    await handle();
    await shows(refusal);

    await handle({ sourceId: newId<SourceId>() });

    expect((await said()).at(-1)).toBe(next);
  });

  it('a recording behind a link is tried again when our storage is away, and then given up; neither error nor message contains the link', async () => {
    const { handle, giveUp, closeStorage, postgres } = await setup();
    await closeStorage();

    const failure: unknown = await handle().catch((error: unknown) => error);
    await giveUp();

    expect(failure).toMatchObject({ code: 'storage-unreachable', mayRetry: true });
    const { message, stack, facts, cause } = failure as AppError;
    const told = JSON.stringify([message, stack, facts, String(cause), await postgres.outboxOf('bot')]);
    expect(told).toContain('unavailable');
    expect(told).not.toContain('secret');
  });
});
