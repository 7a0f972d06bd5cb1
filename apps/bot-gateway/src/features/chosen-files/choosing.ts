import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { FilePlace, KeptFile } from '@aisha/database/files';
import type { Language, UserId } from '@aisha/domain';
import { chosenTexts, type Html, type Texts } from '@aisha/words';
import {
  type Action,
  type Button,
  callback,
  type CallbackButton,
  type FlowKit,
  html,
  joined,
  type LoadContext,
  oneOf,
  type Readers,
  say,
  type Step,
} from '../../engine/conversation';
import { keptFile } from '../../free-files/kept-file';
import { fileAskedFor } from '../../orders/file-asked-for';
import type { FileKindViews } from '../../orders/file-kind';
import { keptFileContent } from '../../orders/kept-file-content';
import { stillDeletable, takenFromChat } from '../../orders/shown-results';
import { ChangedFiles } from '../../readers';
import { MOST_CHOSEN, PART_BYTES, roomFor } from '../archives/archive-limits';
import { archivesHold, beginsPacking } from '../archives/archive.card';

/** The draft of a list of files in which several can be marked. */
export interface MarkingDraft {
  /** The files that are marked, on this page and on others. Null or absent when the person is not choosing any. */
  readonly marked?: readonly FilePlace[] | null;
}

/** A list of files from which several can be chosen. */
export interface ListOfFiles<Draft, Step extends string> {
  /** The beginning of the names of its buttons. */
  readonly name: string;
  /** Its steps: the list, the list with marks, the offer to pack the marked files, and the question whether to delete them. */
  readonly steps: Readonly<Record<'list' | 'choose' | 'download' | 'remove', Step>>;
  /** The kinds of its files: how each is sent, and what deletes it. */
  readonly views: Partial<FileKindViews>;
  /** The files of the page that is shown. */
  readonly page: (readers: Readers, draft: Draft, loading: LoadContext) => Promise<readonly FilePlace[]>;
  /** The list after these files were deleted. */
  readonly without: (draft: Draft, gone: readonly FilePlace[]) => Draft;
  /** How the list counts its files, «3 картинки», and what goes with them when they are deleted. */
  readonly words: Texts<{ readonly some: (told: { readonly count: number }) => string; readonly removeSomeNote: Html }>;
}

/** What a list of files needs so that several can be chosen. */
export interface Choosing<Draft> {
  /** The button that begins the choice. */
  readonly begin: (language: Language) => CallbackButton;
  /** What the step of the list does with that button. */
  readonly beginning: Action;
  /** A file of the page, with its mark. */
  readonly line: (draft: Draft, place: FilePlace, label: string, language: Language) => CallbackButton;
  /** The rows below the files: the whole page or another button, what can be done with the marked files, and the end. */
  readonly rows: (
    draft: Draft,
    shown: readonly FilePlace[],
    language: Language,
    besides?: readonly Button[],
  ) => Button[][];
  /** What the step with the marks does, besides turning pages and searching. */
  readonly actions: readonly Action[];
  /** Offers to pack the marked files. */
  readonly downloadStep: Step;
  /** Asks once whether to delete all marked files. */
  readonly removeStep: Step;
}

const isSame =
  (one: FilePlace) =>
  ({ kind, id }: FilePlace): boolean =>
    kind === one.kind && id === one.id;

const isMarked = ({ marked }: MarkingDraft, place: FilePlace): boolean => marked?.some(isSame(place)) ?? false;

const isWholePage = (draft: MarkingDraft, shown: readonly FilePlace[]): boolean =>
  shown.every((place) => isMarked(draft, place));

/** The marked files that are still there, and how many are not. */
const markedFiles = async (readers: Readers, { marked }: MarkingDraft, { userId }: { readonly userId: UserId }) => {
  const places = marked ?? [];
  const files = await readers.of(ChangedFiles).these(userId, places);
  return { files, gone: places.length - files.length };
};

const placesOf = (files: readonly KeptFile[]): FilePlace[] => files.map(({ kind, id }) => ({ kind, id }));

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

