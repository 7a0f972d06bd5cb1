import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { piecesOfText } from './text-pieces';

describe('a text in pieces', () => {
  it('a text in pieces is cut between sentences', () => {
    expect(piecesOfText('Раз. Два! Три? Четыре.', 10)).toEqual(['Раз. Два!', 'Три?', 'Четыре.']);
  });

  it('a text in pieces is cut between words when a sentence is too long, and anywhere when a word is too long', () => {
    expect(piecesOfText('один два три четыре', 10)).toEqual(['один два', 'три четыре']);
    expect(piecesOfText('ааааааааааааа', 5)).toEqual(['ааааа', 'ааааа', 'ааа']);
  });

  it('a sentence that is exactly as long as a piece stays whole', () => {
    expect(piecesOfText('А. Одинад два', 10)).toEqual(['А.', 'Одинад два']);
  });

  it('a text in pieces is cut within a word when the last blank lies in the first half of the piece', () => {
    expect(piecesOfText('ааааа бббббббббб', 10)).toEqual(['ааааа бббб', 'бббббб']);
    expect(piecesOfText('аааааа бббббббббб', 10)).toEqual(['аааааа', 'бббббббббб']);
  });

  it('a piece without a word is left out', () => {
    expect(piecesOfText('Раз.\n***\n', 5)).toEqual(['Раз.']);
  });

  it('cutting a text loses no word, cuts no emoji in two, and makes no piece that is too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 10, max: 60 }), (text, most) => {
        const pieces = piecesOfText(text, most);
        expect(pieces.every((piece) => piece.length <= most && piece.isWellFormed())).toBe(true);
        const words = (whole: string) => whole.replace(/[^\p{L}\p{N}]/gu, '');
        expect(words(pieces.join(''))).toBe(words(text));
      }),
    );
  });
});
