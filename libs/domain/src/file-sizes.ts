/** What a setting in MB means, in bytes: MiB, as Telegram counts. */
export const MB = 1024 * 1024;

/** 20 MiB: what Telegram's cloud lets a bot download (telegram.md §6). */
export const MAX_FILE_BYTES = 20 * MB;
