import type { Button, Screen } from '../screen/screen';
import type { Html } from '@aisha/words';
/** Rows of buttons. */
export type Buttons = readonly (readonly Button[])[];
/** A stored file, and the name under which the person sees it. */
export interface NamedFile {
  readonly document: string;
  readonly fileName: string;
}
/** A stored MP4 with facts that Telegram does not find out itself. Without them Telegram shows a video as a square of 0:00. */
export interface VideoFile extends NamedFile {
  /** The width in pixels. */
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
}
/**
 * The content of a delivery, in our words; telegram/ turns it into calls. Markup is plain text, because the delivery waits in a database
 * row until it is sent. Pictures and documents are storage references, or pictures that come with the bot (own-pictures.ts).
 */
export type Content =
  | {
      readonly kind: 'message';
      readonly markup: string;
      readonly photo?: string;
      readonly buttons?: Buttons;
      /** The person's message that this message quotes. If that message is gone, this one is sent without the quote. */
      readonly replyTo?: number;
      /** The topic, in a group that has topics. */
      readonly topicId?: number;
    }
  | {
      readonly kind: 'edit';
      readonly messageId: number;
      readonly markup: string;
      readonly photo?: string;
      readonly buttons?: Buttons;
    }
  /** A card, which is sent once and edited later. The sender finds out, when the delivery's turn comes, which message shows the card. */
  | {
      readonly kind: 'card';
      readonly key: string;
      readonly markup: string;
      readonly photo?: string;
      readonly buttons?: Buttons;
      /** The person's message that a new message quotes; an edit cannot change the quote. */
      readonly replyTo?: number;
    }
  | {
      readonly kind: 'album';
      readonly pictures: readonly string[];
      readonly markup: string;
    }
  | {
      readonly kind: 'files';
      readonly files: readonly NamedFile[];
      readonly markup: string;
    }
  | {
      readonly kind: 'document';
      readonly document: string;
      readonly fileName: string;
      readonly markup: string;
      readonly buttons?: Buttons;
      readonly replyTo?: number;
    }
  /** A sound that Telegram plays in the chat: as a voice message (Ogg with Opus), or as a track with a name (MP3). */
  | {
      readonly kind: 'sound';
      readonly as: 'voice' | 'audio';
      readonly document: string;
      readonly fileName: string;
      /** The length of the sound in seconds. Telegram does not find it out itself, and without it shows 0:00. */
      readonly seconds?: number | undefined;
      readonly markup: string;
    }
  /** An MP4 that Telegram plays in the chat. */
  | ({
      readonly kind: 'video';
      readonly markup: string;
      readonly buttons?: Buttons;
    } & VideoFile)
  | {
      readonly kind: 'invoice';
      /** The title, of 1–32 characters. */
      readonly title: string;
      /** The description, of 1–255 characters. */
      readonly description: string;
      /** Our text of 1–128 bytes, which comes back with the payment. */
      readonly payload: string;
      readonly stars: number;
    }
  /** The answer to a button press; `text` has up to 200 characters. */
  | {
      readonly kind: 'answer';
      readonly queryId: string;
      readonly text?: string;
      readonly alert?: boolean;
    }
  /** Deletes up to 100 messages of the last 48 hours; Telegram skips those that it cannot find. */
  | {
      readonly kind: 'delete';
      readonly messageIds: readonly number[];
    }
  /** Removes the message of a card. The sender finds out, when the delivery's turn comes, which message that is. */
  | {
      readonly kind: 'card-removal';
    }
  /**
   * Sets a reaction on the person's message; on an album Telegram shows it at the first picture. It has the class `progress`, so it is sent
   * only when there is room.
   */
  | {
      readonly kind: 'reaction';
      readonly messageId: number;
      readonly emoji: '👍';
    };
/** A screen as a new message. */
export declare const messageOf: (screen: Screen) => Content & {
  kind: 'message';
};
/** The content that replaces a screen by another one. */
export declare const editOf: (
  messageId: number,
  screen: Screen,
) => Content & {
  kind: 'edit';
};
export declare const cardOf: (key: string, screen: Screen) => Content;
export declare const messageWith: (text: Html, buttons?: Buttons) => Content;
/**
 * An album of 1–10 pictures with one caption; a single picture goes as a photo. An album can have no buttons, so the caller sends these in
 * the next message.
 */
export declare const albumOf: (pictures: readonly string[], caption: Html) => Content;
/** Splits pictures into as few albums as can hold them, all of about the same size: sixteen become eight and eight. */
export declare const inAlbums: <T>(items: readonly T[]) => T[][];
/** Albums for any number of pictures. Each album is a delivery of its own; the first has the caption. */
export declare const albumsOf: (pictures: readonly string[], caption: Html) => Content[];
/** An album of 2–10 files with one caption; a single file goes as a document. */
export declare const filesOf: (files: readonly NamedFile[], caption: Html) => Content;
export declare const documentOf: (document: string, fileName: string, caption: Html, buttons?: Buttons) => Content;
export declare const voiceOf: (document: string, fileName: string, caption: Html, seconds?: number | null) => Content;
export declare const audioOf: (document: string, fileName: string, caption: Html, seconds?: number | null) => Content;
export declare const videoOf: (video: VideoFile, caption: Html, buttons?: Buttons) => Content;
export declare const invoiceFor: (
  invoice: Omit<
    Content & {
      kind: 'invoice';
    },
    'kind'
  >,
) => Content;
//# sourceMappingURL=content.d.ts.map
