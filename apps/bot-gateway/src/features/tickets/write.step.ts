import { SupportTicketReader } from '@aisha/database/bot';
import { referenceNumber, SUPPORT_WORDS, type TicketId } from '@aisha/domain';
import { ticketsTexts } from '@aisha/words';
import { answer, flowKit, toMenu, write } from '../../engine/conversation';
import { supportContactIn, WorkSettings } from '../../readers';
import { TicketStore } from './ticket.store';

export const { loading, flow } = flowKit<object, 'write'>()(ticketsTexts);

const store = new TicketStore();
const writeToSupport = write('support-message', (tx, userId, asked: { ticketId: TicketId; words: string }) =>
  store.write(tx, userId, asked),
);
/** Deletes what the person wrote to support. */
export const forgetTickets = write('support-forget', (tx, userId) => store.forget(tx, userId));

const { step, onText } = loading(async (readers, _, { person: { userId, ban } }) => ({
  isBanned: Boolean(ban),
  ...(await readers.of(SupportTicketReader).of(userId)),
  contact: supportContactIn(readers.settings(WorkSettings)),
}));

/** Adds each message that a person sends here to their ticket, until the person leaves. */
export const writeStep = step({
  screen: (_, t, { open, contact, isBanned }) => ({
    text: t.write({ contact, isBanned, number: open ? referenceNumber(open.id) : null }),
    buttons: [[toMenu.button(t.menu, {})]],
  }),
  actions: [
    onText((_, words, { t, data: { open, writtenToday, contact }, newId }) => {
      if (words.length > SUPPORT_WORDS.most) return answer(t.tooLong({ most: SUPPORT_WORDS.most }));
      if (writtenToday >= SUPPORT_WORDS.aDay) return answer(t.tooMany({ most: SUPPORT_WORDS.aDay, contact }));
      const ticketId = open?.id ?? newId<TicketId>();
      return answer(t.taken({ number: referenceNumber(ticketId) }), writeToSupport({ ticketId, words }));
    }),
  ],
});
