import { describe, expect, it } from '@jest/globals';
import { AppError, type UserId } from '@aisha/domain';
import { UnsettledHoldsReader } from '@aisha/database/billing';
import { newId } from '@aisha/platform';
import { toReference, transcriptKey } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { LONG, onTranscriber, openAi, sound, tensOf, transcriptions, untilCame } from '../../spec/transcriber-harness';

const NOTHING = { delivered: 0, of: 1, reason: 'cancelled-by-user' };

/** The settlement of three pieces of a recording of 65 s; these pieces have 27 s of speech. */
const THREE_PIECES = { delivered: 5, of: 11, reason: 'cancelled-by-user' };

/** A recording of 65 s under way: three pieces are transcribed, and the others wait at the door. */
const withThreePieces = async (options: Parameters<typeof onTranscriber>[0] = {}) => {
  const harness = await onTranscriber(options);
  const { order, door, start, tick, untilWritten } = harness;
  const asked = await order({ recording: sound(65) });
  door.shutAfterPiece(3);
  await start(asked);
  await tick();
  await untilWritten(asked.orderId, 3);
  return { ...harness, asked };
};

describe('cancelling a recording', () => {
  it('cancelling a recording that waits ends its order at once, and no sound is sent', async () => {
    const { start, cancel, work, order, endOf, recording } = await onTranscriber();
    const asked = await order();
    const before = transcriptions();
    await start(asked);

    await cancel(asked);

    expect(await endOf(asked.orderId)).toEqual({ settled: [NOTHING], documents: 0, explained: ['cancelled-by-user'] });
    expect(await recording(asked.orderId)).toMatchObject({ state: 'cancelled' });
    await work();
    expect(transcriptions()).toBe(before);
  });

  it('cancelling a recording before any piece is finished gives all credits back at once, and words that come afterwards are not kept', async () => {
    const { start, tick, cancel, order, sent, work, endOf, door, pieces, objects } = await onTranscriber();
    const asked = await order();
    door.shutAfter(0);
    await start(asked);
    await tick();
    await untilCame(door, 1);

    await cancel(asked);
    expect(await sent('settle-hold')).toMatchObject([NOTHING]);
    door.open();
    await work();

    expect(await endOf(asked.orderId)).toEqual({ settled: [NOTHING], documents: 0, explained: ['cancelled-by-user'] });
    expect(await pieces()).toEqual([]);
    expect(await objects.removePrefix({ bucket: 'files', key: `transcripts/${asked.userId}/` })).toBe(0);
  });

  it('cancelling a recording delivers the text so far, and charges only the speech in it', async () => {
    const { asked, cancel, work, endOf, door, pieces, transcripts, document } = await withThreePieces();

    await cancel(asked);
    door.open();
    await work();

    expect(await endOf(asked.orderId)).toEqual({
      settled: [THREE_PIECES],
      documents: 1,
      explained: [],
    });
    const [transcript] = await transcripts();
    expect(transcript).toMatchObject({ state: 'cancelled' });
    expect(tensOf(transcript!)).toEqual([0, 1, 2]);
    expect(await document(transcript?.documentPath)).toBe(transcript?.content);
    // A run that ends at the same moment has transcribed more pieces, and stores its text elsewhere.
    expect(transcript?.documentPath).toBe(toReference(transcriptKey(asked.userId, asked.orderId, 3)));
    expect(await pieces()).toEqual([]);
  });

  it('cancelling a recording delivers the text so far even when the job of the cancel is given up', async () => {
    const { asked, giveUpCancel, work, endOf, door } = await withThreePieces();

    await giveUpCancel(asked);
    door.open();
    await work();

    expect(await endOf(asked.orderId)).toEqual({
      settled: [THREE_PIECES],
      documents: 1,
      explained: [],
    });
  });

  it.each(['taken in', 'given up'] as const)(
    'a recording that is cancelled while the storage is away is shown as cancelled; its text so far is kept, and delivered once the storage is back (the cancel message is %s)',
    async (how) => {
      const { asked, cancel, giveUpCancel, work, sent, endOf, door, objects, clock } = await withThreePieces();
      objects.beforeText = () => Promise.reject(new AppError('storage-unreachable'));

      await (how === 'taken in' ? cancel : giveUpCancel)(asked);
      await eventually(() => door.givenUp > 0); // so that the run has noticed the end of its order
      door.open();
      for (const pause of [20_000, 60_000, 2 * 3_600_000, 3_000]) {
        clock.advance(pause);
        await work();
      }
      const begun = transcriptions();

      expect(await endOf(asked.orderId)).toEqual({ settled: [], documents: 0, explained: [] });
      expect((await sent('show-progress')).at(-1)).toMatchObject({ step: 'cancelled', mayCancel: false });

      objects.beforeText = () => Promise.resolve();
      clock.advance(3_600_000);
      await work();

      expect(await endOf(asked.orderId)).toEqual({ settled: [THREE_PIECES], documents: 1, explained: [] });
      expect(transcriptions()).toBe(begun);
    },
  );

  it('cancelling a recording in another process stops the run long before its lease would end, and no further pieces are paid', async () => {
    const { asked, work, endOf, door, replica } = await withThreePieces({ leaseMs: 600_000 });
    const other = replica();
    await untilCame(door, 5); // two pieces are requested at once, and both wait
    const begun = transcriptions();

    await other.cancel(asked);
    await eventually(() => door.givenUp > 0);
    door.open();
    await work();

    expect(transcriptions()).toBe(begun);
    expect(await endOf(asked.orderId)).toMatchObject({
      settled: [THREE_PIECES],
    });
  });

  it('when the order of a recording fails while its text is being stored, no text is left', async () => {
    const { start, work, order, objects, postgres } = await onTranscriber();
    const asked = await order();
    await start(asked);
    objects.beforeText = async () => {
      await postgres.admin.query(`UPDATE transcriber.recording SET state = 'failed', finished_at = now()`);
    };

    await work();

    expect(await objects.removePrefix({ bucket: 'files', key: `transcripts/${asked.userId}/` })).toBe(0);
  });

  it('cancelling a recording while it is cut keeps no piece of it', async () => {
    const { start, work, order, endOf, pieces, replica, objects } = await onTranscriber();
    const asked = await order({ recording: sound(LONG) });
    const other = replica();
    await start(asked);
    objects.beforeSound = () => other.cancel(asked);

    await work();

    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ reason: 'cancelled-by-user' }] });
    expect(await pieces()).toEqual([]);
  });

  it('cancelling a recording between two attempts ends its order at once', async () => {
    const { start, cancel, order, endOf, work, clock } = await onTranscriber();
    const asked = await order({ recording: sound(LONG) });
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: 2 });
    await start(asked);
    await work();

    await cancel(asked);
    clock.advance(60_000);
    await work();

    expect(await endOf(asked.orderId)).toEqual({
      settled: [{ ...NOTHING, of: 5 }],
      documents: 0,
      explained: ['cancelled-by-user'],
    });
  });

  it('cancelling a recording before its order has arrived ends the order when it arrives, and no sound is sent', async () => {
    const { start, cancel, work, order, endOf } = await onTranscriber();
    const asked = await order();
    const heard = transcriptions();

    await cancel(asked);
    await cancel(asked);
    await start(asked);
    await start(asked);
    await work();

    expect(await endOf(asked.orderId)).toEqual({ settled: [NOTHING], documents: 0, explained: ['cancelled-by-user'] });
    expect(transcriptions()).toBe(heard);
  });

  it('when a recording is cancelled at the moment when its order arrives, the order ends once', async () => {
    const { start, cancel, work, order, endOf } = await onTranscriber();
    const asked = await order();

    await Promise.all([cancel(asked), start(asked)]);
    await work();

    expect(await endOf(asked.orderId)).toEqual({ settled: [NOTHING], documents: 0, explained: ['cancelled-by-user'] });
  });

  it('cancelling a recording does nothing to another person’s order, whether or not that order has arrived', async () => {
    const { start, cancel, work, order, endOf } = await onTranscriber();
    const asked = await order();
    const another = { ...asked, userId: newId<UserId>() };

    await cancel(another);
    await start(asked);
    await cancel(another);
    await work();

    expect(await endOf(asked.orderId)).toEqual({
      settled: [{ delivered: 1, of: 1, reason: null }],
      documents: 1,
      explained: [],
    });
  });

  it('cancelling a recording after its transcript was delivered comes too late', async () => {
    const { start, cancel, work, order, endOf, objects } = await onTranscriber();
    const asked = await order();
    await start(asked);
    await work();

    await cancel(asked);

    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: 1, reason: null }], explained: [] });
    await objects.head(transcriptKey(asked.userId, asked.orderId, 1));
  });
});

describe('a recording that waits', () => {
  it('billing counts a hold as forgotten when no worker has its order, and not when the recording waits', async () => {
    const { postgres, start, order, cancel } = await onTranscriber();
    const [waiting, unknown] = [await order(), await order()];
    await start(waiting);
    const forgotten = async () => {
      const reader = new UnsettledHoldsReader(await postgres.as('billing'));
      const threeHoursOn = new Date(Date.now() + 3 * 60 * 60_000);
      const missing = { endedBefore: threeHoursOn, unknownBefore: threeHoursOn };
      return (await reader.find(missing, 10)).map(({ orderId }) => orderId);
    };

    expect(await forgotten()).toEqual([unknown.orderId]);

    await cancel(waiting);
    expect(await postgres.database.read.query('SELECT state FROM transcriber.recording')).toEqual([
      { state: 'cancelled' },
    ]);
  });
});
