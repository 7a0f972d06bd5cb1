import path from 'node:path';
import type { OutboundMessage } from '../deliveries/message-sender';

/**
 * The messages that Telegram may accept after it has refused this one, in the order in which they are sent; null if there are none. An
 * album becomes single pictures, several files become single files, a text with a picture becomes the text alone, and an invoice that is
 * paid by card becomes words. A single picture, a sound or a video becomes a file, and a file loses its words.
 */
export function fallbackOf(message: OutboundMessage): readonly OutboundMessage[] | null {
  switch (message.kind) {
    case 'album': {
      const { pictures, markup } = message;
      const [only] = pictures;
      if (pictures.length > 1) {
        return pictures.map((picture, i) => ({ kind: 'album', pictures: [picture], markup: i === 0 ? markup : '' }));
      }
      return only === undefined
        ? null
        : [{ kind: 'document', document: only, fileName: path.posix.basename(only), markup }];
    }
    case 'files':
      return message.files.map((file, i) => ({ kind: 'document', ...file, markup: i === 0 ? message.markup : '' }));
    // A person who refuses voice messages gets the sound as a file (core.telegram.org, VOICE_MESSAGES_FORBIDDEN).
    case 'sound': {
      const { document, fileName, markup } = message;
      return [{ kind: 'document', document, fileName, markup }];
    }
    case 'video': {
      const { document, fileName, markup, buttons } = message;
      return [{ kind: 'document', document, fileName, markup, ...(buttons && { buttons }) }];
    }
    case 'document':
      return message.markup === '' ? null : [{ ...message, markup: '' }];
    case 'message':
    case 'edit': {
      const { photo, ...words } = message;
      return photo === undefined ? null : [words];
    }
    // Telegram limits the amounts of card payments, and the card provider may be gone: the person then reads that Stars still work.
    case 'invoice':
      return message.card ? [{ kind: 'message', markup: message.card.instead }] : null;
    case 'answer':
    case 'delete':
    case 'reaction':
      return null;
  }
}
