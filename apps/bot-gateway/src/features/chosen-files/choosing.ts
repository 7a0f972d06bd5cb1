import type { FilePlace } from '@aisha/database/files';
import type { Language } from '@aisha/domain';
import { chosenTexts } from '@aisha/words';
import {
  type Action,
  type Button,
  callback,
  type CallbackButton,
  oneOf,
  say,
  type Step,
} from '../../engine/conversation';
import { keptFile } from '../../free-files/kept-file';
import { fileAskedFor } from '../../orders/file-asked-for';
import { keptFileContent } from '../../orders/kept-file-content';
import { MOST_CHOSEN } from '../archives/archive-limits';
import { downloadStep } from './download.step';
import { isMarked, isSame, type KitOfList, type ListOfFiles, markedFiles, type MarkingDraft } from './marks';
import { removeStep } from './remove.step';

/** What a list of files needs so that several can be chosen. */
export interface Choosing<Draft> {
  /** The button that begins the choice. */
  readonly begin: (language: Language) => CallbackButton;
  /** The action of the list's step for that button. */
  readonly beginning: Action;
  /** A file of the page, with its mark. */
  readonly line: (draft: Draft, place: FilePlace, label: string, language: Language) => CallbackButton;
  /**
   * The rows below the files: a button that marks the whole page, unless the page is empty, beside the buttons of `besides`; the buttons
   * for the marked files; and the button that ends the choice.
   */
  readonly rows: (
    draft: Draft,
    shown: readonly FilePlace[],
    language: Language,
    besides?: readonly Button[],
  ) => Button[][];
  /** The actions of the step with the marks, besides turning pages and searching. */
  readonly actions: readonly Action[];
  /** Offers to pack the marked files. */
  readonly downloadStep: Step;
  /** Asks once whether to delete all marked files. */
  readonly removeStep: Step;
}

/** Lets a person mark several files of a list, on its pages and through its searches, and download or delete them together. */
export const choosing = <Draft extends MarkingDraft, StepName extends string>(
  kit: KitOfList<Draft, StepName>,
  list: ListOfFiles<Draft, StepName>,
): Choosing<Draft> => {
  const { loading, on, goTo, stay } = kit;
  const { name, steps, views, page } = list;
  const begin = callback(`${name}.begin`, {});
  const mark = callback(`${name}.mark`, { ...keptFile, isOn: oneOf(['off', 'on']) });
  const markPage = callback(`${name}.page`, { isOn: oneOf(['off', 'on']) });
  const sendOne = callback(`${name}.one`, {});
  const download = callback(`${name}.zip`, {});
  const remove = callback(`${name}.remove`, {});
  const cancel = callback(`${name}.no`, {});

  const toList = (draft: Draft) => goTo(steps.list, { ...draft, marked: null });

  /**
   * Marks these files, or removes their marks; refuses more marks than {@link MOST_CHOSEN}. A second tap on the same button changes
   * nothing.
   */
  const marking = (draft: Draft, places: readonly FilePlace[], isOn: 'off' | 'on', language: Language) => {
    const others = (draft.marked ?? []).filter((one) => !places.some(isSame(one)));
    const marked = isOn === 'on' ? [...others, ...places] : others;
    return marked.length > MOST_CHOSEN
      ? stay(draft, chosenTexts[language].tooMany({ most: MOST_CHOSEN }))
      : stay({ ...draft, marked });
  };

  const { on: onPage } = loading(page);
  const { on: onSingle } = loading(async (readers, draft, { person }) => {
    const { files, gone } = await markedFiles(readers, draft, person);
    const [only] = files;
    const view = only && files.length === 1 ? views[only.kind] : undefined;
    const content = only && view && (await keptFileContent(readers, person, only, view));
    return { files, gone, single: content && { content, orderId: only.orderId } };
  });

  /** Sends a single file as it is, and offers to pack several; when none is left, says so. */
  const taking: Parameters<typeof onSingle>[1] = (
    draft,
    _,
    { person: { language }, data: { files, gone, single } },
  ) => {
    const t = chosenTexts[language];
    if (files.length === 0) return { ...toList(draft), notice: t.allGone };
    if (!single) return goTo(steps.download, draft);
    const sent = say(single.content, fileAskedFor(single.orderId));
    return { ...goTo(steps.list, { ...draft, marked: null }, sent), notice: t.sent({ gone }) };
  };

  return {
    begin: (language) => begin.button(chosenTexts[language].choosing, {}),
    beginning: on(begin, (draft) => goTo(steps.choose, { ...draft, marked: [] })),
    line: (draft, { kind, id }, label, language) => {
      const isOn = isMarked(draft, { kind, id });
      const text = chosenTexts[language].line({ isMarked: isOn, label });
      return mark.button(text, { kind, id, isOn: isOn ? 'off' : 'on' });
    },
    rows: (draft, shown, language, besides = []) => {
      const t = chosenTexts[language];
      const count = draft.marked?.length ?? 0;
      const isWhole = shown.every((place) => isMarked(draft, place));
      const wholePage = markPage.button(t.wholePage({ isWhole }), { isOn: isWhole ? 'off' : 'on' });
      return [
        [...(shown.length > 0 ? [wholePage] : []), ...besides],
        count > 0
          ? [
              count === 1 ? sendOne.button(t.downloadOne, {}) : download.button(t.downloadSome({ count }), {}),
              remove.button(t.removeSome({ count }), {}),
            ]
          : [],
        [cancel.button(t.cancel, {})],
      ];
    },
    actions: [
      on(mark, (draft, { isOn, ...place }, { person }) => marking(draft, [place], isOn, person.language)),
      onPage(markPage, (draft, { isOn }, { person, data: shown }) => marking(draft, shown, isOn, person.language)),
      // The screen may show several marked files of which only one still exists, so both buttons do the same.
      ...[sendOne, download].map((button) => onSingle(button, taking)),
      on(remove, (draft) => goTo(steps.remove, draft)),
      on(cancel, toList),
    ],
    downloadStep: downloadStep(kit, list),
    removeStep: removeStep(kit, list),
  };
};
