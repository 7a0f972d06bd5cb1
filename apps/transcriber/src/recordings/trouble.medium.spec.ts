import { describe, expect, it } from '@jest/globals';
import { AppError, ORDER_PATIENCE_MS, RETENTION_MS } from '@aisha/domain';
import { sourceKey } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import {
  LEASE_MS,
  LONG,
  onTranscriber,
  openAi,
  sound,
  tensOf,
  transcriptions,
  untilCame,
} from '../../spec/transcriber-harness';
import { ForgetSources } from '../sources/forget-sources';
import { SourceStore } from '../sources/source.store';
import { RecordingStore } from './recording.store';

const ALWAYS = 1_000;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

describe('a recording that cannot be transcribed', () => {
  const nothing = (code: string) => ({
    settled: [{ delivered: 0, of: 1, reason: code }],
    documents: 0,
    explained: [code],
  });

  it('a recording in which the model hears no words costs nothing', async () => {
    const { start, work, order, endOf } = await onTranscriber();
    const asked = await order();
    openAi.faults.add({ on: 'transcriptions', kind: 'empty', times: 1 });

    await start(asked);
    await work();

    expect(await endOf(asked.orderId)).toEqual(nothing('no-speech'));
  });

  it('an order that names another person’s recording neither reads nor removes the recording, and the owner of the recording can still order it', async () => {
    const { start, work, order, endOf, forgetRecordings, isKept } = await onTranscriber();
    const [theirs, asked] = [await order(), await order()];

    await start({ ...asked, sourceId: theirs.sourceId });
    await work();
    await forgetRecordings.run();

    expect(await endOf(asked.orderId)).toEqual(nothing('file-missing'));
    expect(await isKept(theirs)).toBe(true);
    await start(theirs);
    await work();
    expect(await endOf(theirs.orderId)).toMatchObject({ settled: [{ delivered: 1, reason: null }], documents: 1 });
  });

  it('a recording that was deleted before its order came costs nothing, and the person’s hints about it are not kept', async () => {
    const { start, work, order, endOf, recording, postgres, objects, clock, log } = await onTranscriber();
    const asked = await order();
    clock.set(new Date(Date.now() + RETENTION_MS.measuredRecording + MINUTE_MS));
    await new ForgetSources(new SourceStore(postgres.database), objects, clock, log).run();

    await start({ ...asked, vocabulary: ['PgBouncer'] });
    await work();

    expect(await endOf(asked.orderId)).toEqual(nothing('file-missing'));
    expect(await recording(asked.orderId)).toMatchObject({ audioFilePath: null, duration: null, vocabulary: [] });
  });

  it('a recording that failed gives operators one line in the log, even when it is cancelled afterwards', async () => {
    const { start, giveUpStart, cancel, order, logged } = await onTranscriber();
    const asked = await order();
    const facts = { status: 503, errorType: 'overloaded' };
    await start(asked);

    await giveUpStart(asked, new AppError('provider-unreachable', { facts }));
    await cancel(asked);

    expect(logged('order.ended')).toEqual([
      expect.objectContaining({
        level: 'warn',
        kind: 'transcription',
        orderId: asked.orderId,
        outcome: 'failed',
        code: 'provider-unreachable',
        ...facts,
      }),
    ]);
  });

  it('all credits of a recording go back when the start of its order is given up before the order was accepted', async () => {
    const { giveUpStart, order, endOf } = await onTranscriber();
    const asked = await order();

    await giveUpStart(asked, new AppError('unexpected'));

    expect(await endOf(asked.orderId)).toEqual(nothing('unexpected'));
  });
});

