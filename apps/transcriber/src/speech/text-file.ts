/** Byte order marks, and the encoding each names. */
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** What a text hardly has, and programs, archives and pictures have all over. */
const OF_NO_TEXT = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g;
const isText = (text: string): boolean => (text.match(OF_NO_TEXT)?.length ?? 0) <= text.length / 200;

/** A text file as text: by its mark, else as UTF-8, else as the Windows code page of Russian. Nothing for a file of another sort. */
export function textIn(bytes: Buffer): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return withoutNul(new TextDecoder(marked[0]).decode(bytes));
  const text = unmarked(bytes);
  return isText(text) ? withoutNul(text) : '';
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
