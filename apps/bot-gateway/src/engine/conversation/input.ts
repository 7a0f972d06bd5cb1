/**
 * A file that a person sent, or chose among those that we keep. It lies at Telegram, or in our storage, until a fetch-file job brings it to
 * where it is looked at.
 */
export interface IncomingFile {
  /** The person's message with the file. */
  readonly messageId: number;
  /** Telegram's file id, or our storage reference. */
  readonly fileId: string;
  /** Telegram's id that stays the same for a file, however often it is sent. */
  readonly uniqueId: string;
  /** The size in bytes; null when Telegram does not say it. */
  readonly bytes: number | null;
  readonly name: string | null;
  readonly mimeType: string | null;
  /** The id that photos have in common when they are sent together. Each is an input of its own, and none is marked as the last. */
  readonly albumId: string | null;
  readonly caption: string | null;
  /** Whether the message was forwarded: it was first sent elsewhere, or by another person. */
  readonly isForwarded?: boolean;
}

/** A payment in Stars or by card, as an update reports it. Several updates may report the same charge. */
export interface IncomingPayment {
  readonly payload: string;
  readonly currency: string;
  readonly amount: number;
  readonly chargeId: string;
}

/** A person's action, in our words. */
export type Input =
  | {
      readonly kind: 'button';
      readonly data: string;
      readonly messageId: number;
      readonly queryId: string;
      /** Whether the button's message is a photo with words below; absent when Telegram has forgotten it. */
      readonly isPhoto?: boolean;
      /** The person's words that the message of the button quotes. */
      readonly quoted?: string | undefined;
    }
  | { readonly kind: 'command'; readonly name: string; readonly argument: string }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly messageId: number;
      /** Whether these are the new words of a message that the conversation has read before. */
      readonly isEdited?: boolean;
    }
  /** An edited message with its new words. The text is empty for a command, whose edit is not read, and for a file without a caption. */
  | { readonly kind: 'edited'; readonly text: string; readonly messageId: number }
  | { readonly kind: FileKind; readonly file: IncomingFile }
  /** What is written below a file, at a step that reads only these words; null for a file without words. The file itself is left out. */
  | { readonly kind: 'caption'; readonly words: string | null }
  | { readonly kind: 'payment'; readonly payment: IncomingPayment }
  /** An input that the bot does not read, so that no action handles it. */
  | { readonly kind: 'other'; readonly what: Unread };

/** What a person can send that the bot does not read; `else` is all the rest, such as a poll. */
export type Unread = 'sticker' | 'place' | 'contact' | 'else';

/** The kinds of files; a round video message is a `video`. */
export type FileKind = 'photo' | 'file' | 'voice' | 'audio' | 'video';
