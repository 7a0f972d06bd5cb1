import { callback, calendarFor, dayText, say, send } from '../../engine/conversation';
import { isDeletable, messagesShowingFile } from '../../orders/shown-results';
import { goTo, loading } from './files.draft';
import { FILE_KIND_VIEWS } from './kinds';

const surely = callback('files.remove.yes', {});
const keep = callback('files.remove.no', {});

const { step, on } = loading(async (readers, { open }, { person, now }) => {
  const file = open ? await readers.files.find(person.userId, open) : null;
  if (!file) return null;
  const sent = await messagesShowingFile(readers, person.userId, file);
  const recent = sent.filter((result) => isDeletable(result, now));
  const messageIds = [...new Set(recent.flatMap((result) => result.messageIds))];
  const day = dayText(file.at, await calendarFor(readers, person));
  const { one } = FILE_KIND_VIEWS[file.kind].words[person.language];
  return { file, messageIds, title: `${one}, ${day}` };
});

/** "Delete it?" */
export const removeStep = step({
  screen: (_, t, one) => ({
    text: one ? t.askRemove(one.title, one.file.kind === 'transcript') : t.gone,
    buttons: [[...(one ? [surely.button(t.removeSurely, {})] : []), keep.button(t.keep, {})]],
  }),
  actions: [
    on(surely, ({ open: _, ...draft }, _given, { person: { userId }, data: one, t }) => {
      const removal = one && FILE_KIND_VIEWS[one.file.kind].removal;
      if (!removal) return goTo('list', draft);
      const { messageIds } = one;
      return {
        ...goTo(
          'list',
          draft,
          ...removal(one.file, userId).map(({ message, change }) => send(message, change)),
          ...(messageIds.length > 0 ? [say({ kind: 'delete', messageIds })] : []),
        ),
        notice: t.removed,
      };
    }),
    on(keep, (draft) => goTo('file', draft)),
  ],
});
