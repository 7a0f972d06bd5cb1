import { describe, expect, it } from '@jest/globals';
import { DAY_MS, type UserId } from '@aisha/domain';
import type { OrderReference } from '@aisha/kinds/fields';
import { fromReference, sourceKey, transcriptKey } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { LONG, onTranscriber, openAi, sound, tensOf, transcriptions, untilCame } from '../../spec/transcriber-harness';

describe('transcribing a recording', () => {
  it('transcribing a recording stores its text as a file, and charges its speech', async () => {
    const { start, work, order, sent, document, transcripts, logged } = await onTranscriber();
    const asked = await order();
    const { orderId, userId } = asked;

    await start(asked);
    await work();

    const [transcript] = await transcripts();
    const text = await document(transcript?.documentPath);
    expect(text.length).toBeGreaterThan(10);
    expect(fromReference(String(transcript?.documentPath))).toEqual(transcriptKey(userId, orderId, 1));
    expect(await sent('settle-hold')).toEqual([
      { orderId, userId, kind: 'transcription', delivered: 1, of: 1, reason: null },
    ]);
    expect(logged('order.ended')).toEqual([
      expect.objectContaining({
        level: 'info',
        kind: 'transcription',
        outcome: 'succeeded',
        code: null,
        delivered: 1,
        of: 1,
      }),
    ]);
    expect(await transcripts()).toMatchObject([{ content: text, language: 'ru', state: 'succeeded' }]);
  });

  it('the text of a recording is stored while no transaction is open', async () => {
    const { start, work, order, objects, postgres, endOf } = await onTranscriber();
    const asked = await order();
    const waiting: unknown[][] = [];
    objects.beforeText = async () => {
      const idle = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
      waiting.push(await postgres.admin.query(idle));
    };

    await start(asked);
    await work();

    expect(waiting).toEqual([[]]);
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: 1 }] });
  });

  it('an order of a recording begins as a row: no sound is sent before the order’s turn', async () => {
    const { start, order, recording } = await onTranscriber();
    const asked = await order();
    const before = transcriptions();

    await start(asked);

    expect(await recording(asked.orderId)).toMatchObject({ state: 'queued', readyAt: expect.any(Date) });
    expect(transcriptions()).toBe(before);
  });

  it('an order of a recording does not begin when its credits went back before it came, and the person reads why', async () => {
    const { postgres, start, work, order, sent } = await onTranscriber();
    const asked = await order();
    await postgres.fixtures.forgottenHold(asked.orderId);
    const before = transcriptions();

    await start(asked);
    await work();

    const { orderId, userId } = asked;
    expect(await sent('explain-failure')).toEqual([{ orderId, userId, kind: 'transcription', code: 'hold-forgotten' }]);
    expect(await sent('settle-hold')).toMatchObject([{ delivered: 0, of: 1, reason: 'hold-forgotten' }]);
    expect(transcriptions()).toBe(before);
  });

  it('an order of a recording does not begin when its credits went back while it waited', async () => {
    const { postgres, start, work, order, endOf } = await onTranscriber();
    const asked = await order();
    const before = transcriptions();
    await start(asked);
    await postgres.fixtures.forgottenHold(asked.orderId);

    await work();

    expect(await endOf(asked.orderId)).toMatchObject({ documents: 0, explained: ['hold-forgotten'] });
    expect(transcriptions()).toBe(before);
  });

  it('a piece in which the model hears no words is not charged', async () => {
    const { start, work, order, sent } = await onTranscriber();
    openAi.faults.add({ on: 'transcriptions', kind: 'empty', times: 1 }); // for the piece that is requested first

    await start(await order({ recording: sound(23) }));
    await work();

    expect(await sent('settle-hold')).toMatchObject([{ delivered: 3, of: 4, reason: null }]);
  });

  it('a long recording is transcribed two pieces at a time, and the pieces join in order', async () => {
    const { start, tick, work, order, sent, door, transcripts, postgres } = await onTranscriber();
    const asked = await order({ recording: sound(LONG) });
    door.shutAfter(0);
    await start(asked);
    await tick();
    await untilCame(door, 2);
    door.open();
    await work();

    expect(door).toMatchObject({ came: 3, mostAtOnce: 2 });
    const [written] = await transcripts();
    expect(tensOf(written!)).toEqual([0, 1, 2]);
    expect(await sent('settle-hold')).toMatchObject([{ delivered: 5, of: 5 }]);
    expect(await postgres.admin.query('SELECT 1 FROM transcriber.piece')).toEqual([]);
  });

  it('the pieces of a recording join in the order of the recording, whichever was transcribed first', async () => {
    const { start, work, order, postgres, transcripts, replica, untilWritten } = await onTranscriber();
    const asked = await order({ recording: sound(LONG) });
    const first = replica();
    first.door.shutAfter(0);
    await start(asked);
    await first.tick();
    await untilCame(first.door, 2);
    const LAST = { startsAt: 20, endsAt: 25, text: 'И последнее.', speaker: null, doubt: null };
    // The last piece is transcribed before the others.
    await postgres.admin.query(`UPDATE transcriber.piece SET segments = $2 WHERE order_id = $1 AND position = 2`, [
      asked.orderId,
      JSON.stringify([LAST]),
    ]);
    await untilWritten(asked.orderId, 1);
    await first.stop();
    await work();

    const [written] = await transcripts();
    expect(written?.segments.at(-1)).toEqual(LAST);
    expect(tensOf(written!)).toEqual([0, 1, 2]);
  });

  it('while a recording is transcribed, the person sees the preparation, and then the progress by pieces', async () => {
    const { start, tick, work, order, sent, door, clock, untilWritten } = await onTranscriber();
    const asked = await order({ recording: sound(LONG) });
    door.shutAfter(1);
    await start(asked);
    await tick();
    await untilWritten(asked.orderId, 1);
    await untilCame(door, 3);
    clock.advance(15_000);
    door.open();
    await work();

    const shown = (await sent('show-progress')).map(({ step, fraction }) => ({ step, fraction }));
    expect(shown.slice(0, 3)).toEqual([
      { step: 'preparing', fraction: null },
      { step: 'working', fraction: null },
      { step: 'working', fraction: 0.67 },
    ]);
  });

  it('an order of a recording is settled once when the same message is handled twice', async () => {
    const { start, work, order, sent } = await onTranscriber();
    const asked = await order();
    const messageId = newId<string>();

    await Promise.all([start(asked, { messageId }), start(asked, { messageId })]);
    await work();
    await start(asked, { messageId });
    await start(asked);
    await work();

    expect(await sent('settle-hold')).toHaveLength(1);
    expect(await sent('deliver-result')).toHaveLength(1);
  });
});

