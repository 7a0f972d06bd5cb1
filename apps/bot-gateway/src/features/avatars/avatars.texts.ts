import { stoppedTexts } from '../../orders/stopped.texts';
import {
  AVATAR_NAME_LENGTH,
  MIN_PHOTOS,
  RETENTION_MS,
  type AvatarState,
  type Language,
  type TrainingType,
} from '@aisha/domain';
import { defineTexts, html, type Html } from '../../engine/conversation';
import { spanEn, spanRu } from '../../orders/time-span.texts';

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

Пока ни одного. Для первого нужно от ${MIN_PHOTOS} ваших фото.`,
    create: '✨ Создать',
    line: (name: string, status: AvatarState, isMain: boolean) =>
      `${isMain ? '⭐ ' : ''}${name} · ${states.ru[status]}`,
    older: 'Ещё ›',
    newest: '‹‹ К началу',
    details: ({ name, type, status, isMain, photos, created, why }: Details): Html =>
      html`<b>${name}</b>${isMain && ' · ⭐ основной'}
${type === 'portrait' ? '👤 Портрет' : '🎨 Стиль'} · ${states.ru[status]}
${type === 'style' ? 'Картинки' : 'Фото'}: ${photos} · создан ${created}${
        why &&
        html`

${why}`
      }`,
    stopped: '⏸️ Остановлен: пока не обучаю и не рисую.',
    whyStopped: '⏸️ Почему и что делать',
    gone: html`Этого аватара больше нет.`,
    makeMain: '⭐ Основной',
    madeMain: html`Теперь этот аватар основной ⭐`,
    rename: '✏️ Имя',
    askName: (name: string) =>
      html`Как теперь назовём «${name}»? Имя — от ${AVATAR_NAME_LENGTH.min} до ${AVATAR_NAME_LENGTH.max} символов.`,
    badName: html`Не подойдёт: имя — от ${AVATAR_NAME_LENGTH.min} до ${AVATAR_NAME_LENGTH.max} символов.`,
    remove: '🗑️ Удалить',
    askRemove: (name: string, isTraining: boolean) =>
      html`Удалить «${name}» навсегда?

${isTraining && `Обучение остановится. ${stoppedTexts.ru} `}Сразу исчезнут фото и модель, следом — имя и ваши идеи; за ${spanRu(RETENTION_MS.copyAtFal)} — копии у сервиса обучения, за ${spanRu(RETENTION_MS.sentMessage)} — тексты моих сообщений. Останутся готовые картинки и чеки (даты и суммы); сам чат хранит Telegram.`,
    removeSurely: '🗑️ Да, удалить',
    keep: 'Оставить',
    resume: '▶️ Продолжить',
    retry: '🔁 Попробовать ещё раз',
    generate: '🎨 Создать картинку',
    tryNow: '⚡ Попробовать сразу',
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ My avatars',
    toAvatar: '‹ Back',
    title: html`<b>👥 My avatars</b>`,
    none: html`<b>👥 My avatars</b>

None yet. ${MIN_PHOTOS} photos of you are enough for the first.`,
    create: '✨ Create',
    line: (name: string, status: AvatarState, isMain: boolean) =>
      `${isMain ? '⭐ ' : ''}${name} · ${states.en[status]}`,
    older: 'More ›',
    newest: '‹‹ Newest',
    details: ({ name, type, status, isMain, photos, created, why }: Details): Html =>
      html`<b>${name}</b>${isMain && ' · ⭐ main'}
${type === 'portrait' ? '👤 Portrait' : '🎨 Style'} · ${states.en[status]}
${type === 'style' ? 'Pictures' : 'Photos'}: ${photos} · created ${created}${
        why &&
        html`

${why}`
      }`,
    stopped: '⏸️ Stopped: I don’t train or draw it for now.',
    whyStopped: '⏸️ Why, and what to do',
    gone: html`This avatar no longer exists.`,
    makeMain: '⭐ Make main',
    madeMain: html`This is now your main avatar ⭐`,
    rename: '✏️ Rename',
    askName: (name: string) =>
      html`What’s the new name for “${name}”? ${AVATAR_NAME_LENGTH.min} to ${AVATAR_NAME_LENGTH.max} characters.`,
    badName: html`That won’t work: a name has ${AVATAR_NAME_LENGTH.min} to ${AVATAR_NAME_LENGTH.max} characters.`,
    remove: '🗑️ Delete',
    askRemove: (name: string, isTraining: boolean) =>
      html`Delete “${name}” for good?

${isTraining && `Training stops. ${stoppedTexts.en} `}The photos and the model disappear at once, the name and your ideas shortly after; the training service’s copies go within ${spanEn(RETENTION_MS.copyAtFal)}, the texts of my messages within ${spanEn(RETENTION_MS.sentMessage)}. Finished pictures and receipts (dates and amounts) stay, and Telegram keeps the chat itself.`,
    removeSurely: '🗑️ Yes, delete',
    keep: 'Keep',
    resume: '▶️ Continue',
    retry: '🔁 Try again',
    generate: '🎨 Make a picture',
    tryNow: '⚡ Try it right now',
  },
});
