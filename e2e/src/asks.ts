import {
  documentTexts,
  menuTexts,
  orderTexts,
  questionTexts,
  restoreTexts,
  speechTexts,
  transcribeTexts,
} from '@aisha/words';
import { expect } from '@jest/globals';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import { eventually } from '@aisha/testing';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { saying } from '@aisha/testing/words';
import { PATIENT } from './patience';
import type { Product } from './product';
import { walksIn } from './walks';

/** An order of the business assistant whose price is shown. */
export interface Asked {
  readonly person: Person;
  readonly kind: OrderKind;
  readonly orderId: string;
  /** The person's message that led to the order. The bot's answers come after this message. */
  readonly after: SeenMessage;
  /** The label of the button that places the order. */
  readonly accept: string;
}

/** Walks to the price of each order of the assistant, and checks how such an order ends. */
export const asksOf = (product: () => Product) => {
  const { agrees, starts } = walksIn('ru');

  const priced = async (asked: Omit<Asked, 'orderId'>, offer: RegExp, patience = PATIENT): Promise<Asked> => {
    const { person, after } = asked;
    await person.sees(offer, { ...patience, after });
    return { ...asked, orderId: await product().orderBeingConfirmed(person) };
  };

  const asks = {
    /** Makes a new person, who has the welcome credits. */
    newcomer: async (firstName: string): Promise<Person> => {
      const person = await product().join(firstName);
      await starts(person);
      const account =
        'SELECT FROM billing.account JOIN bot.person USING (user_id) WHERE telegram_id = $1 AND available > 0';
      await eventually(async () => (await product().sql(account, [person.id])).length, PATIENT);
      return person;
    },

    /** Goes to the price of transcribing a recording that the person has sent. */
    transcript: async (
      person: Person,
      after: SeenMessage,
      offer = /Запись \d[^]*Цена/,
      patience = PATIENT,
    ): Promise<Asked> => {
      await agrees(person, after);
      return priced({ person, kind: 'transcription', after, accept: transcribeTexts.ru.start }, offer, patience);
    },

    /** Goes to the price of a summary of the transcript in this message. */
    summary: async (person: Person, transcript: SeenMessage): Promise<Asked> => {
      const after = await person.sends('/transcribe'); // the bot answers below this message
      await person.pressesIn(transcript, transcribeTexts.ru.makeDocument);
      await person.presses(saying(documentTexts.ru.button, { type: 'summary' }), { ...PATIENT, after });
      return priced({ person, kind: 'document', after, accept: documentTexts.ru.start }, /Краткое содержание[^]*Цена/);
    },

    /** Goes to the price of a question about the transcript in this message, or about all transcripts of the person. */
    question: async (person: Person, transcript: SeenMessage | 'all', question: string): Promise<Asked> => {
      const begun = { ...PATIENT, after: await person.sends('/transcribe') };
      if (transcript === 'all') {
        await person.presses(transcribeTexts.ru.entryTranscripts, begun);
        await person.presses(transcribeTexts.ru.askAll, begun);
      } else {
        await person.pressesIn(transcript, transcribeTexts.ru.askIt);
      }
      await person.sees('Напишите вопрос', begun);
      const after = await person.sends(question);
      return priced({ person, kind: 'question', after, accept: questionTexts.ru.start }, /Прочитаю[^]*Цена: 1 кредит/);
    },

    /** Goes to the price of reading a typed text or a sent file aloud. */
    speech: async (person: Person, text: string | { bytes: Buffer; name: string }): Promise<Asked> => {
      const begun = await person.sends('/speak');
      await person.sees(saying(speechTexts.ru.ask), { ...PATIENT, after: begun });
      const isTyped = typeof text === 'string';
      const after = isTyped
        ? await person.sends(text)
        : await person.sendsDocument(text.bytes, text.name, 'text/plain');
      if (!isTyped) await agrees(person, after);
      return priced({ person, kind: 'speech', after, accept: speechTexts.ru.start }, /Озвучить (текст|файл)[^]*Цена/);
    },

    /** Goes to the price of restoring an old photo. */
    restoration: async (person: Person, photo: Buffer): Promise<Asked> => {
      const here = { ...PATIENT, after: await person.sends('/menu') };
      await person.presses(saying(menuTexts.ru.storey, { storey: 'create' }), here);
      await person.presses(menuTexts.ru.toPhotos, here);
      await person.presses(restoreTexts.ru.orderTitle, here);
      await person.sees(saying(restoreTexts.ru.ask), here);
      const [after] = await person.sendsPhotos([photo]);
      await agrees(person, after!);
      return priced(
        { person, kind: 'restoration', after: after!, accept: restoreTexts.ru.start },
        /Сделать фото чётким[^]*Цена/,
      );
    },
  };

  const confirms = async ({ person, accept, after }: Asked): Promise<void> => {
    await person.presses(accept, { ...PATIENT, after });
    await agrees(person, after); // the typed text is the first thing that needs the consent
  };

  const isInOrder = async (): Promise<void> => expect(await product().violations()).toEqual([]);

  /** Expects a whole delivery that is paid once; returns the message with the receipt. */
  const endsWell = async ({ person, orderId, after }: Asked): Promise<SeenMessage> => {
    const hold = await product().settled(orderId);
    expect(hold).toMatchObject({ status: 'captured', captured: hold.amount });
    const result = await person.sees(/🧾 Списан\S* (?![^\n]*вернул)/, { ...PATIENT, after });
    await isInOrder();
    return result;
  };

  /** Expects that the person is told the reason, receives nothing and gets every credit back. */
  const endsInVain = async ({ person, orderId, after }: Asked, says: string, reason: string): Promise<void> => {
    await person.sees(new RegExp(`${says}[^]*Всё вернулось`), { ...PATIENT, after });
    expect(await product().settled(orderId)).toMatchObject({ status: 'released', captured: 0, reason });
    expect((await person.chat(after)).filter(({ document, voice }) => document ?? voice)).toEqual([]);
    await isInOrder();
  };

  /** Lets the person cancel an order. Resolves to its settlement. */
  const isCancelled = async ({ person, orderId, after }: Asked) => {
    await person.presses(saying(orderTexts.ru.cancel), { ...PATIENT, after });
    return product().settled(orderId);
  };

  /** Lets the hour pass for which an order waits for a provider, and waits until the order has ended. */
  const anHourPasses = ({ kind, orderId }: Asked): Promise<unknown> => {
    const { table } = ORDER_KIND[kind];
    return eventually(async () => {
      await product().sql(
        `UPDATE ${table} SET deferred_since = deferred_since - interval '1 hour', not_before = now()
          WHERE order_id = $1 AND state = 'queued' AND deferred_since IS NOT NULL`,
        [orderId],
      );
      const ended = `SELECT FROM ${table} WHERE order_id = $1 AND finished_at IS NOT NULL`;
      return (await product().sql(ended, [orderId])).length > 0;
    }, PATIENT);
  };

  /** Ends the leases of a dead process, which would keep its orders for another half minute. */
  const leasesRunOut = (orders: readonly Pick<Asked, 'kind' | 'orderId'>[]): Promise<unknown> =>
    Promise.all(
      orders.map(({ kind, orderId }) =>
        product().sql(
          `UPDATE ${ORDER_KIND[kind].table} SET lease_until = now() WHERE order_id = $1 AND state = 'running'`,
          [orderId],
        ),
      ),
    );

  return { ...asks, confirms, endsWell, endsInVain, isCancelled, anHourPasses, leasesRunOut };
};
