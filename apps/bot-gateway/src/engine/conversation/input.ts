/**
 * A file that a person sent, or chose among those we keep. It lies at Telegram, or in storage, until a fetch-file job
 * brings it to where it is looked at.
 */
export interface IncomingFile {
  /** The person's message that brought it. */
  readonly messageId: number;
  /** Telegram's file id, or our storage reference. */
  readonly fileId: string;
  /** The same for a file, however often it is sent. */
  readonly uniqueId: string;
  /** The size; null when Telegram does not say. */
  readonly bytes: number | null;
  readonly name: string | null;
  readonly mimeType: string | null;
  /** The id that photos sent together share; each is an input of its own, and none is marked as the last. */
  readonly albumId: string | null;
  readonly caption: string | null;
  /** The message was first sent elsewhere, or by another person. */
  readonly isForwarded?: boolean;
}

/** Telegram's proof that Stars were paid. Updates may repeat the same charge. */
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
      /** The person's words that the button's message quotes. */
      readonly quoted?: string | undefined;
    }
  | { readonly kind: 'command'; readonly name: string; readonly argument: string }
  | { readonly kind: 'text'; readonly text: string; readonly messageId: number }
  | { readonly kind: FileKind; readonly file: IncomingFile }
  | { readonly kind: 'payment'; readonly payment: IncomingPayment }
  /** A sticker, a location: inputs that no action takes. */
  | { readonly kind: 'other' };

/** A round video message is a `video`, too. */
export type FileKind = 'photo' | 'file' | 'voice' | 'audio' | 'video';
