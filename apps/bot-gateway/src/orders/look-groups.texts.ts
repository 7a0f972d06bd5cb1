import type { Language, LookGroup } from '@aisha/domain';

/** The themes of the catalogue of looks. */
export const LOOK_GROUP_WORDS: Readonly<Record<Language, Readonly<Record<LookGroup, string>>>> = {
  ru: {
    business: '💼 Бизнес',
    cinema: '🎬 Кино',
    travel: '✈️ Путешествия',
    fashion: '👠 Мода',
    fantasy: '🐉 Фэнтези',
    festive: '🎉 Праздник',
  },
  en: {
    business: '💼 Business',
    cinema: '🎬 Cinema',
    travel: '✈️ Travel',
    fashion: '👠 Fashion',
    fantasy: '🐉 Fantasy',
    festive: '🎉 Festive',
  },
};
