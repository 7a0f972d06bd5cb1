import { FILE_KINDS } from '@aisha/database/files';
import { callback, oneOf, rowsOf } from '../../engine/conversation';
import { goTo, loading } from './files.draft';
import { FILE_KIND_VIEWS } from './kinds';

const choose = callback('files.kind', { kind: oneOf(FILE_KINDS) });
const all = callback('files.kind.all', {});

const { step, on } = loading(async (readers, _, { person: { userId, language } }) => ({
  usage: await readers.files.usage(userId),
  language,
}));

/** Files of which kind: those that the person has. */
export const kindStep = step({
  screen: (_, t, { usage, language }) => {
    const there = FILE_KINDS.flatMap((kind) => {
      const files = usage.find((one) => one.kind === kind)?.files ?? 0;
      return files > 0 ? [choose.button(t.ofKind(FILE_KIND_VIEWS[kind].words[language].many, files), { kind })] : [];
    });
    return {
      text: t.askKind,
      buttons: [...rowsOf(there, 2), [all.button(t.all(usage.reduce((sum, { files }) => sum + files, 0)), {})]],
    };
  },
  actions: [on(choose, (_, { kind }) => goTo('list', { kind })), on(all, () => goTo('list', {}))],
});