/** Lets a person mark several files of a list, on its pages and through its searches, and download or delete them together. */
export const choosing = <Draft extends MarkingDraft, StepName extends string>(
  { loading, on, goTo, stay }: Pick<FlowKit<Draft, StepName, Texts>, 'loading' | 'on' | 'goTo' | 'stay'>,
  { name, steps, views, page, without, words }: ListOfFiles<Draft, StepName>,
): Choosing<Draft> => {
  const begin = callback(`${name}.begin`, {});
  const mark = callback(`${name}.mark`, { ...keptFile, isOn: oneOf(['off', 'on']) });
  const markPage = callback(`${name}.page`, { isOn: oneOf(['off', 'on']) });
  const download = callback(`${name}.zip`, {});
  const remove = callback(`${name}.remove`, {});
  const cancel = callback(`${name}.no`, {});
  const pack = callback(`${name}.zip.yes`, {});
  const back = callback(`${name}.zip.no`, {});
  const surely = callback(`${name}.remove.yes`, {});
  const keep = callback(`${name}.remove.no`, {});

  const toList = (draft: Draft) => goTo(steps.list, { ...draft, marked: null });

  /** Marks these files, or removes their marks. A second tap on the same button changes nothing. */
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

  const { step: downloading, on: onDownloading } = loading(async (readers, draft, { person, now }) => {
    const { files, gone } = await markedFiles(readers, draft, person);
    const packable = files.filter(({ bytes }) => bytes <= PART_BYTES);
    const room = await roomFor(readers, { userId: person.userId, now }, packable);
    return { files, packable, gone, large: files.length - packable.length, room, language: person.language };
  });
  const downloadStep = downloading({
    screen: (_, __, { files, packable, gone, large, room, language }) => {
      const t = chosenTexts[language];
      const { count, isPacking, size, aDay, againInMs } = room;
      const { partMegabytes } = size;
      const toMarks = back.button(t.back, {});
      if (files.length === 0) return { text: t.allGone, buttons: [[toMarks]] };
      if (packable.length === 0) return { text: t.tooLarge({ partMegabytes }), buttons: [[toMarks]] };
      if (isPacking) return { text: t.isPacking, buttons: [[toMarks]] };
      if (count === 0) return { text: t.enoughForToday({ aDay, againInMs, partMegabytes }), buttons: [[toMarks]] };
      const left = packable.length - count;
      const some = words[language].some({ count });
      return {
        text: t.askDownload({ some, gone, large, left, againInMs, ...size }),
        buttons: [[pack.button(t.pack, {}), toMarks]],
      };
    },
    actions: [
      onDownloading(pack, (draft, _, { person: { userId }, data: { files, packable, room }, now, newId }) => {
        if (room.count === 0 || room.isPacking) return goTo(steps.download, draft);
        const packed = packable.slice(0, room.count);
        const marked = placesOf(files.filter((file) => !packed.includes(file)));
        const of = archivesHold(packed);
        const begun = beginsPacking({ userId, archiveId: newId<string>(), total: packed.length, of, now }, (job) =>
          message(botGatewayInbox, 'pack-files', { ...job, files: placesOf(packed), ...(of && { of }) }),
        );
        return goTo(
          marked.length > 0 ? steps.choose : steps.list,
          { ...draft, marked: marked.length > 0 ? marked : null },
          ...begun,
        );
      }),
      on(back, (draft) => goTo(steps.choose, draft)),
    ],
  });

  const { step: removing, on: onRemoving } = loading(async (readers, draft, { person: { userId, language }, now }) => {
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
  const removeStep = removing({
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
      onRemoving(surely, (draft, _, { person: { userId, language }, data: { going, gone, staying, inChat } }) => {
        const t = chosenTexts[language];
        if (going.length === 0) return { ...toList(draft), notice: t.allGone };
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
      const isWhole = isWholePage(draft, shown);
      const wholePage = markPage.button(t.wholePage({ isWhole }), { isOn: isWhole ? 'off' : 'on' });
      return [
        [...(shown.length > 0 ? [wholePage] : []), ...besides],
        count > 0
          ? [
              download.button(count === 1 ? t.downloadOne : t.downloadSome({ count }), {}),
              remove.button(t.removeSome({ count }), {}),
            ]
          : [],
        [cancel.button(t.cancel, {})],
      ];
    },
    actions: [
      on(mark, (draft, { isOn, ...place }, { person }) => marking(draft, [place], isOn, person.language)),
      onPage(markPage, (draft, { isOn }, { person, data: shown }) => marking(draft, shown, isOn, person.language)),
      // Sends a single file as it is, and offers to pack several. Of several marked files one alone may be left.
      onSingle(download, (draft, _, { person: { language }, data: { files, gone, single } }) => {
        const t = chosenTexts[language];
        if (files.length === 0) return { ...toList(draft), notice: t.allGone };
        if (!single) return goTo(steps.download, draft);
        const sent = say(single.content, fileAskedFor(single.orderId));
        return { ...goTo(steps.list, { ...draft, marked: null }, sent), notice: t.sent({ gone }) };
      }),
      on(remove, (draft) => goTo(steps.remove, draft)),
      on(cancel, toList),
    ],
    downloadStep,
    removeStep,
  };
};
