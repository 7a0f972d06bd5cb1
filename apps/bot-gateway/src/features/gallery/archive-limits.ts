/** Pictures that are packed at the person's word: some 120 MB. The rest is behind a narrower filter. */
export const MOST_PACKED = 300;

/** Pictures marked one by one: eleven pages; their ids travel with each message that packs the next archive. */
export const MOST_CHOSEN = 100;

/** Of one archive, 10⁶ bytes each: Telegram takes 50 MB a file (telegram.md §6), and a zip is a little more than what it holds. */
export const PART_MEGABYTES = 45;
export const PART_BYTES = PART_MEGABYTES * 1_000_000;
