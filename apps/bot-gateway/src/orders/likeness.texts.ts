import { LIKENESS_WORDS, likenessWord, type Language, type LikenessWord } from '@aisha/domain';
import { html, type Html } from '../engine/conversation';

/** How far a picture's face is from those of the avatar's photos; places count from 0. */
export interface PictureLikenessState {
  readonly position: number;
  readonly distance: number;
}

/** Of one picture, or of all of a result. */
const SAID: Readonly<Record<Language, Record<LikenessWord, string>>> = {
  ru: { alike: 'Похоже на фото', partly: 'Отчасти похоже на фото', unlike: 'Непохоже на фото' },
  en: { alike: 'Looks like the photos', partly: 'Looks a bit like the photos', unlike: 'Doesn’t look like the photos' },
};

/** Of some pictures of a result, by their places in the album. */
const SAID_OF: Readonly<Record<Language, Record<LikenessWord, string>>> = {
  ru: { alike: 'Похоже', partly: 'Отчасти похоже', unlike: 'Непохоже' },
  en: { alike: 'Looks like the photos', partly: 'A bit', unlike: 'Not much' },
};

/** Likeness in words, never in numbers: «👤 Похоже на фото». */
export const likenessText = (distance: number, language: Language): string =>
  `👤 ${SAID[language][likenessWord(distance)]}`;

/** The same for a whole result: «👤 Похоже: 1, 3 · Непохоже: 2». Null when no picture shows a face. */
export function likenessOfResult(pictures: readonly PictureLikenessState[], language: Language): Html | null {
  const placesOf = (word: LikenessWord): number[] =>
    pictures.filter(({ distance }) => likenessWord(distance) === word).map(({ position }) => position + 1);
  const said = LIKENESS_WORDS.map((word) => ({ word, places: placesOf(word) })).filter(({ places }) => places.length);
  const [only, ...others] = said;
  if (!only) return null;
  if (others.length === 0) return html`👤 ${SAID[language][only.word]}`;
  return html`👤 ${said.map(({ word, places }) => `${SAID_OF[language][word]}: ${places.join(', ')}`).join(' · ')}`;
}