describe('the turn of a recording', () => {
  it('the recording of one person comes before the rest of another person’s ten recordings', async () => {
    const { start, work, order, sent, door, tick } = await onTranscriber();
    const [anna, recording] = [newId<UserId>(), sound(1)];
    door.shutAfter(0);
    for (let nth = 0; nth < 10; nth += 1) await start(await order({ recording, userId: anna }));
    await tick();
    await untilCame(door, 2);
    const boris = await order({ recording });
    await start(boris);
    door.open();
    await work();

    // Two orders of Anna's were already under way; one more of her orders may end at the same time as Boris's.
    const ended = (await sent('settle-hold')).map(({ orderId }) => orderId);
    expect(ended.slice(0, 4)).toContain(boris.orderId);
  });

  it('a process works on two recordings at once, and no order is worked on in two processes', async () => {
    const { order, start, replica, sent } = await onTranscriber();
    const [one, other] = [replica(), replica()];
    const recording = sound(1);
    const before = transcriptions();
    for (const { door } of [one, other]) door.shutAfter(0);
    for (let nth = 0; nth < 5; nth += 1) await start(await order({ recording }));

    for (let round = 0; round < 2; round += 1) await Promise.all([one.tick(), other.tick()]);
    await eventually(() => one.door.came + other.door.came === 4);
    expect([one.door.came, other.door.came]).toEqual([2, 2]);
    for (const { door } of [one, other]) door.open();
    await Promise.all([one.work(), other.work()]);

    expect(await sent('settle-hold')).toHaveLength(5);
    expect(transcriptions() - before).toBe(5);
  });
});

