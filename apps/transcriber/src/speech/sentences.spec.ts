import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { piecesOfText } from './sentences';

describe('a text in pieces', () => {
  it('is cut between sentences', () => {
    expect(piecesOfText('Раз. Два! Три? Четыре.', 10)).toEqual(['Раз. Два!', 'Три?', 'Четыре.']);
  });

  it('is cut between words where a sentence is too long, and anywhere where a word is', () => {
    expect(piecesOfText('один два три четыре', 10)).toEqual(['один два', 'три четыре']);
    expect(piecesOfText('ааааааааааааа', 5)).toEqual(['ааааа', 'ааааа', 'ааа']);
  });

  it('has no piece without a word', () => {
    expect(piecesOfText('Раз.\n***\n', 5)).toEqual(['Раз.']);
  });

  it('loses no word, cuts no emoji in two, and no piece is too long', () => {
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
