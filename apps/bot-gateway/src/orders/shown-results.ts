import type { SentResult } from '@aisha/database/bot';

/** Telegram lets a bot delete its messages for 48 hours (core.telegram.org/bots/api#deletemessage); a minute is for the way there. */
const DELETABLE_MS = 48 * 3_600_000 - 60_000;

/** Whether the bot may still take the messages out of the chat. */
export const isDeletable = ({ sentAt }: SentResult, now: Date): boolean =>
  now.getTime() - sentAt.getTime() < DELETABLE_MS;

/** The card key of the album that stands above the gallery's buttons. */
export const GALLERY_ALBUM = 'gallery-album';