describe('an original recording', () => {
  /** An order that has ended: with a text, or without one if the recording has no speech. */
  const ended = async ({ isHeard = true } = {}) => {
    const harness = await onTranscriber();
    const asked = await harness.order();
    if (!isHeard) openAi.faults.add({ on: 'transcriptions', kind: 'empty', times: 1 });
    await harness.start(asked);
    await harness.forgetRecordings.run();
    expect(await harness.isKept(asked)).toBe(true);
    await harness.work();
    const remove = ({ orderId, userId }: OrderReference) => harness.deletes({ orderId, userId, part: 'recording' });
    return { ...harness, asked, remove };
  };

  it('an original recording is kept for a month after its text was made, and then deleted', async () => {
    const { postgres, clock, asked, forgetRecordings, isKept, recording, objects } = await ended();
    clock.advance(30 * DAY_MS);
    await forgetRecordings.run();
    expect(await isKept(asked)).toBe(true);
    const { size } = await objects.head(sourceKey(asked.userId, asked.sourceId));
    expect(await recording(asked.orderId)).toMatchObject({ bytes: size });

    clock.advance(1_000);
    await Promise.all([forgetRecordings.run(), forgetRecordings.run()]);

    expect(await isKept(asked)).toBe(false);
    expect(await postgres.admin.query('SELECT audio_file_path, audio_kept_until FROM transcriber.recording')).toEqual([
      { audio_file_path: null, audio_kept_until: null },
    ]);
  });

  it('an original recording is deleted once its order has ended without a text', async () => {
    const { asked, forgetRecordings, isKept } = await ended({ isHeard: false });

    await forgetRecordings.run();

    expect(await isKept(asked)).toBe(false);
  });

  it('an original recording is deleted after the consent is withdrawn, but not when it was ordered under a new consent', async () => {
    const { postgres, clock, asked, forgetRecordings, isKept } = await ended();
    const { userId } = asked;
    await postgres.fixtures.person({ userId });
    const [ordered, later] = [clock.now(), new Date(Date.now() + DAY_MS)];
    await postgres.fixtures.consent({ userId, agreedAt: new Date(0), withdrawnAt: new Date() });
    await postgres.fixtures.consent({ userId, agreedAt: ordered });
    await forgetRecordings.run();
    expect(await isKept(asked)).toBe(true);

    await postgres.admin.query(`UPDATE bot.consent SET withdrawn_at = now() WHERE withdrawn_at IS NULL`);
    await postgres.fixtures.consent({ userId, agreedAt: later });
    await forgetRecordings.run();

    expect(await isKept(asked)).toBe(false);
  });

  it('an original recording is deleted when its person asks for that, and its text stays', async () => {
    const { asked, remove, isKept, recording, transcripts } = await ended();

    await remove(asked);
    await remove(asked);

    expect(await isKept(asked)).toBe(false);
    expect(await recording(asked.orderId)).toMatchObject({ audioFilePath: null, audioKeptUntil: null });
    expect(await transcripts()).toHaveLength(1);
  });

  it('an original recording is deleted with its text', async () => {
    const { asked, deletes, isKept, transcripts } = await ended();

    await deletes({ orderId: asked.orderId, userId: asked.userId });

    expect(await isKept(asked)).toBe(false);
    expect(await transcripts()).toEqual([]);
  });

  it('an original recording stays, with its text, when a message asks to delete something that this release does not know', async () => {
    const { asked, deletes, isKept, transcripts } = await ended();

    await deletes({ orderId: asked.orderId, userId: asked.userId, part: 'of tomorrow' });

    expect(await isKept(asked)).toBe(true);
    expect(await transcripts()).toHaveLength(1);
  });

  it('an original recording stays when another person asks to delete it, and while it is being transcribed', async () => {
    const { asked, remove, isKept, order, start } = await ended();
    const open = await order();
    await start(open);

    await remove({ ...asked, userId: newId<UserId>() });
    await remove(open);

    expect(await isKept(asked)).toBe(true);
    expect(await isKept(open)).toBe(true);
  });

  it('an original recording is removed even when another recording has a broken reference', async () => {
    const { postgres, asked, forgetRecordings, isKept } = await ended({ isHeard: false });
    await postgres.fixtures.transcription({ state: 'failed', audioFilePath: 'nowhere' });

    await forgetRecordings.run();

    expect(await isKept(asked)).toBe(false);
  });

  it('an original recording is removed, however many others are to be removed before it', async () => {
    const { postgres, asked, forgetRecordings, isKept } = await ended({ isHeard: false });
    await postgres.admin.query(
      `INSERT INTO transcriber.recording (order_id, user_id, state, units, finished_at, audio_file_path)
       SELECT gen_random_uuid(), gen_random_uuid(), 'failed', 1, '2026-01-01', 'nowhere' FROM generate_series(1, 250)`,
    );

    await forgetRecordings.run();

    expect(await isKept(asked)).toBe(false);
  });
});
