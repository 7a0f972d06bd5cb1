import type { OrderId } from '@aisha/domain';
import { calendarFor, callback, id, openingOf, searchWords, shortDayText, toMenu } from '../../engine/conversation';
import { askAll } from '../question/question.callbacks';
import { goTo, loading, stay } from '../recording/transcribe.draft';
import { ChangedTranscripts } from '../../readers';

const show = callback('txt.show', { orderId: id<OrderId>() });
const older = callback('txt.older', { before: id<OrderId>() });
const newest = callback('txt.newest', {});
const all = callback('txt.list.all', {});
const back = callback('txt.list.back', {});

const PAGE = 6;
/** How many characters of a transcript's beginning stand on its button. */
const OPENING = 32;

const { step, on, onText } = loading(async (readers, { before, words }, { person, now }) => {
  const page = { limit: PAGE + 1, ...(before && { before }), ...(words && { words }) };
  const transcripts = await readers.of(ChangedTranscripts).page(person.userId, page);
  const calendar = await calendarFor(readers, person);
  return { transcripts: transcripts.slice(0, PAGE), hasMore: transcripts.length > PAGE, now, calendar };
});

/** Shows all transcripts of this person; a tap opens one. A typed text is a search. */
export const listStep = step({
  screen: ({ before, words }, t, { transcripts, hasMore, now, calendar }) => {
    const last = transcripts.at(-1);
    return {
      text: t.list({ words: words ?? null, isAny: transcripts.length > 0 || Boolean(before) }),
      buttons: [
        ...transcripts.map(({ orderId, title, content, createdAt }) => [
          show.button(
            t.line({ date: shortDayText(createdAt, now, calendar), opening: title ?? openingOf(content, OPENING) }),
            { orderId },
          ),
        ]),
        [
          ...(before ? [newest.button(t.newest, {})] : []),
          ...(hasMore && last ? [older.button(t.older, { before: last.orderId })] : []),
        ],
        ...(transcripts.length > 0 ? [[askAll.button(t.askAll, {})]] : []),
        ...(words ? [[all.button(t.all, {})]] : []),
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    // Another person's transcript is not found.
    on(show, (draft, { orderId }) => goTo('transcript', { ...draft, opened: orderId, named: {} })),
    on(older, (draft, { before }) => stay({ ...draft, before })),
    on(newest, (draft) => stay({ ...draft, before: null })),
    on(all, (draft) => stay({ ...draft, before: null, words: null })),
    onText((draft, typed) => goTo('list', { ...draft, before: null, words: searchWords(typed) })),
    on(back, (draft) => goTo('recording', draft)),
  ],
});
