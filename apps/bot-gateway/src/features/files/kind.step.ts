import { FILE_KINDS } from '@aisha/kinds/tables';
import { callback, oneOf, type Step } from '../../engine/conversation';
import type { FileKindViews } from '../../orders/file-kind';
import { goTo, loading, on } from './files.draft';
import { ChangedFiles } from '../../readers';

const choose = callback('files.kind', { kind: oneOf(FILE_KINDS) });
const all = callback('files.kind.all', {});

const { step } = loading(async (readers, _, { person: { userId, language } }) => ({
  usage: await readers.of(ChangedFiles).usage(userId),
  language,
}));

/** Asks "Files of which kind?". Shows the kinds that the person has, with the room that each uses. */
export const kindStep = (kinds: FileKindViews): Step =>
  step({
    screen: (_, t, { usage, language }) => {
      const there = FILE_KINDS.flatMap((kind) => {
        const { files, bytes } = usage.find((one) => one.kind === kind) ?? { files: 0, bytes: 0 };
        const { many } = kinds[kind].words[language];
        return files > 0 ? [[choose.button(t.ofKind({ many, files, bytes }), { kind })]] : [];
      });
      return {
        text: t.askKind,
        buttons: [...there, [all.button(t.all({ files: usage.reduce((sum, { files }) => sum + files, 0) }), {})]],
      };
    },
    actions: [on(choose, (_, { kind }) => goTo('list', { kind })), on(all, () => goTo('list', {}))],
  });
