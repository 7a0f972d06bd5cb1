import type { KeptFile } from '@aisha/database/files';
import type { Language, OrderId, UserId } from '@aisha/domain';
import type { FileKind } from '@aisha/kinds/tables';
import type { Button, Effect, Html, CallbackButton, Readers } from '../engine/conversation';
import type { VideoFile } from '../engine/deliveries/content';
import type { ShownBy } from './shown-by';

/** Makes the button that leads from a file to one of its uses. */
export type FileUse = (file: KeptFile, language: Language) => CallbackButton;

/** Declares a use. Declare it beside the callback of the conversation to which the button leads. */
export const fileUse =
  (words: Readonly<Record<Language, string>>, button: (label: string, file: KeptFile) => CallbackButton): FileUse =>
  (file, language) =>
    button(words[language], file);

/** The words for the files of a kind. */
interface KindWords {
  /** The name of the kind: «🖼️ Картинки». */
  readonly many: string;
  /** The name of one file of the kind: «🖼️ Картинка». */
  readonly one: string;
  /** The beginning of the file's name when the file is sent again; the date follows. */
  readonly fileName: string;
  /** A note on the file's screen. */
  readonly note?: Html;
  /** Says what is deleted together with a file: «вместе с записью». */
  readonly removedWith?: string;
}

/** Reads the size of a video; null when the video is sent as a document. */
export type VideoSizeOf = (
  readers: Readers,
  userId: UserId,
  file: KeptFile,
) => Promise<Pick<VideoFile, 'width' | 'height' | 'seconds'> | null>;

/** How «Мои файлы» shows the files of one kind. */
export interface FileKindView {
  readonly words: Readonly<Record<Language, KindWords>>;
  /** The name of a file's form, where the kind has forms: «Краткое содержание». */
  readonly formName?: (form: string, language: Language) => string;
  /** All forms of the kind, so that a search finds a file by the name of its form. */
  readonly forms?: readonly string[];
  /** How the file is sent. The screen of a picture shows the picture itself; a video is sent as a video when its size is known. */
  readonly as: 'picture' | 'document' | VideoSizeOf;
  /** The buttons for other formats in which the bot can send the file. */
  readonly otherFormats?: (orderId: OrderId) => readonly Button[];
  /** Finds the messages in the chat that show such files; they are deleted with the files. */
  readonly shownBy: ShownBy;
  /** The next uses of a file, in the order of its buttons. */
  readonly uses: readonly FileUse[];
  /** Deletes a file with everything that belongs to it; null for a kind whose files cannot be deleted here. */
  readonly removal: ((file: Pick<KeptFile, 'id' | 'orderId'>, userId: UserId) => Effect) | null;
}

/** The words for one file: those of its kind, or of its form. */
export const wordsFor = (
  { words, formName }: Pick<FileKindView, 'words' | 'formName'>,
  { form }: Pick<KeptFile, 'form'>,
  language: Language,
): KindWords => {
  const ofKind = words[language];
  if (!form || !formName) return ofKind;
  const name = formName(form, language);
  return { ...ofKind, one: `${ofKind.one.split(' ')[0]} ${name}`, fileName: name.toLowerCase().replaceAll(' ', '-') };
};

/** The forms whose names contain these words. */
export const formsNamed = (views: FileKindViews, words: string, language: Language): string[] =>
  Object.values(views).flatMap(({ formName, forms = [] }) =>
    forms.filter((form) => formName?.(form, language).toLowerCase().includes(words.toLowerCase())),
  );

export type FileKindViews = Readonly<Record<FileKind, FileKindView>>;

/** The views of all kinds, for jobs that pack or delete files of any kind. */
export class FileKinds {
  constructor(readonly views: FileKindViews) {}
}