describe('a model that is away', () => {
  it.each([
    ['30 s', 30 * SECOND_MS],
    ['59 min', 59 * MINUTE_MS],
  ])('no recording fails when a model is away for %s', async (_name, outage) => {
    const { start, work, order, endOf, clock, recording } = await onTranscriber();
    const asked = await order();
    openAi.faults.add({ on: 'transcriptions', kind: '503', times: ALWAYS });
    await start(asked);
    await work();
    clock.advance(outage);
    await work();
    expect(await recording(asked.orderId)).toMatchObject({ state: 'queued', finishedAt: null });

    openAi.faults.clear();
    clock.advance(MINUTE_MS);
    await work();

    expect(await endOf(asked.orderId)).toEqual({
      settled: [{ delivered: 1, of: 1, reason: null }],
      documents: 1,
      explained: [],
    });
  });

  it('a model that is away is asked again after 5 s, and not before', async () => {
    const { start, work, order, clock, door } = await onTranscriber();
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: ALWAYS });
    await start(await order());
    await work();
    expect(door.came).toBe(1);

    clock.advance(4 * SECOND_MS);
    await work();
    expect(door.came).toBe(1);

    clock.advance(SECOND_MS);
    await work();
    expect(door.came).toBe(2);
  });

  it('when a model is away for more than an hour, all credits go back', async () => {
    const { start, work, order, endOf, clock, pieces } = await onTranscriber();
    const asked = await order();
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: ALWAYS });
    await start(asked);
    await work();
    clock.advance(ORDER_PATIENCE_MS);
    await work();

    expect(await endOf(asked.orderId)).toEqual({
      settled: [{ delivered: 0, of: 1, reason: 'provider-refused-key' }],
      documents: 0,
      explained: ['provider-refused-key'],
    });
    expect(await pieces()).toEqual([]);
  });

  it('when a model fails only for the last piece, the other pieces are delivered and charged after five minutes', async () => {
    const { work, endOf, clock, deadWorkersOrder } = await onTranscriber();
    const { orderId } = await deadWorkersOrder(2);
    openAi.faults.add({ on: 'transcriptions', kind: 'malformed', times: ALWAYS });
    clock.advance(LEASE_MS);
    await work();
    expect(await endOf(orderId)).toMatchObject({ settled: [] });

    clock.advance(5 * MINUTE_MS);
    await work();

    expect(await endOf(orderId)).toMatchObject({
      settled: [{ delivered: 4, of: 5, reason: expect.stringMatching(/^provider-/) }],
      documents: 1,
    });
  });

  it('when a model is away for more than an hour, the credits for missing pieces go back and the finished pieces are delivered', async () => {
    const { work, endOf, clock, pieces, deadWorkersOrder, transcripts } = await onTranscriber();
    const { orderId } = await deadWorkersOrder(1);
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: ALWAYS });
    clock.advance(LEASE_MS);
    await work();
    clock.advance(ORDER_PATIENCE_MS);
    await work();

    expect(await endOf(orderId)).toEqual({
      settled: [{ delivered: 2, of: 5, reason: 'provider-refused-key' }],
      documents: 1,
      explained: [],
    });
    expect(await transcripts()).toMatchObject([{ state: 'succeeded' }]);
    expect(await pieces()).toEqual([]);
  });

  it('when a model is away no finished piece is repeated, and the waiting time starts again with each finished piece', async () => {
    const { start, tick, work, order, endOf, clock, door, untilWritten } = await onTranscriber();
    const asked = await order({ recording: sound(LONG) });
    const before = transcriptions();
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: 2 });
    await start(asked);
    await work();
    expect(transcriptions() - before).toBe(2);

    // The provider comes back after 59 minutes for one piece, and then goes away again.
    clock.advance(59 * MINUTE_MS);
    door.shutAfter(1);
    await tick();
    await untilWritten(asked.orderId, 1);
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: 2 });
    door.open();
    await work();
    clock.advance(5 * MINUTE_MS);
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: 2 });
    await work();
    clock.advance(MINUTE_MS);
    await work();

    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: 5, of: 5, reason: null }] });
    // Three requests brought the pieces, and six were refused.
    expect(transcriptions() - before).toBe(3 + 6);
  });

  it('the runs of a recording are not used up while the model is away', async () => {
    const { start, work, order, endOf, clock, replica } = await onTranscriber();
    const asked = await order();
    await start(asked);
    for (let nth = 0; nth < 6; nth += 1) {
      openAi.faults.add({ on: 'transcriptions', kind: '401', times: 1 });
      await work();
      clock.advance(MINUTE_MS);
    }
    const dying = replica();
    dying.door.shutAfter(0);
    await dying.tick();
    await untilCame(dying.door, 1);
    clock.advance(LEASE_MS);
    await work();

    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: 1, reason: null }] });
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    ['of one piece', 3],
    ['of several, because two are broken', LONG],
  ])(
    'an order fails without a charge after three paid unreadable answers for one piece (an order %s)',
    async (_what, seconds) => {
      const { start, work, order, endOf, recording, clock, postgres } = await onTranscriber();
      const asked = await order({ recording: sound(seconds) });
      openAi.faults.add({ on: 'transcriptions', kind: 'malformed', times: ALWAYS });
      const before = transcriptions();
      await start(asked);

      for (let run = 0; run < 20 && !(await recording(asked.orderId)).finishedAt; run += 1) {
        await work();
        clock.advance(MINUTE_MS);
      }

      const calls = await postgres.admin.query<{ paid: number }>(
        'SELECT count(*)::int AS paid FROM transcriber.provider_call WHERE micro_dollars > 0 GROUP BY piece',
      );
      expect(Math.max(...calls.map(({ paid }) => paid))).toBe(3);
      expect(transcriptions() - before).toBe(calls.reduce((sum, { paid }) => sum + paid, 0));
      expect((await endOf(asked.orderId)).settled).toMatchObject([
        { delivered: 0, reason: 'provider-answer-unreadable' },
      ]);
    },
  );
});

