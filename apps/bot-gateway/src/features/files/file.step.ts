import type { KeptFile } from '@aisha/database/files';
import type { UserId } from '@aisha/domain';
import {
  beginningOf,
  type Button,
  calendarFor,
  callback,
  dayText,
  joined,
  moreButton,
  MOST_BUTTONS,
  type Readers,
  rowsOf,
  say,
  type Screen,
  type Step,
} from '../../engine/conversation';
import { keptFile } from '../../free-files/kept-file';
import { fileAskedFor } from '../../orders/file-asked-for';
import { type FileKindViews, wordsFor } from '../../orders/file-kind';
import { keptFileContent } from '../../orders/kept-file-content';
import { stillDeletable, takenFromChat } from '../../orders/shown-results';
import { ChangedFiles } from '../../readers';
import { type FilesDraft, goTo, loading, on, stay } from './files.draft';
import { numbered, sizeText } from './list.step';

const surely = callback('files.remove.yes', {});
const keep = callback('files.remove.no', {});

/** Asks whether to delete the file, and deletes it from the storage and the chat on a yes. */
export const removeStep = (kinds: FileKindViews): Step => {
  const { step, on } = loading(async (readers, { open }, { person, now }) => {
    const file = open ? await readers.of(ChangedFiles).find(person.userId, open) : null;
    if (!file) return null;
    const kind = kinds[file.kind];
    const inChat = stillDeletable(await kind.shownBy(readers, person.userId, [file]), now);
    const day = dayText(file.at, await calendarFor(readers, person));
    const { one, removedWith = null } = wordsFor(kind, file, person.language);
    return { file, inChat, title: `${numbered(one, file, person.language)}, ${day}`, removedWith };
  });
  return step({
    screen: (_, t, one) => ({
      text: one ? t.askRemove({ one: one.title, removedWith: one.removedWith }) : t.gone,
      buttons: [[...(one ? [surely.button(t.removeSurely, {})] : []), keep.button(t.keep, {})]],
    }),
    actions: [
      on(surely, ({ open: _, ...draft }, _given, { person: { userId }, data: one, t }) => {
        const removal = one && kinds[one.file.kind].removal;
        if (!removal) return goTo('list', draft);
        return {
          ...goTo('list', draft, removal(one.file, userId), ...takenFromChat(one.inChat)),
          notice: t.removed,
        };
      }),
      on(keep, (draft) => goTo('file', draft)),
    ],
  });
};

const sendAgain = callback('files.send', keptFile);
const remove = callback('files.remove', {});
const back = callback('files.back', {});

/** How many characters of a file's title its screen shows. */
const NAME = 200;

/** How many buttons a row has: a narrow phone shows two short names side by side. */
const USES_IN_A_ROW = 2;

/** The rows of a file's buttons. If there are too many buttons for a screen, those that use the file for something else are behind «⋯». */
const buttonsOf = ({
  first,
  uses,
  last,
}: {
  readonly first: readonly Button[];
  readonly uses: readonly (readonly Button[])[];
  readonly last: readonly Button[];
}): Pick<Screen, 'buttons' | 'more'> =>
  [...first, ...uses.flat(), ...last].length <= MOST_BUTTONS
    ? { buttons: [...uses, first, last] }
    : { buttons: [[...first, moreButton()], last], more: uses };

/** The open file; null when no file is open, or when the file is gone. */
const openFile = async (readers: Readers, { open }: FilesDraft, userId: UserId): Promise<KeptFile | null> =>
  open ? readers.of(ChangedFiles).find(userId, open) : null;

/** Shows one file, with buttons to get it again, to use it for something else and to delete it. */
export const fileStep = (kinds: FileKindViews): Step => {
  const { step } = loading(async (readers, draft, { person }) => {
    const file = await openFile(readers, draft, person.userId);
    return file && { file, calendar: await calendarFor(readers, person) };
  });
  const { on: onSending } = loading(async (readers, draft, { person }) => {
    const file = await openFile(readers, draft, person.userId);
    return file && { file, content: await keptFileContent(readers, person, file, kinds[file.kind]) };
  });
  return step({
    screen: (_, t, one) => {
      if (!one) return { text: t.gone, buttons: [[back.button(t.back, {})]] };
      const { file, calendar } = one;
      const { language } = calendar;
      const { as, uses, otherFormats, removal } = kinds[file.kind];
      const { one: title, note } = wordsFor(kinds[file.kind], file, language);
      const text = t.file({
        name: file.title && beginningOf(file.title, NAME),
        one: numbered(title, file, language),
        date: dayText(file.at, calendar),
        size: sizeText(file.bytes, language),
      });
      return {
        text: joined([text, note ?? null], '\n\n'),
        ...(as === 'picture' && { photo: file.filePath }),
        ...buttonsOf({
          first: [sendAgain.button(t.sendAgain, { kind: file.kind, id: file.id })],
          uses: [
            ...rowsOf(
              uses.map((use) => use(file, language)),
              USES_IN_A_ROW,
            ),
            ...(otherFormats ? [otherFormats(file.orderId)] : []),
          ],
          last: [...(removal ? [remove.button(t.remove, {})] : []), back.button(t.back, {})],
        }),
      };
    },
    actions: [
      onSending(sendAgain, (draft, { id }, { data: one, t }) => {
        if (one?.file.id !== id) return stay(draft, t.gone);
        return stay(draft, t.sent, say(one.content, fileAskedFor(one.file.orderId)));
      }),
      on(remove, (draft) => goTo('remove', draft)),
      on(back, ({ open: _, ...draft }) => goTo('list', draft)),
    ],
  });
};
