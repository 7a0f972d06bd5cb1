import type { Language } from '@aisha/domain';
import { filesTexts } from '@aisha/words';
import { calendarFor, callback, shortDayText, type Step, toMenu } from '../../engine/conversation';
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
const kinds = callback('files.kinds', {});

const PAGE = 6;

const { step, on } = loading(async (readers, { kind, before }, { person, now }) => {
  const page = await readers.of(ChangedFiles).page(person.userId, {
    limit: PAGE + 1,
    ...(kind && { kind }),
    ...(before && { before }),
  });
  const storage = await storageOf(readers, person.userId);
  const usage = storage.usage.filter((one) => !kind || one.kind === kind);
  const sum = (of: 'files' | 'bytes') => usage.reduce((all, one) => all + one[of], 0);
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
    screen: ({ kind, before }, t, { files, hasMore, total, storage, now, calendar, language }) => {
      const last = files.at(-1);
      const of = kind ? ofKinds[kind].words[language].many : null;
      return {
        text: total.files === 0 && !kind ? t.none : t.title({ of, files: total.files, bytes: total.bytes, ...storage }),
        buttons: [
          ...files.map((file) => {
            const { one } = ofKinds[file.kind].words[language];
            const line = t.line({
              one,
              date: shortDayText(file.at, now, calendar),
              size: sizeText(file.bytes, language),
            });
            return [look.button(line, { kind: file.kind, id: file.id })];
          }),
          [
            ...(before ? [newest.button(t.newest, {})] : []),
            ...(hasMore && last ? [older.button(t.older, { kind: last.kind, id: last.id })] : []),
          ],
          [...(total.files > 0 || kind ? [kinds.button(t.kinds, {})] : []), toMenu.button(t.menu, {})],
        ],
      };
    },
    actions: [
      on(look, (draft, open) => goTo('file', { ...draft, open })),
      on(older, (draft, before) => stay({ ...draft, before })),
      on(newest, ({ before: _, ...draft }) => stay(draft)),
      on(kinds, (draft) => goTo('kind', draft)),
    ],
  });