describe('a process that ends in the middle', () => {
  it('no finished piece is repeated when a process dies and its lease has run out', async () => {
    const { work, endOf, clock, deadWorkersOrder, transcripts } = await onTranscriber();
    const before = transcriptions();
    const { orderId } = await deadWorkersOrder(2);
    expect(transcriptions() - before).toBe(2);

    clock.advance(LEASE_MS - 1);
    await work();
    expect(await endOf(orderId)).toMatchObject({ settled: [] });

    clock.advance(1);
    await work();
    expect(await endOf(orderId)).toMatchObject({ settled: [{ delivered: 5, reason: null }], documents: 1 });
    expect(transcriptions() - before).toBe(3);
    const [written] = await transcripts();
    expect(tensOf(written!)).toEqual([0, 1, 2]);
  });

  it('when a slow process answers second, its answer does not change a piece that another process has finished', async () => {
    const { deadWorkersOrder, postgres } = await onTranscriber();
    const { orderId } = await deadWorkersOrder(1);
    const store = new RecordingStore(postgres.database);
    const written = await store.pieces(orderId);

    for (const piece of written) await store.keepPiece(piece, { segments: [], language: 'de' });

    const [first, second] = await store.pieces(orderId);
    expect(first).toEqual(written[0]);
    expect(second).toMatchObject({ segments: [], language: 'de' });
  });

  it('a new release keeps the cuts of a process that ended in the middle', async () => {
    const { endOf, clock, deadWorkersOrder, transcripts, replica } = await onTranscriber();
    const { orderId } = await deadWorkersOrder(1);
    const before = transcriptions();
    clock.advance(LEASE_MS);

    await replica({ pieceSeconds: 4 }).work();

    expect(transcriptions() - before).toBe(2);
    expect(await endOf(orderId)).toMatchObject({ settled: [{ delivered: 5, reason: null }], documents: 1 });
    const [written] = await transcripts();
    expect(tensOf(written!)).toEqual([0, 1, 2]);
  });

  it('a process that loses its lease ends no order, not even in the last run: another process transcribes the missing pieces', async () => {
    const { tick, work, endOf, clock, door, replica, deadWorkersOrder } = await onTranscriber();
    const { orderId } = await deadWorkersOrder(2);
    openAi.faults.add({ on: 'transcriptions', kind: 'malformed', times: ALWAYS });
    clock.advance(LEASE_MS);
    await work();
    openAi.faults.clear();
    clock.advance(5 * MINUTE_MS);
    const slow = replica();
    slow.door.shutAfter(0);
    await slow.tick();
    await untilCame(slow.door, 1);

    const before = door.came;
    door.shutAfter(0);
    clock.advance(LEASE_MS);
    await tick();
    await tick();
    await untilCame(door, before + 1);
    await eventually(() => slow.door.givenUp > 0);
    await slow.stop();

    expect(await endOf(orderId)).toMatchObject({ settled: [] });
    door.open();
    await work();
    expect(await endOf(orderId)).toMatchObject({ settled: [{ delivered: 5, of: 5, reason: null }], documents: 1 });
  });

  it('when a process stops, another one continues its order at once', async () => {
    const { start, order, work, endOf, replica, recording, untilWritten } = await onTranscriber();
    const asked = await order({ recording: sound(LONG) });
    const before = transcriptions();
    const stopping = replica();
    stopping.door.shutAfter(1);
    await start(asked);
    await stopping.tick();
    await untilWritten(asked.orderId, 1);

    await stopping.stop();

    expect(await recording(asked.orderId)).toMatchObject({ state: 'queued', leaseUntil: null, attempts: 0 });
    await work();
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: 5, reason: null }] });
    expect(transcriptions() - before).toBe(3);
  });

  it('a process that stops finishes the pieces under way, which are paid, and begins no other', async () => {
    const { start, order, work, endOf, replica, recording } = await onTranscriber();
    const asked = await order({ recording: sound(LONG) });
    const before = transcriptions();
    const stopping = replica({ stopGraceMs: 60_000 });
    stopping.door.shutAfter(0);
    await start(asked);
    await stopping.tick();
    await untilCame(stopping.door, 2);

    const stopped = stopping.stop();
    stopping.door.open();
    await stopped;

    expect([stopping.door.came, transcriptions() - before]).toEqual([2, 2]);
    expect(await recording(asked.orderId)).toMatchObject({ state: 'queued', leaseUntil: null, attempts: 0 });
    await work();
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: 5, reason: null }] });
    expect(transcriptions() - before).toBe(3);
  });

  it('the order of a recording ends after five runs in which the process died', async () => {
    const { start, order, work, endOf, replica, clock, logged } = await onTranscriber();
    const asked = await order();
    await start(asked);
    const before = transcriptions();
    for (let run = 1; run <= 5; run += 1) {
      const dying = replica();
      dying.door.shutAfter(0);
      // The first round requeues what the dead process left, the second one works on it.
      await dying.tick();
      await dying.tick();
      await untilCame(dying.door, 1);
      expect(await endOf(asked.orderId)).toMatchObject({ settled: [] });
      clock.advance(LEASE_MS);
    }
    await work();

    expect(await endOf(asked.orderId)).toEqual({
      settled: [{ delivered: 0, of: 1, reason: 'unexpected' }],
      documents: 0,
      explained: ['unexpected'],
    });
    expect(logged('order.ended')).toMatchObject([{ runs: 5 }]);
    expect(transcriptions()).toBe(before);
  });

  it('when the text is stored but the end of its order is not, the next process pays nothing twice and leaves no second file', async () => {
    const { start, order, work, endOf, postgres, clock, document, transcripts, objects } = await onTranscriber();
    const asked = await order();
    const before = transcriptions();
    await start(asked);
    await postgres.admin.query(`ALTER TABLE transcriber.outbox ADD CHECK (job <> 'settle-hold') NOT VALID`);
    await work();
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [] });

    await postgres.admin.query('ALTER TABLE transcriber.outbox DROP CONSTRAINT outbox_job_check');
    clock.advance(LEASE_MS);
    await work();

    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: 1, reason: null }], documents: 1 });
    expect(transcriptions() - before).toBe(1);
    const [transcript] = await transcripts();
    expect(await document(transcript?.documentPath)).toBe(transcript?.content);
    expect(await objects.removePrefix({ bucket: 'files', key: `transcripts/${asked.userId}/` })).toBe(1);
  });

  it('an order whose end could not be stored is left to the next process', async () => {
    const { start, order, work, endOf, postgres, clock, objects } = await onTranscriber();
    const asked = await order();
    await objects.remove([sourceKey(asked.userId, asked.sourceId)]);
    await start(asked);
    await postgres.admin.query(`ALTER TABLE transcriber.outbox ADD CHECK (job <> 'settle-hold') NOT VALID`);
    await work();
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [] });

    await postgres.admin.query('ALTER TABLE transcriber.outbox DROP CONSTRAINT outbox_job_check');
    clock.advance(LEASE_MS);
    await work();

    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: 0, reason: 'file-missing' }] });
  });
});

describe('a recording that takes longer than a lease', () => {
  it('a recording that takes longer than a lease stays with the process that transcribes it', async () => {
    const leaseMs = 300;
    const { start, order, tick, work, door, clock, replica, recording, endOf } = await onTranscriber({ leaseMs });
    const asked = await order();
    const other = replica();
    door.shutAfter(0);
    await start(asked);
    await tick();
    await untilCame(door, 1);

    for (let nth = 0; nth < 3; nth += 1) {
      clock.advance(leaseMs - 1);
      const renewed = clock.now().getTime() + leaseMs;
      await eventually(async () => (await recording(asked.orderId)).leaseUntil?.getTime() === renewed);
      await other.work();
    }
    door.open();
    await work();

    expect(other.door.came).toBe(0);
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: 1, reason: null }] });
  });
});
