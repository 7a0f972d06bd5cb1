import { formatCredits, type CentiCredits, type Language, type TrainingPreset } from '@aisha/domain';
import { defineTexts, html, russianPlural } from '../engine/conversation';
import { creditsMissingRu, creditsText } from './credits.texts';
import type { PackContents } from './top-up';

/** The signs of the presets, as on their own buttons. */
const SIGNS: Readonly<Record<TrainingPreset, string>> = { fast: '⚡', balanced: '⚖️', best: '💎' };
const AVATARS: Readonly<Record<Language, Readonly<Record<TrainingPreset, string>>>> = {
  ru: { fast: 'быстрый аватар', balanced: 'оптимальный аватар', best: 'лучший аватар' },
  en: { fast: 'a fast avatar', balanced: 'a balanced avatar', best: 'the best avatar' },
};

const sign = ({ avatar }: PackContents): string => (avatar ? SIGNS[avatar] : '🎨');
const picturesRu = (count: number): string => `${count} ${russianPlural(count, 'картинка', 'картинки', 'картинок')}`;
const picturesEn = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`;

export const topUpTexts = defineTexts({
  ru: {
    /** On a button, so short. */
    pack: (contents: PackContents, stars: number) =>
      `${sign(contents)} ${contents.avatar ? 'Аватар + ' : ''}${picturesRu(contents.pictures)} · ${stars} ⭐`,
    /** Under an order, whatever it is: it is priced in credits. */
    packCredits: (amount: CentiCredits, stars: number) => `💎 ${creditsText(amount, 'ru')} · ${stars} ⭐`,
    /** In credits; the line above says so. */
    packLine: (contents: PackContents, amount: CentiCredits) =>
      html`${sign(contents)} <b>${formatCredits(amount, ',')}</b> · ${contents.avatar && `${AVATARS.ru[contents.avatar]} + `}${picturesRu(contents.pictures)}`,
    needed: (amount: CentiCredits) =>
      html`⭐ Нужно ещё <b>${creditsMissingRu(amount)}</b>. После оплаты сразу вернёмся к заказу.

Пакеты кредитов за звёзды Telegram:`,
    menu: '🏠 Меню',
  },
  en: {
    pack: (contents: PackContents, stars: number) =>
      `${sign(contents)} ${contents.avatar ? 'Avatar + ' : ''}${picturesEn(contents.pictures)} · ${stars} ⭐`,
    packCredits: (amount: CentiCredits, stars: number) => `💎 ${creditsText(amount, 'en')} · ${stars} ⭐`,
    packLine: (contents: PackContents, amount: CentiCredits) =>
      html`${sign(contents)} <b>${formatCredits(amount)}</b> · ${contents.avatar && `${AVATARS.en[contents.avatar]} + `}${picturesEn(contents.pictures)}`,
    needed: (amount: CentiCredits) =>
      html`⭐ You need <b>${creditsText(amount, 'en')}</b> more. Once you pay, we go straight back to your order.

Packs of credits for Telegram Stars:`,
    menu: '🏠 Menu',
  },
});
