import {
  AVATAR_NAME_LENGTH,
  MAX_PHOTOS,
  MAX_UNFINISHED_AVATARS,
  MIN_PHOTOS,
  type CentiCredits,
  type Subject,
  type TrainingPreset,
  type TrainingType,
} from '@aisha/domain';
import { defineTexts, html, type Html } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

const photosRu = (count: number): string => `${count} фото`;

const adviceRu: Readonly<Record<TrainingType, Html>> = {
  portrait: html`• разные дни, одежда и свет
• лицо крупно и чётко, без очков и масок
• на фото только вы`,
  style: html`• одна манера, разные сюжеты
• крупно и чётко, без подписей, рамок и водяных знаков
• картинки, которыми вы вправе пользоваться`,
};
const adviceEn: Readonly<Record<TrainingType, Html>> = {
  portrait: html`• different days, clothes and light
• the face large and sharp, no glasses or masks
• nobody else in the picture`,
  style: html`• one manner, different subjects
• large and sharp, no captions, frames or watermarks
• pictures that you have the right to use`,
};

export const newAvatarTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    create: '✨ Создать аватар',
    back: '‹ Назад',
    chooseType: html`<b>Новый аватар</b>

Чему научить модель?

👤 <b>Портрет</b>: ваше лицо. Потом любая идея станет вашей фотографией.
🎨 <b>Стиль</b>: манера рисунка или съёмки с присланных картинок.`,
    type: (type: TrainingType) => ({ portrait: '👤 Портрет', style: '🎨 Стиль' })[type],
    chooseSubject: html`Чей это портрет? Так модель точнее поймёт лицо.`,
    subject: (subject: Subject) => ({ man: 'Мужчина', woman: 'Женщина', other: 'Другое' })[subject],
    askName: html`Как назовём аватар? Напишите имя, от ${AVATAR_NAME_LENGTH.min} до ${AVATAR_NAME_LENGTH.max} символов.`,
    badName: html`Имя должно быть от ${AVATAR_NAME_LENGTH.min} до ${AVATAR_NAME_LENGTH.max} символов. Попробуйте ещё раз.`,
    askPhotos: (name: string, trainingType: TrainingType, accepted: number) =>
      html`📸 <b>${name}</b>: пришлите от ${MIN_PHOTOS} до ${MAX_PHOTOS} ${trainingType === 'style' ? 'картинок' : 'фотографий'}, по одной, альбомом или файлами.

Лучше всего:
${adviceRu[trainingType]}${
        accepted > 0 &&
        html`

Уже есть ${accepted} из ${MAX_PHOTOS}, продолжаем.`
      }`,
    unhandledPhoto: html`Фото вижу 📸 Чтобы сделать из фотографий аватар, начните новый. Если уже начали, он ждёт в меню: «🔄 Продолжить».`,
    photosLater: html`Фото вижу 📸 Они понадобятся чуть позже: сначала ответьте на вопрос выше, потом пришлите их ещё раз.`,
    sendPhotoPlease: html`Сейчас я жду фотографии. Пришлите их сюда, а если передумали, нажмите «Меню»: черновик сохранится.`,
    fileTooLarge: html`Этот файл больше 20 МБ, Telegram мне его не отдаст. Пришлите его как фото.`,
    count: (name: string, accepted: number) => html`📸 <b>${name}</b>: ${accepted} из ${MAX_PHOTOS}`,
    checking: (count: number) => `🔎 Проверяю ${photosRu(count)}…`,
    verdict: (accepted: boolean, _count: number, numbers: string, words: string) =>
      `${accepted ? '✅' : '❌'} ${numbers && `фото ${numbers}: `}${words}`,
    taken: 'принято',
    takenBut: (advice: string) => `принято, но ${advice}`,
    more: (count: number) => `Ещё хотя бы ${photosRu(count)}.`,
    enough: 'Достаточно, можно обучать. Чем больше хороших фото, тем лучше сходство.',
    full: 'Набор полон.',
    done: '✅ Готово, дальше',
    look: '👀 Посмотреть фото',
    notEnough: (count: number) => html`Пока мало: нужно ещё хотя бы ${photosRu(count)}.`,
    photo: (name: string, position: number, of: number, isMain: boolean) =>
      html`<b>${name}</b> · фото ${position} из ${of}${isMain && ' · ⭐ главное'}`,
    noPhotos: html`Принятых фото пока нет.`,
    remove: '🗑 Убрать',
    makeMain: '⭐ Сделать главным',
    addMore: '📸 Добавить ещё',
    notOpen: 'Этот аватар уже нельзя менять.',
    tooManyUnfinished: html`У вас уже ${MAX_UNFINISHED_AVATARS} незаконченных аватаров, больше сразу нельзя. Закончите или удалите один из них в «Моих аватарах», и можно будет начать новый.`,
    mine: '👥 Мои аватары',
    generate: '🎨 Создать картинку',
    removed: html`Убрано.`,
    madeMain: html`Это фото теперь главное.`,
    choosePreset: (available: CentiCredits) =>
      html`Как обучать? Чем больше шагов, тем точнее сходство.

Доступно: ${creditsText(available, 'ru')}`,
    preset: (preset: TrainingPreset, price: CentiCredits, minutes: number) =>
      `${{ fast: '⚡ Быстро', balanced: '⚖️ Золотая середина', best: '💎 Лучшее' }[preset]} · ${creditsText(price, 'ru')} · ~${minutes} мин`,
    confirm: (name: string, preset: TrainingPreset, photos: number, price: CentiCredits) =>
      html`Обучаем <b>${name}</b>: ${{ fast: 'быстро', balanced: 'золотая середина', best: 'лучшее качество' }[preset]}, ${photosRu(photos)}.

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Если не получится, кредиты вернутся.',
    start: '🚀 Обучить',
  },
  en: {
    menu: '🏠 Menu',
    create: '✨ Create an avatar',
    back: '‹ Back',
    chooseType: html`<b>New avatar</b>

