import type { KeptFile } from '@aisha/database/files';
import type { Language } from '@aisha/domain';
import { chosenTexts, type Html } from '@aisha/words';
import { callback, html, joined, type Step } from '../../engine/conversation';
import type { FileKindViews } from '../../orders/file-kind';
import { stillDeletable, takenFromChat } from '../../orders/shown-results';
import { type KitOfList, type ListOfFiles, markedFiles, type MarkingDraft, placesOf } from './marks';

/** «🎙️ Записи: 2» for each kind of these files. */
const kindsText = (files: readonly KeptFile[], views: Partial<FileKindViews>, language: Language): Html => {
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  return joined(
    kinds.map((kind) => {
      const { many = '', removedWith = null } = views[kind]?.words[language] ?? {};
      const count = files.filter((file) => file.kind === kind).length;
      return html`${chosenTexts[language].kind({ many, count, removedWith })}`;
    }),
  );
};

/** Asks once whether to delete all marked files. Photos of avatars stay, and are deleted only with their avatar. */
export const removeStep = <Draft extends MarkingDraft, StepName extends string>(
  { loading, on, goTo }: KitOfList<Draft, StepName>,
  { name, steps, views, without, words }: ListOfFiles<Draft, StepName>,
): Step => {
  const surely = callback(`${name}.remove.yes`, {});
  const keep = callback(`${name}.remove.no`, {});

  const { step, on: onMarked } = loading(async (readers, draft, { person: { userId, language }, now }) => {
    const { files, gone } = await markedFiles(readers, draft, { userId });
    const going = files.filter(({ kind }) => views[kind]?.removal);
    const kinds = [...new Set(going.map(({ kind }) => kind))];
    const shown = await Promise.all(
      kinds.map(async (kind) => {
        const ofKind = going.filter((file) => file.kind === kind);
        return (await views[kind]?.shownBy(readers, userId, ofKind)) ?? [];
      }),
    );
    const inChat = stillDeletable(shown.flat(), now);
    return { going, gone, staying: files.length - going.length, inChat, language };
  });
  return step({
    screen: (_, __, { going, gone, staying, language }) => {
      const t = chosenTexts[language];
      const { some, removeSomeNote: note } = words[language];
      if (going.length === 0) {
        return { text: staying > 0 ? t.nothingToRemove : t.allGone, buttons: [[keep.button(t.back, {})]] };
      }
      const kinds = Object.keys(views).length > 1 ? kindsText(going, views, language) : null;
      return {
        text: t.askRemove({ some: some({ count: going.length }), kinds, gone, staying, note }),
        buttons: [[surely.button(t.removeSurely, {}), keep.button(t.keep, {})]],
      };
    },
    actions: [
      onMarked(surely, (draft, _, { person: { userId, language }, data: { going, gone, staying, inChat } }) => {
        const t = chosenTexts[language];
        if (going.length === 0) return { ...goTo(steps.list, { ...draft, marked: null }), notice: t.allGone };
        const removals = going.flatMap((file) => views[file.kind]?.removal?.(file, userId) ?? []);
        const left = without({ ...draft, marked: null }, placesOf(going));
        return {
          ...goTo(steps.list, left, ...removals, ...takenFromChat(inChat)),
          notice: t.removed({ some: words[language].some({ count: going.length }), gone, staying }),
        };
      }),
      on(keep, (draft) => goTo(steps.choose, draft)),
    ],
  });
};
