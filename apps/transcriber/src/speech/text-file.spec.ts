import { describe, expect, it } from '@jest/globals';
import { textIn } from './text-file';

const WORDS = 'Сметы подписаны.\r\n\tПоезд — в пятницу';

describe('a text file', () => {
  const utf16 = Buffer.from(`\uFEFF${WORDS}`, 'utf16le');

  it.each([
    ['UTF-8', Buffer.from(WORDS)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${WORDS}`)],
    ['UTF-16', utf16],
    ['UTF-16 the other way round', Buffer.from(utf16).swap16()],
    [
      'Windows-1251',
      Buffer.from(
        [...WORDS].map((one) => (one === '—' ? 0x97 : one > '~' ? one.charCodeAt(0) - 0x350 : one.charCodeAt(0))),
      ),
    ],
  ])('is read as it was written: %s', (_, bytes) => {
    expect(textIn(bytes)).toBe(WORDS);
  });

  it.each([
    ['a program', Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\xFF\xFF', 'latin1')],
    ['an archive', Buffer.from('PK\x03\x04\x14\x00\x08\x00', 'latin1')],
  ])('that is %s by another name has no text', (_, bytes) => {
    expect(textIn(bytes)).toBe('');
  });
});
