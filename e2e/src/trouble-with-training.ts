import { generateTexts, orderTexts } from '@aisha/words';
import { describe, expect } from '@jest/globals';
import type { JobView } from '@aisha/fakes/fal';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { type FalFault, HARMLESS, type Troubles } from './fal-troubles';
import type { UpcomingFault } from './product';
import type { Stage } from './stage';
import { storiesAtOnce } from './stories-at-once';
import { PATIENT, UPLOADED_AGAIN } from './patience';
import { walksIn } from './walks';
import { WORDS } from './words';

/** Everything that can go wrong with an order of a training, as stories of people who have no avatar yet. */
export const troubleWithTraining = (stage: Stage): void => {
  const { choosesQuickTraining, sendsTenPhotos, starts } = walksIn('ru');

  interface Ordered {
    readonly person: Person;
    readonly orderId: string;
    readonly avatar: string;
    readonly avatarId: string;
    /** The person's message with which the order began. */
    readonly after: SeenMessage;
  }

  /** Avatars whose training has failed or was cancelled. The person's next story uses the photos of that avatar again. */
  const untrained = new Map<Person, string>();
  let avatars = 0;

  /** Goes from a set of photos to the price of its training. The story then sets up faults for the order, and confirms it. */
  const upToThePrice = async (person: Person): Promise<Ordered> => {
    const left = untrained.get(person);
    const avatar = left ?? `${person.firstName} ${(avatars += 1)}`;
    const after = left ? await triesAgain(person, left) : await sendsNewPhotos(person, avatar);
    await choosesQuickTraining(person, after);
    const orderId = await stage.aisha.orderBeingConfirmed(person);
    const { id: avatarId } = await stage.aisha.avatarNamed(person, avatar);
    return { person, orderId, avatar, avatarId, after };
  };

  const sendsNewPhotos = async (person: Person, avatar: string): Promise<SeenMessage> => {
    await starts(person);
    return sendsTenPhotos(person, avatar);
  };

  const triesAgain = async (person: Person, avatar: string): Promise<SeenMessage> => {
    const after = await person.sends('/avatars');
    await person.presses(new RegExp(`^${avatar} · `), { ...PATIENT, after });
    await person.presses(generateTexts.ru.repeat, { ...PATIENT, after });
    return after;
  };

  const confirms = ({ person, after }: Ordered): Promise<SeenMessage> =>
    person.presses(WORDS.ru.train, { ...PATIENT, after });

  /**
   * Sets faults at FAL. FAL's storage recognises the photos by their avatar, and everything else at FAL belongs to the order by its
   * webhook.
   */
  const breaks = ({ orderId, avatarId }: Ordered, faults: readonly FalFault[]): Promise<void> =>
    stage.aisha.breaks(
      'fal',
      faults.map((fault) => ({
        ...fault,
        match: fault.on === 'storage' ? `${fault.match ?? ''} ${avatarId}` : orderId,
      })),
    );

  const stillToBreak = ({ orderId, avatarId }: Ordered): Promise<UpcomingFault[]> =>
    stage.aisha.stillToBreak('fal', orderId, avatarId);

  /** Checks that each fault has happened at least once. */
  const areBroken = (order: Ordered): Promise<void> =>
    eventually(async () => {
      for (const { times = 1, remaining } of await stillToBreak(order)) expect(remaining).toBeLessThan(times);
    }, PATIENT);

  /** Lets the time of the order at FAL, or of its wait for FAL, run out, and waits until the order has ended. */
  const itsTimePasses = ({ orderId }: Ordered): Promise<unknown> =>
    eventually(async () => {
      await stage.aisha.sql(
        `UPDATE trainer.training SET deferred_since = deferred_since - interval '1 hour',
           deadline_at = CASE WHEN state = 'waiting' THEN now() ELSE deadline_at END,
           next_poll_at = CASE WHEN state = 'waiting' THEN now() ELSE next_poll_at END
         WHERE order_id = $1 AND finished_at IS NULL`,
        [orderId],
      );
      const over = 'SELECT 1 FROM trainer.training WHERE order_id = $1 AND finished_at IS NOT NULL';
      return (await stage.aisha.sql(over, [orderId])).length > 0;
    }, PATIENT);

  const jobsOf = ({ orderId }: Ordered): Promise<JobView[]> => stage.aisha.jobsFor(orderId);

  /** Checks that the avatar exists, and that it was announced, charged and billed once. */
  const endsWell = async (order: Ordered): Promise<void> => {
    const { person, orderId, avatar, after } = order;
    await person.sees(WORDS.ru.trained(avatar), { ...UPLOADED_AGAIN, after });
    untrained.delete(person);
    expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'captured', amount: 20_000, captured: 20_000 });
    expect(await stage.aisha.avatarNamed(person, avatar)).toMatchObject({ status: 'completed' });
    expect(await jobsOf(order)).toMatchObject([{ billed: true }]);
  };

  /**
   * Checks that the person is told the reason and has every credit back, and that the avatar has the status in which it can be trained
   * again.
   */
  const endsInVain = async (order: Ordered, says: string, reason: string, status = 'error'): Promise<void> => {
    const { person, orderId, avatar, after } = order;
    await person.sees(new RegExp(`${says}[^]*Всё вернулось`), { ...PATIENT, after });
    untrained.set(person, avatar);
    expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'released', captured: 0, reason });
    expect(await stage.aisha.avatarNamed(person, avatar)).toMatchObject({ status });
  };

  const story = storiesAtOnce(stage.atOnce);

  interface Loss {
    readonly faults: readonly FalFault[];
    /** Set when FAL never answers, so the order ends when its time is over. */
    readonly isSilent?: boolean;
    readonly says: string;
    readonly reason: string;
    /** How many requests FAL takes. */
    readonly requests: number;
  }

  /** How often a fault happens that never ends: more often than any client makes attempts. */
  const FOR_EVER = 1_000;
  const SILENCE = { isSilent: true, says: 'Нейросеть не ответила в срок', reason: 'provider-silent' };
  const RESULT_LOST = { says: 'Результат потерялся по дороге', reason: 'provider-result-lost', requests: 1 };

  const LOSSES: Readonly<Record<string, Loss>> = {
    'a submission that FAL never answers': { ...SILENCE, faults: [{ on: 'submit', kind: 'hang' }], requests: 0 },
    'a submission whose line broke before it was read': {
      ...SILENCE,
      faults: [{ on: 'submit', kind: 'reset' }],
      requests: 0,
    },
    'a submission that met an internal error': { ...SILENCE, faults: [{ on: 'submit', kind: '500' }], requests: 0 },
    'a gateway page instead of an answer to the submission': {
      ...SILENCE,
      faults: [{ on: 'submit', kind: '502-html' }],
      requests: 0,
    },
    'a training that FAL never finishes': { ...SILENCE, faults: [{ on: 'job', kind: 'never-finish' }], requests: 1 },
    'a FAL that is busy until the time is over': {
      faults: [{ on: 'submit', kind: '429', times: FOR_EVER }],
      isSilent: true,
      says: 'Нейросеть перегружена',
      reason: 'provider-busy',
      requests: 0,
    },
    'a training that FAL could not do': {
      faults: [{ on: 'job', kind: 'fail' }],
      says: 'Нейросеть не справилась',
      reason: 'provider-failed',
      requests: 1,
    },
    'photos that FAL can learn nothing from': {
      faults: [{ on: 'job', kind: 'fail', errorType: 'face_detection_error' }],
      says: 'Модель не смогла обучиться на этих фото',
      reason: 'photos-refused',
      requests: 1,
    },
    'a FAL that has forgotten the training': {
      ...RESULT_LOST,
      faults: [{ on: 'status', kind: '404', times: FOR_EVER }],
    },
    'a result that is gone': { ...RESULT_LOST, faults: [{ on: 'result', kind: '404', times: FOR_EVER }] },
    'a model file that is gone before our copy is taken': {
      ...RESULT_LOST,
      faults: [{ on: 'cdn', kind: '404', times: FOR_EVER }],
    },
  };

  describe('a training that comes to nothing costs nothing, is never sent twice, and the person is told, because of', () => {
    for (const [trouble, { faults, isSilent, says, reason, requests }] of Object.entries(LOSSES)) {
      story(trouble, () =>
        stage.people.withOne(async (person) => {
          const order = await upToThePrice(person);
          await breaks(order, faults);
          await confirms(order);
          await areBroken(order);
          if (isSilent) await itsTimePasses(order);

          await endsInVain(order, says, reason);
          expect(await jobsOf(order)).toHaveLength(requests);
        }),
      );
    }
  });

  /**
   * In a series of faults, those that break only the answer come last: FAL has stopped the training by then, so the trainer does not ask
   * again.
   */
  const CANCELLATIONS: Troubles = {
    'hears nothing': [{ on: 'cancel', kind: 'hang' }],
    'is busy, is down, then breaks off': (['429', '503', 'cut'] as const).map((kind) => ({ on: 'cancel', kind })),
    'refuses the key, fails inside, then breaks the line': (['401', '500', 'reset'] as const).map((kind) => ({
      on: 'cancel',
      kind,
    })),
    'answers with a page of its gateway': [{ on: 'cancel', kind: '502-html' }],
    'answers with nonsense': [{ on: 'cancel', kind: 'malformed' }],
    'answers drop by drop': [{ on: 'cancel', kind: 'slow' }],
    'goes on all the same': [{ on: 'cancel', kind: 'too-late' }],
  };

  describe('a training that is cancelled costs nothing though FAL, told to stop,', () => {
    for (const [trouble, faults] of Object.entries(CANCELLATIONS)) {
      story(trouble, () =>
        stage.people.withOne(async (person) => {
          const order = await upToThePrice(person);
          await breaks(order, [{ on: 'job', kind: 'never-finish' }, ...faults]);
          await confirms(order);
          await person.sees('⚙️ В работе', { ...PATIENT, after: order.after });
          await person.presses(saying(orderTexts.ru.cancel, { back: 20_000n }), { ...PATIENT, after: order.after });

          await endsInVain(order, 'Заказ отменён', 'cancelled-by-user', 'cancelled');
          expect(await stillToBreak(order)).toEqual([]);
          expect(await jobsOf(order)).toMatchObject([{ billed: false }]);
        }),
      );
    }
  });

  describe('a training that is cancelled while it waits for a slot at FAL', () => {
    story('a training that is cancelled while it waits for a slot at FAL is never sent, and costs nothing', () =>
      stage.people.withOne(async (person) => {
        const order = await upToThePrice(person);
        await breaks(order, [{ on: 'submit', kind: '429', times: FOR_EVER }]);
        await confirms(order);
        await areBroken(order);
        await person.presses(saying(orderTexts.ru.cancel, { back: 20_000n }), { ...PATIENT, after: order.after });

        await endsInVain(order, 'Заказ отменён', 'cancelled-by-user', 'cancelled');
        expect(await jobsOf(order)).toEqual([]);
      }),
    );
  });

  /** The wrong answers to a request that costs nothing and may be repeated. With `slow` the answer is right, but comes slowly. */
  const ANSWERS = ['401', '429', '500', '503', '502-html', 'cut', 'malformed', 'reset', 'slow'] as const;

  const HARMLESS_TO_TRAINING: Troubles = {
    'questions that FAL never answers': [
      { on: 'status', kind: 'hang' },
      { on: 'result', kind: 'hang' },
    ],
    'a storage of FAL that does not answer': [{ on: 'storage', kind: 'hang' }],
    'a storage of FAL that will not have the photos': [
      { on: 'storage', kind: '403-locked' },
      ...ANSWERS.map((kind) => ({ on: 'storage', kind }) as const),
    ],
    'photos that break off on their way to FAL': (['429', '500', '503', '502-html', 'cut', 'reset'] as const).map(
      (kind) => ({ on: 'storage', kind, match: 'upload' }),
    ),
    'a FAL that says every wrong thing when asked how it goes': ANSWERS.map((kind) => ({ on: 'status', kind })),
    'a FAL that says every wrong thing when asked what came of it': ANSWERS.map((kind) => ({ on: 'result', kind })),
    'a model file that can hardly be fetched': (
      ['500', '503', '502-html', 'cut', 'malformed', 'reset', 'slow'] as const
    ).map((kind) => ({ on: 'cdn', kind })),
    'a key that FAL refuses, then an account that is locked': [
      { on: 'submit', kind: '401' },
      { on: 'submit', kind: '403-locked' },
    ],
    'a submission answered drop by drop': [{ on: 'submit', kind: 'slow', delayMs: 2_000 }],
  };

  describe('a training ends as if nothing had happened, is paid once and done once, in spite of', () => {
    for (const [trouble, faults] of Object.entries({ ...HARMLESS_TO_TRAINING, ...HARMLESS })) {
      story(trouble, () =>
        stage.people.withOne(async (person) => {
          const order = await upToThePrice(person);
          await breaks(order, faults);
          await confirms(order);

          await endsWell(order);
          expect(await stillToBreak(order)).toEqual([]);
        }),
      );
    }
  });

  describe('a person who blocked the bot while their avatar was trained', () => {
    story(
      'a person who blocked the bot while their avatar was trained has it, paid, and is told when they come back',
      () =>
        stage.people.withOne(async (person) => {
          const order = await upToThePrice(person);
          await confirms(order);
          await person.blocks(); // at once, because the training may end at any moment
          expect(await stage.aisha.settled(order.orderId)).toMatchObject({ status: 'captured' });
          expect(await person.transcript(3)).not.toMatch(WORDS.ru.trained(order.avatar));
          await person.unblocks();

          await endsWell(order);
        }),
    );
  });
};
