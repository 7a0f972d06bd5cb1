import type { KeptFile } from '@aisha/database/files';
import type { Language } from '@aisha/domain';
import { chosenTexts, filesTexts } from '@aisha/words';
import {
  type Button,
  calendarFor,
  callback,
  type LoadContext,
  openingOf,
  type Readers,
  notTyped,
  searchWords,
  shortDayText,
  toMenu,
} from '../../engine/conversation';
import { keptFile } from '../../free-files/kept-file';
import { storageOf } from '../../free-files/person-storage';
import { type FileKindViews, formsNamed, wordsFor } from '../../orders/file-kind';
import { ChangedFiles } from '../../readers';
import { choosing } from '../chosen-files/choosing';
import { type FilesDraft, goTo, loading, on, onText, stay } from './files.draft';

/** A size in words: «1 КБ», «12 МБ», «1,5 ГБ». */
export const sizeText = (bytes: number, language: Language): string => filesTexts[language].size({ bytes });

const look = callback('files.look', keptFile);
const older = callback('files.older', keptFile);
const newest = callback('files.newest', {});
const all = callback('files.all', {});
const kinds = callback('files.kinds', {});

const PAGE = 6;
/** How many characters of a title a button shows. */
const TITLE = 28;

/** A page of the list, newest first. */
const pageOf = (
  readers: Readers,
  { kind, before, words }: FilesDraft,
  { person }: LoadContext,
  { limit, views }: { readonly limit: number; readonly views: FileKindViews },
): Promise<KeptFile[]> =>
  readers.of(ChangedFiles).page(person.userId, {
    limit,
    ...(kind && { kind }),
    ...(before && { before }),
    ...(words && { words, forms: formsNamed(views, words, person.language) }),
  });

const readShown = async (views: FileKindViews, readers: Readers, draft: FilesDraft, context: LoadContext) => {
  const page = await pageOf(readers, draft, context, { limit: PAGE + 1, views });
  return {
    files: page.slice(0, PAGE),
    hasMore: page.length > PAGE,
    now: context.now,
    calendar: await calendarFor(readers, context.person),
  };
};

/** What a page of the list shows. */
type Shown = Awaited<ReturnType<typeof readShown>>;

/** A name of a file with its number among the files of its order: «🖼️ Картинка 2 из 8». */
export const numbered = (name: string, { number, of }: Pick<KeptFile, 'number' | 'of'>, language: Language): string =>
  number !== null && of !== null && of > 1 ? `${name} ${filesTexts[language].numbered({ number, of })}` : name;

/** The label of a file's button: its title, or its kind and size, with the file's number where an order made several files. */
const lineOf = (ofKinds: FileKindViews, file: KeptFile, { now, calendar }: Shown): string => {
  const { language } = calendar;
  const t = filesTexts[language];
  const { one } = wordsFor(ofKinds[file.kind], file, language);
  const date = shortDayText(file.at, now, calendar);
  const title = openingOf(file.title ?? '', TITLE);
  return title
    ? t.titled({ sign: numbered(one.split(' ')[0] ?? '', file, language), title, date })
    : t.line({ one: numbered(one, file, language), date, size: sizeText(file.bytes, language) });
};

/**
 * The buttons that turn pages. The first one leaves the search, or without a search leads back to the beginning of the list; the second one
 * leads to the next page.
 */
const turns = ({ before, words }: FilesDraft, { files, hasMore, calendar }: Shown): Button[] => {
  const t = filesTexts[calendar.language];
  const last = files.at(-1);
  return [
    ...(words ? [all.button(t.everything, {})] : before ? [newest.button(t.newest, {})] : []),
    ...(hasMore && last ? [older.button(t.older, { kind: last.kind, id: last.id })] : []),
  ];
};

/** The actions of the list in both of its modes, in which a tap opens a file or marks it: to turn pages and to leave a search. */
const turning = [
  on(older, (draft, before) => stay({ ...draft, before })),
  on(newest, ({ before: _, ...draft }) => stay(draft)),
  on(all, ({ words: _, before: __, ...draft }) => stay(draft)),
];

/** Shows everything that a person sent or received, newest first; a tap opens a file, or marks it while several are chosen. */
export const listSteps = (ofKinds: FileKindViews) => {
  const { step: marking } = loading((...to) => readShown(ofKinds, ...to));
  const { step } = loading(async (readers, draft, context) => {
    const storage = await storageOf(readers, context.person.userId);
    const usage = storage.usage.filter(({ kind }) => !draft.kind || kind === draft.kind);
    const sum = (of: 'files' | 'bytes') => usage.reduce((total, one) => total + one[of], 0);
    return {
      ...(await readShown(ofKinds, readers, draft, context)),
      total: { files: sum('files'), bytes: sum('bytes') },
      storage,
    };
  });
  const several = choosing(
    { loading, on, goTo, stay },
    {
      name: 'files.c',
      steps: { list: 'list', choose: 'choose', download: 'download', remove: 'remove-chosen' },
      views: ofKinds,
      page: (readers, draft, context) => pageOf(readers, draft, context, { limit: PAGE, views: ofKinds }),
      without: ({ before: _, ...draft }) => draft,
      words: filesTexts,
    },
  );
  const list = step({
    screen: (draft, t, data) => {
      const { kind, before, words } = draft;
      const { files, hasMore, total, storage, calendar } = data;
      const { language } = calendar;
      const of = kind ? ofKinds[kind].words[language].many : null;
      return {
        text: words
          ? t.found({ words, isAny: files.length > 0 || before !== undefined })
          : total.files === 0 && !kind
            ? t.none
            : t.title({ of, files: total.files, bytes: total.bytes, ...storage }),
        buttons: [
          ...files.map((file) => [
            notTyped(look.button(lineOf(ofKinds, file, data), { kind: file.kind, id: file.id })),
          ]),
          turns(draft, data),
          files.length > 1 || hasMore || before ? [several.begin(language)] : [],
          [...(total.files > 0 || kind ? [kinds.button(t.kinds, {})] : []), toMenu.button(t.menu, {})],
        ],
      };
    },
    actions: [
      on(look, (draft, open) => goTo('file', { ...draft, open })),
      on(kinds, (draft) => goTo('kind', draft)),
      ...turning,
      several.beginning,
      onText(({ before: _, ...draft }, typed) => goTo('list', { ...draft, words: searchWords(typed) })),
    ],
  });
  const choose = marking({
    screen: (draft, _, data) => {
      const { files, calendar } = data;
      const { language } = calendar;
      const { marked, words = null } = draft;
      return {
        text: chosenTexts[language].choose({ count: marked?.length ?? 0, words, isAny: files.length > 0 }),
        buttons: [
          ...files.map((file) => [notTyped(several.line(draft, file, lineOf(ofKinds, file, data), language))]),
          turns(draft, data),
          ...several.rows(draft, files, language),
        ],
      };
    },
    actions: [
      ...turning,
      ...several.actions,
      onText(({ before: _, ...draft }, typed) => goTo('choose', { ...draft, words: searchWords(typed) })),
    ],
  });
  return { list, choose, download: several.downloadStep, 'remove-chosen': several.removeStep };
};
