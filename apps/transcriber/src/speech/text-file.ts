/** Byte order marks, and the encoding each names. */
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** A text file as text: by its mark, else as UTF-8, else as the Windows code page of Russian. */
export function textIn(bytes: Buffer): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  return withoutNul(marked ? new TextDecoder(marked[0]).decode(bytes) : unmarked(bytes));
}

function unmarked(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

/** Postgres stores no NUL in a text. */
const withoutNul = (text: string): string => text.replaceAll('\0', '');
