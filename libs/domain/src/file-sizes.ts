/** A megabyte as settings and Telegram count it, in bytes: a MiB. */
export const MB = 1024 * 1024;

/** The largest file that Telegram's cloud lets a bot download: 20 MiB (telegram.md §6). */
export const MAX_FILE_BYTES = 20 * MB;

/** The most bytes of text, as UTF-8, that the product takes from one file: a thick novel. */
export const MAX_TEXT_BYTES = 2_000_000;
