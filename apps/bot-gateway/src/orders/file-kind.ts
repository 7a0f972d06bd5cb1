import type { KeptFile } from '@aisha/database/files';
import type { Language, OrderId, UserId } from '@aisha/domain';
import type { Button, Effect, Html, CallbackButton, Readers } from '../engine/conversation';
import type { VideoFile } from '../engine/deliveries/content';
import type { ShownBy } from './shown-by';

/** The next use of a file: the button that leads there. */
export type FileUse = (file: KeptFile, language: Language) => CallbackButton;

/** Defines a use; the conversation to which it leads writes it, beside the callback. */
export const fileUse =
  (words: Readonly<Record<Language, string>>, button: (label: string, file: KeptFile) => CallbackButton): FileUse =>
  (file, language) =>
    button(words[language], file);

/** The words by which a person knows the files of a kind. */
export interface KindWords {
  /** «🖼️ Картинки» */
  readonly many: string;
  /** «🖼️ Картинка» */
  readonly one: string;
  /** The name of the file when it is sent again, before its date. */
  readonly fileName: string;
  /** A note on the file's screen. */
  readonly note?: Html;
  /** What is deleted together with a file: «вместе с записью». */
  readonly removedWith?: string;
}

/** The size of a video; null: the video is sent as a document. */
export type VideoSizeOf = (
  readers: Readers,
  userId: UserId,
  file: KeptFile,
) => Promise<Pick<VideoFile, 'width' | 'height' | 'seconds'> | null>;

/** A kind of files in «Мои файлы». */
export interface FileKindView {
  readonly words: Readonly<Record<Language, KindWords>>;
  /** How a person sees the file: its screen shows a picture; a video whose size is known is sent as a video. */
  readonly as: 'picture' | 'document' | VideoSizeOf;
  /** Buttons for the formats in which a file can be had besides its own. */
  readonly otherFormats?: (orderId: OrderId) => readonly Button[];
  /** The messages in the chat that show the file, which are deleted with it. */
  readonly shownBy: ShownBy;
  /** The next uses of a file, in the order of its buttons. */
  readonly uses: readonly FileUse[];
  /** The message that deletes a file with everything that belongs to it; null: it cannot be deleted here. */
  readonly removal: ((file: KeptFile, userId: UserId) => Effect) | null;
}
