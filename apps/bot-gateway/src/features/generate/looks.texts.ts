import { type CentiCredits, formatCredits, type LookGroup, type TrainingType } from '@aisha/domain';
import type { SessionSize } from '@aisha/kinds';
import { defineTexts, html } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';
import { LOOK_GROUP_WORDS } from '../../orders/look-groups.texts';

const { ru: GROUPS_RU, en: GROUPS_EN } = LOOK_GROUP_WORDS;

export interface SessionWords {
  readonly group: LookGroup;
  readonly avatar: string;
  readonly size: SessionSize;
  readonly price: CentiCredits;
  /** What as many single pictures cost. */
  readonly apart: CentiCredits;
}

const withoutEmoji = (name: string): string => name.slice(name.indexOf(' ') + 1);

/** The catalogue of looks; the names of looks are in their files. */
export const looksTexts = defineTexts({
  ru: {
    looks: '✨ Готовые образы',
    noAvatar: html`✨ Образ примеряют на себя: сначала нужен готовый аватар. 10–20 фотографий и несколько минут.`,
    chooseGroup: (avatar: string, type: TrainingType) =>
      type === 'style'
        ? html`✨ <b>Образы</b> · стиль <b>${avatar}</b>

Готовые сцены со светом и настроением: останется нажать «Нарисовать». Куда отправимся?`
        : html`✨ <b>Образы</b> · аватар <b>${avatar}</b>

Одежда, место и свет уже продуманы: останется нажать «Нарисовать». Кем побудем сегодня?`,
    group: (group: LookGroup) => GROUPS_RU[group],
    chooseLook: (group: LookGroup, avatar: string) => html`<b>${GROUPS_RU[group]}</b> · ${avatar}

Номера — как на картинке. Лицо будет ваше.`,
    chooseScene: (group: LookGroup, style: string) => html`<b>${GROUPS_RU[group]}</b> · ${style}

Номера — как на картинке. Нарисую в вашей манере.`,
    lookLine: (number: number, name: string) => `${number} · ${name}`,
    look: (name: string) => html`✨ Образ «${name}»`,
    otherLook: '‹ Другой образ',
    otherGroups: '‹ Все темы',
    session: '📸 Фотосессия: все образы темы',
    sessionIdea: (group: LookGroup) => `Фотосессия: ${withoutEmoji(GROUPS_RU[group]).toLowerCase()}`,
    sessionOffer: ({ group, avatar, size, price, apart }: SessionWords) =>
      html`📸 <b>Фотосессия</b> · ${GROUPS_RU[group]}
Аватар: <b>${avatar}</b>

${size === 16 ? '16 кадров: каждый образ дважды, в двух разных дублях' : '8 кадров: каждый образ темы по разу'}
<b>${creditsText(price, 'ru')}</b> вместо ${formatCredits(apart, ',')} поштучно`,
    sessionPromise: 'Снимаю кадр за кадром и присылаю все вместе. Кадр не вышел — его кредиты вернутся.',
    sessionSize: (size: SessionSize) => (size === 16 ? '16 кадров' : '8 кадров'),
    shoot: (size: SessionSize, price: CentiCredits) => `📸 Снять ${size} · ${creditsText(price, 'ru')}`,
    toGroup: '‹ К образам',
  },
  en: {
    looks: '✨ Ready-made looks',
    noAvatar: html`✨ A look is tried on by you: I need an avatar first. 10–20 photos and a few minutes.`,
    chooseGroup: (avatar: string, type: TrainingType) =>
      type === 'style'
        ? html`✨ <b>Looks</b> · style <b>${avatar}</b>

Ready-made scenes with light and mood: all that’s left is to tap “Draw”. Where to?`
        : html`✨ <b>Looks</b> · avatar <b>${avatar}</b>

Clothes, place and light are taken care of: all that’s left is to tap “Draw”. Who will you be today?`,
    group: (group: LookGroup) => GROUPS_EN[group],
    chooseLook: (group: LookGroup, avatar: string) => html`<b>${GROUPS_EN[group]}</b> · ${avatar}

Numbers match the picture. The face will be yours.`,
    chooseScene: (group: LookGroup, style: string) => html`<b>${GROUPS_EN[group]}</b> · ${style}

Numbers match the picture. I’ll draw it in your style.`,
    lookLine: (number: number, name: string) => `${number} · ${name}`,
    look: (name: string) => html`✨ “${name}”`,
    otherLook: '‹ Another look',
    otherGroups: '‹ All themes',
    session: '📸 Photo session: all these looks',
    sessionIdea: (group: LookGroup) => `${withoutEmoji(GROUPS_EN[group])} photo session`,
    sessionOffer: ({ group, avatar, size, price, apart }: SessionWords) =>
      html`📸 <b>Photo session</b> · ${GROUPS_EN[group]}
Avatar: <b>${avatar}</b>

${size === 16 ? '16 shots: every look twice, in two different takes' : '8 shots: every look of the theme, once each'}
<b>${creditsText(price, 'en')}</b> instead of ${formatCredits(apart)} one by one`,
    sessionPromise: 'I shoot one after another and send them all together. If a shot fails, its credits come back.',
    sessionSize: (size: SessionSize) => (size === 16 ? '16 shots' : '8 shots'),
    shoot: (size: SessionSize, price: CentiCredits) => `📸 Shoot ${size} · ${creditsText(price, 'en')}`,
    toGroup: '‹ Back to looks',
  },
});
