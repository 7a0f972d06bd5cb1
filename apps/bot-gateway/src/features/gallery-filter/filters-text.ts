import type { Language } from '@aisha/domain';
import { galleryTexts, lookGroupTexts } from '@aisha/words';
import { html, type Html } from '../../engine/conversation';
import type { Wanted } from './gallery.draft';

/** The filters that are set, in words: « · ⭐ избранное · Аня · за неделю». */
export const filtersText = (wanted: Wanted, avatar: string | null, language: Language): Html => {
  const t = galleryTexts[language];
  const parts = [
    wanted.isFavourite && t.onlyFavouritesSaid,
    wanted.avatarId && avatar,
    wanted.lookGroup && lookGroupTexts[language][wanted.lookGroup],
    wanted.period && t.periodSaid({ days: wanted.period }),
    wanted.words && t.wordsSaid({ words: wanted.words }),
  ].filter((part) => typeof part === 'string');
  return html`${parts.map((part) => html` · ${part}`)}`;
};

const isOnlyFavourites = (wanted: Wanted): boolean => wanted.isFavourite === true && Object.keys(wanted).length === 1;

/** The reason why a page shows no picture. */
export const whyNothing = (
  wanted: Wanted,
  hasOthers: boolean,
): 'others' | 'words' | 'favourites' | 'filters' | 'empty' => {
  if (hasOthers) return 'others';
  if (wanted.words !== undefined) return 'words';
  if (isOnlyFavourites(wanted)) return 'favourites';
  return Object.keys(wanted).length > 0 ? 'filters' : 'empty';
};
