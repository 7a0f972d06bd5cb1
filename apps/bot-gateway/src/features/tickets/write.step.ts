import { SupportTicketReader } from '@aisha/database/bot';
import { referenceNumber, SUPPORT_WORDS, type TicketId } from '@aisha/domain';
import { ticketsTexts } from '@aisha/words';
import { answer, type Effect, flowKit, type Html, toMenu, write } from '../../engine/conversation';
import { supportContactIn, WorkSettings } from '../../readers';
import { TicketStore } from './ticket.store';

export const { loading, flow, stay } = flowKit<object, 'write'>()(ticketsTexts);

const store = new TicketStore();
const writeToSupport = write('support-message', (tx, userId, asked: { ticketId: TicketId; words: string }) =>
  store.write(tx, userId, asked),
);
/** Deletes what the person wrote to support. */
export const forgetTickets = write('support-forget', (tx, userId) => store.forget(tx, userId));

const { step, onText, onCaption } = loading(async (readers, _, { person: { userId, ban } }) => ({
  isBanned: Boolean(ban),
  ...(await readers.of(SupportTicketReader).of(userId)),
  contact: supportContactIn(readers.settings(WorkSettings)),
}));

type Context = Parameters<Parameters<typeof onText>[0]>[2];

/** What becomes of the words that a person sends to support, and the sentence about it. */
const pass = (words: string, { t, data, newId }: Context, hasFile: boolean): readonly [Html, ...Effect[]] => {
  const { open, writtenToday, contact } = data;
  if (words.length > SUPPORT_WORDS.most) return [t.tooLong({ most: SUPPORT_WORDS.most })];
  if (writtenToday >= SUPPORT_WORDS.aDay) return [t.tooMany({ most: SUPPORT_WORDS.aDay, contact })];
  const ticketId = open?.id ?? newId<TicketId>();
  return [t.taken({ number: referenceNumber(ticketId), hasFile }), writeToSupport({ ticketId, words })];
};

/**
 * Passes on what is written below a file. The file itself stays in the chat, because tickets have only words. An album is answered once for
 * its files without words, and each time for its words.
 */
const passCaption = (draft: object, words: string | null, context: Context) =>
  words === null
    ? answer(context.t.onlyWords({ contact: context.data.contact }))
    : stay(draft, ...pass(words, context, true));

/** Adds each message that a person sends here to their ticket, until the person leaves. */
export const writeStep = step({
  screen: (_, t, { open, contact, isBanned }) => ({
    text: t.write({ contact, isBanned, number: open ? referenceNumber(open.id) : null }),
    buttons: [[toMenu.button(t.menu, {})]],
  }),
  actions: [onText((_, words, context) => answer(...pass(words, context, false))), onCaption(passCaption)],
});
