import type { Button, Screen } from '../conversation/screen';
import type { Html } from '../conversation/html';

/** Rows of buttons. */
export type Buttons = readonly (readonly Button[])[];

/**
 * The content of a delivery, in our words; telegram/ turns it into calls. Markup is text because it lies in a row until it is sent.
 * Pictures and documents are storage references.
 */
export type Content =
  | { readonly kind: 'message'; readonly markup: string; readonly photo?: string; readonly buttons?: Buttons }
  | {
      readonly kind: 'edit';
      readonly messageId: number;
      readonly markup: string;
      readonly photo?: string;
      readonly buttons?: Buttons;
    }
  /** A card: sent once, edited later. The sender learns in its turn which message shows it. */
  | {
      readonly kind: 'card';
      readonly key: string;
      readonly markup: string;
      readonly photo?: string;
      readonly buttons?: Buttons;
    }
  | { readonly kind: 'album'; readonly pictures: readonly string[]; readonly markup: string }
  | {
      readonly kind: 'document';
      readonly document: string;
      readonly fileName: string;
      readonly markup: string;
      readonly buttons?: Buttons;
    }
  | {
      readonly kind: 'invoice';
      /** 1–32 characters. */
      readonly title: string;
      /** 1–255 characters. */
      readonly description: string;
      /** 1–128 bytes; comes back with the payment. */
      readonly payload: string;
      readonly stars: number;
    }
  /** The answer to a button press; `text` up to 200 characters. */
  | { readonly kind: 'answer'; readonly queryId: string; readonly text?: string; readonly alert?: boolean }
  | { readonly kind: 'delete'; readonly messageId: number };

/** A screen as a new message. */
export const messageOf = (screen: Screen): Content & { kind: 'message' } => ({
  kind: 'message',
  markup: screen.text.markup,
  ...(screen.photo === undefined ? {} : { photo: screen.photo }),
  ...(screen.buttons === undefined ? {} : { buttons: screen.buttons }),
});

/** A screen that replaces another. */
export const editOf = (messageId: number, screen: Screen): Content & { kind: 'edit' } => ({
  ...messageOf(screen),
  kind: 'edit',
  messageId,
});

export const cardOf = (key: string, screen: Screen): Content => ({ ...messageOf(screen), kind: 'card', key });

export const messageWith = (text: Html, buttons?: Buttons): Content =>
  messageOf(buttons === undefined ? { text } : { text, buttons });
/** 1–10 pictures with one caption; a single one goes as a photo. An album has no buttons: send them in the next message. */
export const albumOf = (pictures: readonly string[], caption: Html): Content => ({
  kind: 'album',
  pictures,
  markup: caption.markup,
});
export const documentOf = (document: string, fileName: string, caption: Html, buttons?: Buttons): Content => ({
  kind: 'document',
  document,
  fileName,
  markup: caption.markup,
  ...(buttons === undefined ? {} : { buttons }),
});
export const invoiceFor = (invoice: Omit<Content & { kind: 'invoice' }, 'kind'>): Content => ({
  kind: 'invoice',
  ...invoice,
});
