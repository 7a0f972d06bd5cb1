import { AVATAR_NAME_LENGTH, MIN_PHOTOS, type AvatarState, type Language, type TrainingType } from '@aisha/domain';
import { defineTexts, html, type Html } from '../../engine/conversation';

const states = {
  ru: {
    draft: '📝 черновик',
    photos_uploading: '📸 собираем фото',
    ready_for_training: '🟡 можно обучать',
    training: '⏳ обучается',
    completed: '✅ готов',
    error: '⚠️ не получился',
    cancelled: '✖️ отменён',
  },
  en: {
    draft: '📝 draft',
    photos_uploading: '📸 collecting photos',
    ready_for_training: '🟡 ready to train',
    training: '⏳ training',
    completed: '✅ ready',
    error: '⚠️ failed',
    cancelled: '✖️ cancelled',
  },
} satisfies Record<Language, Record<AvatarState, string>>;

export interface Details {
  readonly name: string;
  readonly type: TrainingType;
  readonly status: AvatarState;
  readonly isMain: boolean;
  readonly photos: number;
  readonly created: string;
  readonly why: string | null;
}

export const avatarsTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Мои аватары',
    toAvatar: '‹ Назад',
    title: html`<b>👥 Мои аватары</b>`,
    none: html`<b>👥 Мои аватары</b>

Пока ни одного. Создайте первый: нужно от ${MIN_PHOTOS} ваших фотографий.`,
    create: '✨ Создать аватар',
    line: (name: string, status: AvatarState, isMain: boolean) =>
      `${isMain ? '⭐ ' : ''}${name} · ${states.ru[status]}`,
    older: 'Ещё ›',
    newest: '‹‹ К началу',
    details: ({ name, type, status, isMain, photos, created, why }: Details): Html =>
      html`<b>${name}</b>${isMain && ' · ⭐ основной'}
${type === 'portrait' ? '👤 Портрет' : '🎨 Стиль'} · ${states.ru[status]}
Фото: ${photos} · создан ${created}${
        why &&
        html`

${why}`
      }`,
    gone: html`Этого аватара больше нет.`,
    makeMain: '⭐ Основной',
    madeMain: html`Готово: теперь этот аватар основной.`,
    rename: '✏️ Переименовать',
    askName: (name: string) =>
      html`Новое имя для «${name}»? От ${AVATAR_NAME_LENGTH.min} до ${AVATAR_NAME_LENGTH.max} символов.`,
    badName: html`Имя должно быть от ${AVATAR_NAME_LENGTH.min} до ${AVATAR_NAME_LENGTH.max} символов.`,
    remove: '🗑 Удалить',
    askRemove: (name: string, isTraining: boolean) =>
      html`Удалить «${name}» навсегда?

${isTraining && 'Обучение остановится, а кредиты за него вернутся. '}Сразу уйдут фотографии и модель, следом — имя и ваши идеи; за сутки — копии у сервиса обучения и тексты наших сообщений. Готовые картинки и чеки (даты и суммы) останутся, чат хранит Telegram.`,
    removeSurely: '🗑 Да, удалить',
    keep: 'Оставить',
    resume: '▶️ Продолжить',
    retry: '🔁 Попробовать ещё раз',
    generate: '🎨 Создать картинку',
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ My avatars',
    toAvatar: '‹ Back',
    title: html`<b>👥 My avatars</b>`,
    none: html`<b>👥 My avatars</b>

None yet. Create the first one: it takes ${MIN_PHOTOS} or more photos of you.`,
    create: '✨ Create an avatar',
    line: (name: string, status: AvatarState, isMain: boolean) =>
      `${isMain ? '⭐ ' : ''}${name} · ${states.en[status]}`,
    older: 'More ›',
    newest: '‹‹ Newest',
    details: ({ name, type, status, isMain, photos, created, why }: Details): Html =>
      html`<b>${name}</b>${isMain && ' · ⭐ main'}
${type === 'portrait' ? '👤 Portrait' : '🎨 Style'} · ${states.en[status]}
Photos: ${photos} · created ${created}${
        why &&
        html`

${why}`
      }`,
    gone: html`That avatar is gone.`,
    makeMain: '⭐ Main',
    madeMain: html`Done: this avatar is the main one now.`,
    rename: '✏️ Rename',
    askName: (name: string) =>
      html`A new name for “${name}”? ${AVATAR_NAME_LENGTH.min} to ${AVATAR_NAME_LENGTH.max} characters.`,
    badName: html`The name must have ${AVATAR_NAME_LENGTH.min} to ${AVATAR_NAME_LENGTH.max} characters.`,
    remove: '🗑 Delete',
    askRemove: (name: string, isTraining: boolean) =>
      html`Delete “${name}” for good?

${isTraining && 'The training stops and its credits come back. '}The photos and the model go at once, the name and your ideas soon after; the training service's copies and the texts of our messages within a day. Finished pictures and receipts (dates and amounts) stay, and Telegram keeps the chat.`,
    removeSurely: '🗑 Yes, delete',
    keep: 'Keep',
    resume: '▶️ Continue',
    retry: '🔁 Try again',
    generate: '🎨 Make a picture',
  },
});
