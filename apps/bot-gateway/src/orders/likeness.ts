import { LIKENESS_WORDS, likenessWord, type Language, type LikenessWord } from '@aisha/domain';
import { likenessTexts } from '@aisha/words';
import { html, type Html } from '../engine/conversation';

/** How far a picture's face is from the faces of the avatar's photos. Positions count from 0. */
export interface PictureLikenessState {
  readonly position: number;
  readonly distance: number;
}

/** The likeness in words, never in numbers: «👤 Похоже на фото». */
export const likenessText = (distance: number, language: Language): string =>
  `👤 ${likenessTexts[language].likeness({ word: likenessWord(distance) })}`;

/** The likeness of a whole result: «👤 Похоже: 1, 3 · Непохоже: 2». Null when no picture shows a face. */
export function likenessOfResult(pictures: readonly PictureLikenessState[], language: Language): Html | null {
  const t = likenessTexts[language];
  const placesOf = (word: LikenessWord): number[] =>
    pictures.filter(({ distance }) => likenessWord(distance) === word).map(({ position }) => position + 1);
  const said = LIKENESS_WORDS.map((word) => ({ word, places: placesOf(word) })).filter(({ places }) => places.length);
  const [only, ...others] = said;
  if (!only) return null;
  if (others.length === 0) return html`👤 ${t.likeness(only)}`;
  return html`👤 ${said.map(({ word, places }) => t.likenessOf({ word, places: places.join(', ') })).join(' · ')}`;
}
