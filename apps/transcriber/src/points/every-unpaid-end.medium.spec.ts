import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import type { UserId } from '@aisha/domain';
import { eventually, unpaidOf } from '@aisha/testing';
import { onDocuments } from '../../spec/documents-harness';
import { onQuestions } from '../../spec/questions-harness';
import { fal, onTranscriber, openAi, sound } from '../../spec/transcriber-harness';

/**
 * The limit of a person's free work in a day, in cents. It is much smaller here than in production, because one of these orders costs only
 * thousandths of production's limit.
 */
const CENTS = 0.02;
const TIMES = 20;
const FOR_EVER = 1_000_000;

const LONG = {
  segments: ['Первое', 'Второе', 'Третье', 'Четвёртое'].map((nth, index) => ({
    startsAt: index * 100,
    text: `${nth} решение принято единогласно всеми участниками.`,
  })),
};
const NOTHING = { segments: [{ startsAt: 0, text: '1234567890. '.repeat(50) }] };
const IN_PARTS = { partCharacters: 70 };

/** How the model answers each part. */
type Answers = 'whole' | 'declined' | 'unreadable';
const answer = (answers: Answers): void => {
  const kinds = { declined: 'refusal', unreadable: 'nonsense' } as const;
  if (answers !== 'whole') openAi.faults.add({ on: 'responses', kind: kinds[answers], times: FOR_EVER });
};

const isWithin = (unpaid: Awaited<ReturnType<typeof unpaidOf>>, cents = CENTS): void => {
  expect(unpaid).toMatchObject({ orders: TIMES, open: 0 });
  expect(unpaid.given).toBeGreaterThan(0);
  expect(unpaid.given).toBeLessThanOrEqual(cents);
  expect(unpaid.cents).toBeLessThanOrEqual(cents);
};

describe('a person whose documents end unpaid again and again', () => {
  it.each([
    ['cancelled when most is read', LONG, 'whole', 'cancel'],
    ['consent withdrawn when most is read', LONG, 'whole', 'withdraw'],
    ['nothing in the text', NOTHING, 'whole', null],
    ['declined by the language model', LONG, 'declined', null],
    ['answers that cannot be read', LONG, 'unreadable', null],
  ] as const)(
    'a person whose documents end unpaid again and again costs us no more than a day’s free work: %s',
    async (_, said, answers, stop) => {
      // A request that is stopped is booked with the longest possible answer, 0.6 cents. Two are stopped with each order, so this is the free
      // work of two such orders.
      const cents = stop ? 150 * CENTS : CENTS;
      const { start, tick, work, order, cancel, clock, partsPaid, found, postgres } = await onDocuments({
        ...IN_PARTS,
        freeWorkCents: cents,
      });
      const userId = newId<UserId>();
      answer(answers);

      for (let turn = 0; turn < TIMES; turn += 1) {
        const asked = await order(said, { userId });
        await start(asked);
        if (stop) {
          openAi.faults.add({ on: 'responses', kind: 'slow', delayMs: 50, times: 2 });
          // The last two are so slow that a busy machine, too, stops the order before it has read them.
          openAi.faults.add({ on: 'responses', kind: 'slow', delayMs: 200, times: 8 });
          await eventually(async () => {
            await tick(); // which does not begin the order while the one before still ends
            return (await partsPaid()) >= 2 || (await found(asked.orderId)).finishedAt !== null;
          });
          await cancel({ ...asked, isWithdrawn: stop === 'withdraw' });
          openAi.faults.clear();
        }
        while ((await found(asked.orderId)).finishedAt === null) {
          await work();
          clock.advance(60_000);
        }
      }

      isWithin(await unpaidOf(postgres.admin, userId, 'document'), cents);
    },
  );
});

describe('a person whose questions end unpaid again and again', () => {
  it.each([
    ['nothing answers them', 'Кто забил гол?', 'whole'],
    ['declined by the language model', 'Какие решения приняли?', 'declined'],
    ['answers that cannot be read', 'Какие решения приняли?', 'unreadable'],
  ] as const)(
    'a person whose questions end unpaid again and again costs us no more than a day’s free work: %s',
    async (_, question, answers) => {
      const { said, asks, start, work, found, clock, postgres, userId } = await onQuestions({
        ...IN_PARTS,
        freeWorkCents: CENTS,
      });
      const transcriptId = await said(LONG);
      answer(answers);

      for (let turn = 0; turn < TIMES; turn += 1) {
        const asked = await asks(question, transcriptId);
        await start(asked);
        while ((await found(asked.orderId)).finishedAt === null) {
          await work();
          clock.advance(60_000);
        }
      }

      isWithin(await unpaidOf(postgres.admin, userId, 'question'));
    },
  );
});

describe('a person whose recordings end unpaid again and again', () => {
  it('a person whose recordings end unpaid again and again costs us no more than a day’s free work: recordings without speech', async () => {
    const { start, work, order, clock, postgres } = await onTranscriber({ freeWorkCents: 3 * CENTS });
    const userId = newId<UserId>();
    openAi.faults.add({ on: 'transcriptions', kind: 'empty', times: FOR_EVER });

    for (let turn = 0; turn < TIMES; turn += 1) {
      await start(await order({ userId }));
      await work();
      clock.advance(60_000);
    }

    isWithin(await unpaidOf(postgres.admin, userId, 'transcription'), 3 * CENTS);
  });

  it('a person whose recordings end unpaid again and again costs us no more than a day’s free work: cancelled while a model hears them whole', async () => {
    const cents = 25 * CENTS;
    const recognizers = ['xai'] as const;
    const { start, tick, work, order, cancel, clock, postgres, recording } = await onTranscriber({
      freeWorkCents: cents,
      recognizers,
    });
    const userId = newId<UserId>();
    const heard = sound(25);

    for (let turn = 0; turn < TIMES; turn += 1) {
      const asked = await order({ userId, recording: heard });
      await start(asked);
      fal.faults.add({ on: 'status', kind: 'slow', delayMs: 50 });
      await tick();
      await eventually(() => fal.faults.list().length === 0);
      await cancel(asked);
      while ((await recording(asked.orderId)).finishedAt === null) {
        await work();
        clock.advance(60_000);
      }
    }

    isWithin(await unpaidOf(postgres.admin, userId, 'transcription'), cents);
  });
});