What should the model learn?

👤 <b>Portrait</b>: your face. Any idea then becomes a picture of you.
🎨 <b>Style</b>: a manner of drawing or shooting, from the pictures you send.`,
    type: (type: TrainingType) => ({ portrait: '👤 Portrait', style: '🎨 Style' })[type],
    chooseSubject: html`Whose portrait is it? It helps the model to understand the face.`,
    subject: (subject: Subject) => ({ man: 'Man', woman: 'Woman', other: 'Other' })[subject],
    askName: html`What shall we call the avatar? Write a name of ${AVATAR_NAME_LENGTH.min} to ${AVATAR_NAME_LENGTH.max} characters.`,
    badName: html`The name must have ${AVATAR_NAME_LENGTH.min} to ${AVATAR_NAME_LENGTH.max} characters. Try again.`,
    askPhotos: (name: string, trainingType: TrainingType, accepted: number) =>
      html`📸 <b>${name}</b>: send ${MIN_PHOTOS} to ${MAX_PHOTOS} ${trainingType === 'style' ? 'pictures' : 'photos'}, one by one, as an album or as files.

Best are:
${adviceEn[trainingType]}${
        accepted > 0 &&
        html`

There are ${accepted} of ${MAX_PHOTOS} already, go on.`
      }`,
    unhandledPhoto: html`A photo, I see 📸 To make an avatar of photos begin a new one. One you have begun waits in the menu: “🔄 Continue”.`,
    photosLater: html`A photo, I see 📸 Its turn comes a little later: answer the question above first, then send it again.`,
    sendPhotoPlease: html`I am waiting for photos now. Send them here, or press “Menu” if you changed your mind: the draft is kept.`,
    fileTooLarge: html`This file is over 20 MB, Telegram will not give it to me. Send it as a photo.`,
    count: (name: string, accepted: number) => html`📸 <b>${name}</b>: ${accepted} of ${MAX_PHOTOS}`,
    checking: (count: number) => `🔎 Checking ${count} ${count === 1 ? 'photo' : 'photos'}…`,
    verdict: (accepted: boolean, count: number, numbers: string, words: string) =>
      `${accepted ? '✅' : '❌'} ${numbers && `${count === 1 ? 'photo' : 'photos'} ${numbers}: `}${words}`,
    taken: 'accepted',
    takenBut: (advice: string) => `accepted, but ${advice}`,
    more: (count: number) => `At least ${count} more.`,
    enough: 'Enough to train. The more good photos, the better the likeness.',
    full: 'The set is full.',
    done: '✅ Done, next',
    look: '👀 Look at the photos',
    notEnough: (count: number) => html`Not enough yet: at least ${count} more, please.`,
    photo: (name: string, position: number, of: number, isMain: boolean) =>
      html`<b>${name}</b> · photo ${position} of ${of}${isMain && ' · ⭐ main'}`,
    noPhotos: html`No accepted photos yet.`,
    remove: '🗑 Remove',
    makeMain: '⭐ Make it the main one',
    addMore: '📸 Add more',
    notOpen: 'This avatar can no longer be changed.',
    tooManyUnfinished: html`You have ${MAX_UNFINISHED_AVATARS} unfinished avatars, which is the most. Finish one of them or delete it under “My avatars”, and you can begin a new one.`,
    mine: '👥 My avatars',
    generate: '🎨 Make a picture',
    removed: html`Removed.`,
    madeMain: html`This photo is the main one now.`,
    choosePreset: (available: CentiCredits) =>
      html`How shall we train? More steps, closer likeness.

Available: ${creditsText(available, 'en')}`,
    preset: (preset: TrainingPreset, price: CentiCredits, minutes: number) =>
      `${{ fast: '⚡ Fast', balanced: '⚖️ Balanced', best: '💎 Best' }[preset]} · ${creditsText(price, 'en')} · ~${minutes} min`,
    confirm: (name: string, preset: TrainingPreset, photos: number, price: CentiCredits) =>
      html`Training <b>${name}</b>: ${preset}, ${photos} photos.

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'If it does not work out, the credits come back.',
    start: '🚀 Train',
  },
});
