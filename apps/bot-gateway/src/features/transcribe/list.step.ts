import type { OrderId } from '@aisha/domain';
import { beginningOf, calendarFor, callback, dayText, id, say, toMenu } from '../../engine/conversation';
import { documentOf } from '../../engine/deliveries/content';
import { openDocument } from '../document/document.callbacks';
import { goTo, loading, stay } from './transcribe.draft';

const show = callback('txt.show', { orderId: id<OrderId>() });
const older = callback('txt.older', { before: id<OrderId>() });
const newest = callback('txt.newest', {});
const back = callback('txt.list.back', {});

const PAGE = 6;
/** Characters of a transcript's beginning on its button. */
const OPENING = 32;

const { step, on } = loading(async (readers, { before }, { person }) => {
  const transcripts = await readers.transcripts.page(person.userId, { limit: PAGE + 1, ...(before && { before }) });
  const calendar = await calendarFor(readers, person);
  return { transcripts: transcripts.slice(0, PAGE), hasMore: transcripts.length > PAGE, calendar };
});

const opening = (content: string): string => beginningOf(content.replace(/\s+/g, ' ').trim(), OPENING);

/** All transcripts of this person; a tap sends the file again. */
export const listStep = step({
  screen: (draft, t, { transcripts, hasMore, calendar }) => {
    const last = transcripts.at(-1);
    return {
      text: transcripts.length === 0 && !draft.before ? t.none : t.listTitle,
      buttons: [
        ...transcripts.map(({ orderId, content, createdAt }) => [
          show.button(t.line(dayText(createdAt, calendar), opening(content)), { orderId }),
        ]),
        [
          ...(draft.before ? [newest.button(t.newest, {})] : []),
          ...(hasMore && last ? [older.button(t.older, { before: last.orderId })] : []),
        ],
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(show, (draft, { orderId }, { data, t }) => {
      // The person can request only what the screen shows, and it shows only their own.
      const transcript = data.transcripts.find((shown) => shown.orderId === orderId);
      if (!transcript) return stay(draft, t.gone);
      const { documentPath, content, createdAt } = transcript;
      return stay(
        draft,
        undefined,
        say(
          documentOf(documentPath, t.fileName(createdAt.toISOString().slice(0, 10)), t.caption(opening(content)), [
            [openDocument.button(t.makeDocument, { transcriptId: orderId })],
          ]),
        ),
      );
    }),
    on(older, (draft, { before }) => stay({ ...draft, before })),
    on(newest, (draft) => stay({ ...draft, before: null })),
    on(back, (draft) => goTo('recording', draft)),
  ],
});
