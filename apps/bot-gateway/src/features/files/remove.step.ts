import { callback, calendarFor, dayText, type Step } from '../../engine/conversation';
import { stillDeletable, takenFromChat } from '../../orders/shown-results';
import { goTo, loading } from './files.draft';
import type { FileKindViews } from './file-kinds';
import { ChangedFiles } from '../../readers';

const surely = callback('files.remove.yes', {});
const keep = callback('files.remove.no', {});

/** "Delete it?" */
export const removeStep = (kinds: FileKindViews): Step => {
  const { step, on } = loading(async (readers, { open }, { person, now }) => {
    const file = open ? await readers.of(ChangedFiles).find(person.userId, open) : null;
    if (!file) return null;
    const { words, shownBy } = kinds[file.kind];
    const inChat = stillDeletable(await shownBy(readers, person.userId, file), now);
    const day = dayText(file.at, await calendarFor(readers, person));
    const { one, removedWith = null } = words[person.language];
    return { file, inChat, title: `${one}, ${day}`, removedWith };
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
