import type { FilePlace } from '@aisha/database/files';
import type { OrderId } from '@aisha/domain';
import type { ListedTranscript } from '@aisha/kinds/tables';
import { chosenTexts, transcribeTexts } from '@aisha/words';
import {
  type Button,
  calendarFor,
  callback,
  id,
  type LoadContext,
  openingOf,
  type Readers,
  notTyped,
  searchWords,
  shortDayText,
  toMenu,
} from '../../../engine/conversation';
import { ChangedTranscripts } from '../../../readers';
import { askAll } from '../../../callbacks/question.callbacks';
import { choosing } from '../../chosen-files/choosing';
import { goTo, loading, on, onText, stay, type TranscribeDraft } from '../recording/transcribe.draft';
import { transcriptFile } from './transcription.order';

const show = callback('txt.show', { orderId: id<OrderId>() });
const older = callback('txt.older', { before: id<OrderId>() });
const newest = callback('txt.newest', {});
const all = callback('txt.list.all', {});
const back = callback('txt.list.back', {});

const PAGE = 6;
/** How many characters of a transcript's beginning its button shows. */
const OPENING = 32;

/** A page of the list, newest first. */
const pageOf = (
  readers: Readers,
  { before, words }: TranscribeDraft,
  { person }: LoadContext,
  limit: number,
): Promise<ListedTranscript[]> =>
  readers.of(ChangedTranscripts).page(person.userId, { limit, ...(before && { before }), ...(words && { words }) });

const readShown = async (readers: Readers, draft: TranscribeDraft, context: LoadContext) => {
  const page = await pageOf(readers, draft, context, PAGE + 1);
  return {
    transcripts: page.slice(0, PAGE),
    hasMore: page.length > PAGE,
    now: context.now,
    calendar: await calendarFor(readers, context.person),
  };
};

/** What a page of the list shows. */
type Shown = Awaited<ReturnType<typeof readShown>>;

const { step } = loading(readShown);

/** The label of a transcript's button: its title or its beginning, after its day. */
const lineOf = ({ title, beginning, createdAt }: ListedTranscript, { now, calendar }: Shown): string =>
  transcribeTexts[calendar.language].line({
    date: shortDayText(createdAt, now, calendar),
    opening: title ?? openingOf(beginning, OPENING),
  });

/**
 * The buttons that turn pages. The first one leaves the search, or without a search leads back to the beginning of the list; the second one
 * leads to the next page.
 */
const turns = ({ before, words }: TranscribeDraft, { transcripts, hasMore, calendar }: Shown): Button[] => {
  const t = transcribeTexts[calendar.language];
  const last = transcripts.at(-1);
  return [
    ...(words ? [all.button(t.all, {})] : before ? [newest.button(t.newest, {})] : []),
    ...(hasMore && last ? [older.button(t.older, { before: last.orderId })] : []),
  ];
};

/** The actions of the list in both of its modes, in which a tap opens a transcript or marks it: to turn pages and to leave a search. */
const turning = [
  on(older, (draft, { before }) => stay({ ...draft, before })),
  on(newest, (draft) => stay({ ...draft, before: null })),
  on(all, (draft) => stay({ ...draft, before: null, words: null })),
];

const placeOf = ({ orderId }: Pick<ListedTranscript, 'orderId'>): FilePlace => ({ kind: 'transcript', id: orderId });

const several = choosing(
  { loading, on, goTo, stay },
  {
    name: 'txt.c',
    steps: { list: 'list', choose: 'choose', download: 'download', remove: 'remove-chosen' },
    views: { transcript: transcriptFile },
    page: async (readers, draft, context) => (await pageOf(readers, draft, context, PAGE)).map(placeOf),
    without: (draft) => ({ ...draft, before: null }),
    words: transcribeTexts,
  },
);

/** Shows all transcripts of this person; a tap opens one. A typed text is a search. */
const listStep = step({
  screen: (draft, t, data) => {
    const { before, words } = draft;
    const { transcripts, hasMore, calendar } = data;
    const isSeveral = transcripts.length > 1 || hasMore || Boolean(before);
    return {
      text: t.list({ words: words ?? null, isAny: transcripts.length > 0 || Boolean(before) }),
      buttons: [
        ...transcripts.map((one) => [notTyped(show.button(lineOf(one, data), { orderId: one.orderId }))]),
        turns(draft, data),
        [
          ...(transcripts.length > 0 ? [askAll.button(t.askAll, {})] : []),
          ...(isSeveral ? [several.begin(calendar.language)] : []),
        ],
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    // The reader does not find another person's transcript, so the id is not checked here.
    on(show, (draft, { orderId }) => goTo('transcript', { ...draft, opened: orderId, named: {} })),
    ...turning,
    several.beginning,
    onText((draft, typed) => goTo('list', { ...draft, before: null, words: searchWords(typed) })),
    on(back, (draft) => goTo('recording', draft)),
  ],
});

/** The list while several transcripts are chosen: a tap marks one. */
const chooseStep = step({
  screen: (draft, _, data) => {
    const { marked, words = null } = draft;
    const { transcripts, calendar } = data;
    const { language } = calendar;
    return {
      text: chosenTexts[language].choose({ count: marked?.length ?? 0, words, isAny: transcripts.length > 0 }),
      buttons: [
        ...transcripts.map((one) => [notTyped(several.line(draft, placeOf(one), lineOf(one, data), language))]),
        turns(draft, data),
        ...several.rows(draft, transcripts.map(placeOf), language),
      ],
    };
  },
  actions: [
    ...turning,
    ...several.actions,
    onText((draft, typed) => goTo('choose', { ...draft, before: null, words: searchWords(typed) })),
  ],
});

/** The list of transcripts, and what is done with several of them. */
export const listSteps = {
  list: listStep,
  choose: chooseStep,
  download: several.downloadStep,
  'remove-chosen': several.removeStep,
};
