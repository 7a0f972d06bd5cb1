import { orderTexts, transcribeTexts } from '@aisha/words';
import { describe, expect } from '@jest/globals';
import { OPENAI_FAULTS } from '@aisha/fakes/openai';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { S3_FAULTS } from '@aisha/fakes/s3';
import { CALL_FAULTS, type CallFaultKind, type Person, type SeenMessage, UPDATE_FAULTS } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { PATIENT } from './patience';
import type { Stage } from './stage';
import { storageTrouble } from './storage-troubles';
import { storiesAtOnce } from './stories-at-once';
import { walksIn } from './walks';

/**
 * Stories of people who send a voice message while Telegram, OpenAI or the storage has a fault: one story for almost every fault that the
 * fakes can play. FAL has no part in them.
 */
export const troubleAroundFal = (stage: Stage): void => {
  interface Ordered {
    readonly person: Person;
    readonly orderId: string;
    readonly after: SeenMessage;
  }

  const { agrees } = walksIn('ru');
  const SECONDS = 8;
  const DELIVERED = { status: 'captured', amount: 10, captured: 10 };
  const upToThePrice = async (person: Person): Promise<Ordered> => {
    const after = await person.sendsVoice(await recordedTone(SECONDS), SECONDS);
    await agrees(person, after);
    await person.sees(/Запись 0:08/, { ...PATIENT, after });
    return { person, after, orderId: await stage.aisha.orderBeingConfirmed(person) };
  };
  const confirms = ({ person, after }: Ordered): Promise<SeenMessage> =>
    person.presses(transcribeTexts.ru.start, { ...PATIENT, after });

  const documentsOf = async ({ person, after }: Ordered): Promise<number> =>
    (await person.chat(after)).filter(({ by, document }) => by === 'bot' && document !== undefined).length;

  /** Checks that the person has the text and paid for it once. */
  const endsWell = async (order: Ordered): Promise<void> => {
    const { person, orderId, after } = order;
    await person.sees(
      inTurn(
        saying(transcribeTexts.ru.orderDelivered),
        saying(orderTexts.ru.receipt, { isWhole: false, charged: 10n }),
      ),
      { ...PATIENT, after },
    );
    expect(await stage.aisha.settled(orderId)).toMatchObject(DELIVERED);
    await eventually(async () => expect(await documentsOf(order)).toBeGreaterThanOrEqual(1), PATIENT);
  };

  /** Checks that the person is told why, has no text, and has every credit back. */
  const endsInVain = async (order: Ordered, { says, reason }: { says: string; reason: string }): Promise<void> => {
    const { person, orderId, after } = order;
    await person.sees(new RegExp(`${says}[^]*Всё вернулось`), { ...PATIENT, after });
    expect(await stage.aisha.settled(orderId)).toMatchObject({ status: 'released', captured: 0, reason });
    expect(await documentsOf(order)).toBe(0);
  };

  const story = storiesAtOnce(stage.atOnce);

  /** The method that gets the fault. The bot waits two minutes for an upload, so a fault without an answer hits a short message instead. */
  const methodFor = (kind: CallFaultKind): string =>
    kind === 'hang' || kind === 'cut' ? 'sendMessage' : 'sendDocument';

  describe('a recording is delivered and paid once, though', () => {
    for (const kind of CALL_FAULTS.filter((one) => one !== 'blocked')) {
      const method = methodFor(kind);
      story(`a recording is delivered and paid once, though Telegram meets its ${method} with ${kind}`, () =>
        stage.people.withOne(async (person) => {
          const order = await upToThePrice(person);
          const fault = { kind, method, chatId: person.id, delayMs: 1_000, retryAfter: 1 };
          await stage.aisha.breaks('telegram', fault);
          await confirms(order);
          await endsWell(order);
        }),
      );
    }

    // `swap-updates` is left out, because a single tap has no other update to be swapped with.
    for (const kind of UPDATE_FAULTS.filter((one) => one !== 'swap-updates')) {
      story(`a recording is delivered and paid once, though the tap that orders it is a ${kind}`, () =>
        stage.people.withOne(async (person) => {
          const order = await upToThePrice(person);
          const fault = { kind, method: 'callback_query', chatId: person.id, delayMs: 1_000 };
          await stage.aisha.breaks('telegram', fault);
          await confirms(order);
          await endsWell(order);
          expect(await documentsOf(order)).toBe(1);
        }),
      );
    }

    for (const on of ['put', 'get'] as const) {
      for (const kind of S3_FAULTS[on].filter((one) => one !== '404' && one !== 'lost')) {
        story(
          `a recording is delivered and paid once, though the storage meets each ${on} of its files with ${kind}`,
          () =>
            stage.people.withOne(async (person) => {
              const order = await upToThePrice(person);
              const userId = await stage.aisha.userIdOf(person);
              // The bot stored the recording before it showed the price, so only the transcript still has to be stored.
              const transcript = `transcripts/${userId}/${order.orderId}`;
              const files = on === 'get' ? [`sources/${userId}`, transcript] : [transcript];
              await stage.aisha.breaks(
                's3',
                files.map((file) => storageTrouble(on, kind, file)),
              );
              await confirms(order);
              await endsWell(order);
              expect(await stage.aisha.stillToBreak('s3', order.orderId)).toEqual([]);
            }),
        );
      }
    }
  });

  const LOST = { says: 'Файл потерялся по дороге', reason: 'file-missing' };

  describe('a recording costs nothing, and its person is told, though', () => {
    for (const fault of [{ on: 'put', kind: 'lost' } as const, { on: 'get', kind: '404' } as const]) {
      story(
        `a recording costs nothing, and its person is told, though the storage meets its ${fault.on} with ${fault.kind}`,
        () =>
          stage.people.withOne(async (person) => {
            const breaks = async () =>
              stage.aisha.breaks('s3', { ...fault, match: `sources/${await stage.aisha.userIdOf(person)}` });
            if (fault.on === 'put') await breaks(); // at a put, the fault begins only after the bot has measured and stored the recording
            const order = await upToThePrice(person);
            if (fault.on === 'get') await breaks();
            await confirms(order);
            await endsInVain(order, LOST);
          }),
      );
    }
  });

  const UNREADABLE = { says: 'Не удалось прочитать запись', reason: 'audio-unreadable' };
  /** After a refusal for good, such as 400 or 404, the second model writes the recording down. */
  const IN_VAIN: Readonly<Record<string, { says: string; reason: string }>> = {
    empty: { says: 'не слышно речи', reason: 'no-speech' },
    invented: { says: 'не слышно речи', reason: 'no-speech' },
    'too-long': UNREADABLE,
    corrupted: UNREADABLE,
  };

  /**
   * Whether a fault has no story here: the product would wait ten minutes for a transcription that hangs, and one code for an account
   * without money is enough.
   */
  const isLeftOut = (kind: string): boolean => kind === 'hang' || /exhausted|exceeded/.test(kind);

  describe('a recording ends as it should, and costs nothing that is not delivered, though', () => {
    // A request to OpenAI does not name the order. So these stories run one at a time and after the others, and each meets its own fault.
    const oneByOne = storiesAtOnce(1);
    for (const kind of OPENAI_FAULTS.transcriptions.filter((one) => !isLeftOut(one))) {
      oneByOne(`OpenAI meets its transcription with ${kind}`, () =>
        stage.people.withOne(async (person) => {
          const order = await upToThePrice(person);
          await stage.aisha.breaks('openai', { on: 'transcriptions', kind, delayMs: 1_000 });
          await confirms(order);
          const inVain = IN_VAIN[kind];
          await (inVain ? endsInVain(order, inVain) : endsWell(order));
        }),
      );
    }
  });
};
