import type { FilePlace, KeptFile } from '@aisha/database/files';
import type { UserId } from '@aisha/domain';
import type { Html, Texts } from '@aisha/words';
import type { FlowKit, LoadContext, Readers } from '../../engine/conversation';
import type { FileKindViews } from '../../orders/file-kind';
import { ChangedFiles } from '../../readers';

/** The draft of a list of files in which several can be marked. */
export interface MarkingDraft {
  /** The files that are marked, on this page and on others. Null or absent when the person is not choosing any. */
  readonly marked?: readonly FilePlace[] | null;
}

/** A list of files from which several can be chosen. */
export interface ListOfFiles<Draft, Step extends string> {
  /** The beginning of the names of the list's buttons. */
  readonly name: string;
  /** The list's steps: the list, the list with marks, the offer to pack the marked files, and the question whether to delete them. */
  readonly steps: Readonly<Record<'list' | 'choose' | 'download' | 'remove', Step>>;
  /** The kinds of the list's files: how each is sent, and what deletes it. */
  readonly views: Partial<FileKindViews>;
  /** The files of the page that is shown. */
  readonly page: (readers: Readers, draft: Draft, loading: LoadContext) => Promise<readonly FilePlace[]>;
  /** The list after these files were deleted. */
  readonly without: (draft: Draft, gone: readonly FilePlace[]) => Draft;
  /** How the list counts its files, «3 картинки», and what goes with them when they are deleted. */
  readonly words: Texts<{ readonly some: (told: { readonly count: number }) => string; readonly removeSomeNote: Html }>;
}

/** What the conversation of a list gives to the steps in which several of its files are chosen. */
export type KitOfList<Draft, Step extends string> = Pick<
  FlowKit<Draft, Step, Texts>,
  'loading' | 'on' | 'goTo' | 'stay'
>;

export const isSame =
  (one: FilePlace) =>
  ({ kind, id }: FilePlace): boolean =>
    kind === one.kind && id === one.id;

export const isMarked = ({ marked }: MarkingDraft, place: FilePlace): boolean => marked?.some(isSame(place)) ?? false;

/** The marked files that still exist, and how many are gone. */
export const markedFiles = async (
  readers: Readers,
  { marked }: MarkingDraft,
  { userId }: { readonly userId: UserId },
) => {
  const places = marked ?? [];
  const files = await readers.of(ChangedFiles).these(userId, places);
  return { files, gone: places.length - files.length };
};

export const placesOf = (files: readonly KeptFile[]): FilePlace[] => files.map(({ kind, id }) => ({ kind, id }));
