/** What a key to the public API may do: read, place and cancel orders, manage webhooks. */
export const API_SCOPES = ['read', 'order', 'webhooks'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** The most keys of one person. */
export const MAX_API_KEYS = 5;

/** How long the name of a key may be, in characters. */
export const API_KEY_NAME = { min: 1, max: 40 } as const;

/** How every key begins: scanners of secrets find keys by it. */
const API_KEY_PREFIX = 'aisha_live_';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Random characters of a key: 62^32 is more than 190 bits. */
const CHANCE = 32;
/** Characters of the checksum: 62^6 is more than 32 bits. */
const CHECKSUM = 6;
const KEY = new RegExp(`^${API_KEY_PREFIX}[0-9A-Za-z]{${CHANCE + CHECKSUM}}$`);

/**
 * A new key: its prefix, 32 random characters, and a checksum of six, by which a scanner tells a key from a look-alike without asking us.
 * `draw` gives a random number below the bound.
 */
export function newApiKey(draw: (below: number) => number): string {
  const chance = Array.from({ length: CHANCE }, () => DIGITS[draw(DIGITS.length)]).join('');
  return `${API_KEY_PREFIX}${chance}${checksumOf(chance)}`;
}

/** Whether a text has the form of a key and the right checksum. */
export const isApiKey = (text: string): boolean =>
  KEY.test(text) && text.endsWith(checksumOf(text.slice(API_KEY_PREFIX.length, -CHECKSUM)));

/** CRC-32 (ISO 3309) in base 62. */
function checksumOf(text: string): string {
  let crc = 0xffffffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  let digits = '';
  for (let place = 0; place < CHECKSUM; place++) {
    digits = `${DIGITS[rest % DIGITS.length]}${digits}`;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}
