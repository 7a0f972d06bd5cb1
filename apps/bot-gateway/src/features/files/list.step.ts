import type { Language } from '@aisha/domain';
import { filesTexts } from '@aisha/words';
import {
  calendarFor,
  callback,
  openingOf,
  searchWords,
  shortDayText,
  type Step,
  toMenu,
} from '../../engine/conversation';
import { keptFile } from '../../free-files/kept-file';
import { storageOf } from '../../free-files/person-storage';
import { ChangedFiles } from '../../readers';
import type { FileKindViews } from './files.feature';
import { goTo, loading, stay } from './files.draft';

/** A size in words: «1 КБ», «12 МБ», «1,5 ГБ». It is never zero. */
export const sizeText = (bytes: number, language: Language): string => filesTexts[language].size({ bytes });

const look = callback('files.look', keptFile);
const older = callback('files.older', keptFile);
const newest = callback('files.newest', {});
const all = callback('files.all', {});
const kinds = callback('files.kinds', {});

const PAGE = 6;
/** How many characters of a title stand on a button. */
const TITLE = 28;

const { step, on, onText } = loading(async (readers, { kind, before, words }, { person, now }) => {
  const page = await readers.of(ChangedFiles).page(person.userId, {
    limit: PAGE + 1,
    ...(kind && { kind }),
    ...(before && { before }),
    ...(words && { words }),
  });
  const storage = await storageOf(readers, person.userId);
  const usage = storage.usage.filter((one) => !kind || one.kind === kind);
  const sum = (of: 'files' | 'bytes') => usage.reduce((total, one) => total + one[of], 0);
  return {
    files: page.slice(0, PAGE),
    hasMore: page.length > PAGE,
    total: { files: sum('files'), bytes: sum('bytes') },
    storage,
    now,
    calendar: await calendarFor(readers, person),
    language: person.language,
  };
});

/** Shows everything that a person sent or received, newest first; a tap opens a file. */
export const listStep = (ofKinds: FileKindViews): Step =>
  step({
    screen: ({ kind, before, words }, t, { files, hasMore, total, storage, now, calendar, language }) => {
      const last = files.at(-1);
      const of = kind ? ofKinds[kind].words[language].many : null;
      return {
        text: words
          ? t.found({ words, isAny: files.length > 0 || before !== undefined })
          : total.files === 0 && !kind
            ? t.none
            : t.title({ of, files: total.files, bytes: total.bytes, ...storage }),
        buttons: [
          ...files.map((file) => {
            const { one } = ofKinds[file.kind].words[language];
            const date = shortDayText(file.at, now, calendar);
            const title = openingOf(file.title ?? '', TITLE);
            const line = title
              ? t.titled({ sign: one.split(' ')[0] ?? '', title, date })
              : t.line({ one, date, size: sizeText(file.bytes, language) });
            return [look.button(line, { kind: file.kind, id: file.id })];
          }),
          [
            ...(before ? [newest.button(t.newest, {})] : []),
            ...(hasMore && last ? [older.button(t.older, { kind: last.kind, id: last.id })] : []),
          ],
          ...(words ? [[all.button(t.everything, {})]] : []),
          [...(total.files > 0 || kind ? [kinds.button(t.kinds, {})] : []), toMenu.button(t.menu, {})],
        ],
      };
    },
    actions: [
      on(look, (draft, open) => goTo('file', { ...draft, open })),
      on(older, (draft, before) => stay({ ...draft, before })),
      on(newest, ({ before: _, ...draft }) => stay(draft)),
      on(kinds, (draft) => goTo('kind', draft)),
      on(all, ({ words: _, before: __, ...draft }) => stay(draft)),
      onText(({ before: _, ...draft }, typed) => goTo('list', { ...draft, words: searchWords(typed) })),
    ],
  });
