import type { Guarantee } from '@aisha/database/trainer';
/** What of a portrait's likeness is promised before it is paid for. */
const guaranteed = {
  ru: {
    holds: ' Выйдет непохоже — обучу ещё раз бесплатно, а не поможет — верну кредиты.',
    strangers:
      '\n❗ На части фото я вижу кого-то другого. С такими фото сходства не обещаю, и кредиты за непохожесть не вернутся: уберите лишние или подтвердите, что это вы.',
    used: '\n❗ Второе обучение бесплатно раз в 30 дней, и оно уже обещано другому аватару: за непохожесть этого кредиты не вернутся.',
    none: '',
  },
  en: {
    holds: ' If it isn’t like you, I train it once more for free, and if that doesn’t help, you’re refunded.',
    strangers:
      '\n❗ Some photos seem to show someone else. With them I can’t promise a likeness, and there’s no refund for it: remove them, or confirm that they show you.',
    used: '\n❗ A second training is free once in 30 days and already promised to another avatar: this one isn’t refunded for its likeness.',
    none: '',
  },
} satisfies Record<'ru' | 'en', Record<Guarantee, string>>;

import {
  AVATAR_NAME_LENGTH,
  MAX_PHOTOS,
  MAX_UNFINISHED_AVATARS,
  MIN_PHOTOS,
  TRAINING_PRESET_NAMES,
  TRAINING_PRESETS,
  type CentiCredits,
  type PhotoFinding,
  type Subject,
  type TrainingPreset,
  type TrainingType,
} from '@aisha/domain';
import { beginningOf, defineTexts, html, joined, russianPlural, type Html } from '../../engine/conversation';
import { creditsMissingRu, creditsText } from '../../orders/credits.texts';
import type { CheapestPrices } from '../../orders/price-list';
import { adviceTexts } from './finding.texts';

/** A portrait is made of photos, a style of pictures. */
const countRu = (count: number, type: TrainingType): string =>
  type === 'style' ? `${count} ${russianPlural(count, 'картинка', 'картинки', 'картинок')}` : `${count} фото`;
const countEn = (count: number, type: TrainingType): string =>
  `${count} ${type === 'style' ? 'picture' : 'photo'}${count === 1 ? '' : 's'}`;
const sign = (type: TrainingType): string => (type === 'style' ? '🎨' : '📸');

/** Of an idea that is quoted: enough to recognise it. */
const IDEA_CHARACTERS = 200;
/** Of an idea on a button: a phone shows about as many. */
const LABEL_CHARACTERS = 28;

const minutes = TRAINING_PRESET_NAMES.map((preset) => TRAINING_PRESETS[preset].aboutMinutes);
const MINUTES = `${Math.min(...minutes)}–${Math.max(...minutes)}`;

const SIGNS: Readonly<Record<TrainingPreset, string>> = { fast: '⚡', balanced: '⚖️', best: '💎' };
/** «⚡ 5 · ⚖️ 12 · 💎 20 мин»: beside the price they would not fit on a button of a phone. */
const times = (word: string): string =>
  `${TRAINING_PRESET_NAMES.map((preset) => `${SIGNS[preset]} ${TRAINING_PRESETS[preset].aboutMinutes}`).join(' · ')} ${word}`;

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
  style: html`• one style, different subjects
• large and sharp, no captions, frames or watermarks
• pictures you have the right to use`,
};

export const newAvatarTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    create: '✨ Создать аватар',
    back: '‹ Назад',
    chooseType: (fastest: CentiCredits) => html`<b>Новый аватар</b>

Что будем создавать?

👤 <b>Портрет</b>: ваше лицо. Любая идея станет вашей фотографией.
🎨 <b>Стиль</b>: рисунок или фото в манере ваших картинок.

📸 Понадобится ${MIN_PHOTOS}–${MAX_PHOTOS} фото, можно прислать их прямо сейчас.
⏱️ Обучение: ${MINUTES} минут, от ${creditsMissingRu(fastest)}.`,
    type: (type: TrainingType) => ({ portrait: '👤 Портрет', style: '🎨 Стиль' })[type],
    chooseSubject: html`Чей это портрет? Это поможет сходству.`,
    whoIsThere: html`Кто на этих фото?`,
    itIsAStyle: '🎨 Это стиль, а не человек',
    subject: (subject: Subject) => ({ man: 'Мужчина', woman: 'Женщина', other: 'Другое' })[subject],
    askName: (type: TrainingType) =>
      html`Как назовём ${type === 'style' ? 'стиль' : 'аватар'}? Нажмите на ${type === 'style' ? 'название' : 'имя'} или напишите своё, от ${AVATAR_NAME_LENGTH.min} до ${AVATAR_NAME_LENGTH.max} символов.`,
    badName: html`Не подойдёт: в имени от ${AVATAR_NAME_LENGTH.min} до ${AVATAR_NAME_LENGTH.max} символов.`,
    unnamed: 'Аватар',
    myStyle: 'Мой стиль',
    askPhotos: (name: string, type: TrainingType, accepted: number) =>
      html`${sign(type)} <b>${name}</b>: пришлите от ${MIN_PHOTOS} до ${MAX_PHOTOS} ${type === 'style' ? 'картинок' : 'фотографий'}, по одной, альбомом или файлами.

Лучше всего:
${adviceRu[type]}${
        accepted > 0 &&
        html`

Уже есть ${accepted} из ${MAX_PHOTOS}, продолжаем.`
      }`,
    newAvatar: 'Новый аватар',
    sendPhotoPlease: (type: TrainingType) =>
      html`Жду ${type === 'style' ? 'картинки' : 'фотографии'}. Передумали? Нажмите «Меню»: черновик сохранится.`,
    onlyPhotos: html`Это не фото. Для аватара нужны снимки: JPEG, PNG, WebP или HEIC.`,
    fileTooLarge: html`Этот файл больше 20 МБ, Telegram мне его не отдаст. Пришлите его как фото.`,
    draft: (name = 'Новый аватар', photos: number, type: TrainingType = 'portrait') =>
      photos > 0 ? `${name}, ${countRu(photos, type)}` : name,
    count: (name: string, type: TrainingType, accepted: number) =>
      html`${sign(type)} <b>${name}</b>: ${accepted} из ${MAX_PHOTOS}`,
    countOfNew: (accepted: number) => html`📸 <b>Новый аватар</b>: ${accepted} из ${MAX_PHOTOS}`,
    checking: (count: number, type: TrainingType) => `🔎 Проверяю ${countRu(count, type)}…`,
    taken: (count: number, type: TrainingType) =>
      `✅ Приняла ${type === 'style' && count === 1 ? '1 картинку' : countRu(count, type)}`,
    refused: (count: number) => `❌ Не подошло: ${count}. Почему — в моём ответе.`,
    advice: (advice: string, count: number, type: TrainingType) => `💡 ${countRu(count, type)}: ${advice}`,
    refusal: (reason: string) => `❌ ${reason}.`,
    refusals: (count: number, of: number) =>
      `❌ Не ${russianPlural(count, 'подошло', 'подошли', 'подошли')} ${count} из ${of}:`,
    refusedOnes: (numbers: string, count: number, reason: string, type: TrainingType) =>
      `${type === 'style' ? (count === 1 ? 'Картинка' : 'Картинки') : 'Фото'} ${numbers}: ${reason}`,
    makeOfThese: (coming: number, areAll: boolean) =>
      coming >= MIN_PHOTOS
        ? `Сделать аватар из этих ${coming} фото?`
        : coming > 0
          ? `Сделать из них аватар?${areAll ? ` Понадобится ещё хотя бы ${MIN_PHOTOS - coming} фото.` : ''}`
          : `Для аватара нужно ${MIN_PHOTOS}–${MAX_PHOTOS} фото, пришлите другие.`,
    make: '✨ Сделать аватар',
    more: (count: number, type: TrainingType) => `Нужно ещё хотя бы ${countRu(count, type)}.`,
    enough: (type: TrainingType) =>
      type === 'style'
        ? 'Достаточно, можно обучать. Чем больше хороших картинок, тем точнее стиль.'
        : 'Достаточно, можно обучать. Чем больше хороших фото, тем лучше сходство.',
    full: 'Это максимум, можно обучать.',
    done: '✅ Готово, дальше',
    /** Of a row of two. */
    next: '✅ Дальше',
    tryNow: '⚡ Попробовать сразу',
    askSelfie: (idea: string, { picture, pictureWithoutAvatar }: CheapestPrices) =>
      html`Хотите так? 😍 «${beginningOf(idea, IDEA_CHARACTERS)}»

Пришлите одно селфи: лицо крупно и чётко, на фото только вы. Нарисую вас за ${creditsText(picture, 'ru')}.

Без вас на картинке — ${creditsText(pictureWithoutAvatar, 'ru')}.`,
    drawIdea: (idea: string) => `🎨 ${beginningOf(idea, LABEL_CHARACTERS)}`,
    withoutMe: '🖼️ Нарисовать без меня',
    noIdea: html`Идею не разобрала: хватит одной фразы. Или пришлите селфи к той, что есть.`,
    look: (type: TrainingType) => (type === 'style' ? '👀 Посмотреть картинки' : '👀 Посмотреть фото'),
    notEnough: (type: TrainingType, count: number) => html`Пока мало: нужно ещё хотя бы ${countRu(count, type)}.`,
    photo: (name: string, type: TrainingType, position: number, of: number, isMain: boolean) =>
      html`<b>${name}</b> · ${type === 'style' ? 'картинка' : 'фото'} ${position} из ${of}${isMain && (type === 'style' ? ' · ⭐ главная' : ' · ⭐ главное')}`,
    adviceOn: (findings: readonly PhotoFinding[], type: TrainingType) =>
      joined(adviceTexts(findings, type, 'ru').map((advice) => `💡 ${advice}`)),
    noPhotos: (type: TrainingType) => html`Принятых ${type === 'style' ? 'картинок' : 'фото'} пока нет.`,
    remove: '🗑️ Убрать',
    makeMain: (type: TrainingType) => (type === 'style' ? '⭐ Главная' : '⭐ Главное'),
    addMore: '📸 Добавить',
    notOpen: 'Этот аватар уже нельзя менять.',
    tooManyUnfinished: html`У вас уже ${MAX_UNFINISHED_AVATARS} незаконченных аватаров, больше нельзя. Закончите или удалите один из них в «Моих аватарах» и начните новый.`,
    mine: '👥 Мои аватары',
    generate: '🎨 Создать картинку',
    removed: html`Убрала.`,
    itIsMe: '🙋 Это тоже я',
    keptAsMe: html`Хорошо, оставила.`,
    madeMain: html`Сделала главным.`,
    choosePreset: (available: CentiCredits, type: TrainingType) =>
      html`Как обучать? Чем дольше, тем точнее ${type === 'style' ? 'стиль' : 'сходство'}.

⏱️ ${times('мин')}
Доступно: ${creditsText(available, 'ru')}`,
    preset: (preset: TrainingPreset, price: CentiCredits) =>
      `${SIGNS[preset]} ${{ fast: 'Быстро', balanced: 'Оптимально', best: 'Лучшее' }[preset]} · ${creditsText(price, 'ru')}`,
    confirm: (name: string, type: TrainingType, preset: TrainingPreset, photos: number, price: CentiCredits) =>
      html`Обучаем ${type === 'style' ? 'стиль' : 'аватар'} «<b>${name}</b>» · ${{ fast: 'быстро', balanced: 'оптимально', best: 'лучшее качество' }[preset]} · ${countRu(photos, type)}

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: (guarantee: Guarantee) => `Если не получится, кредиты вернутся.${guaranteed.ru[guarantee]}`,
    start: '🚀 Обучить',
  },
  en: {
    menu: '🏠 Menu',
    create: '✨ Create an avatar',
    back: '‹ Back',
    chooseType: (fastest: CentiCredits) => html`<b>New avatar</b>

What would you like to make?

👤 <b>Portrait</b>: your face. Any idea becomes a photo of you.
🎨 <b>Style</b>: drawings or photos in the style of your pictures.

📸 You’ll need ${MIN_PHOTOS}–${MAX_PHOTOS} photos; you can send them right now.
⏱️ Training: ${MINUTES} minutes, from ${creditsText(fastest, 'en')}.`,
    type: (type: TrainingType) => ({ portrait: '👤 Portrait', style: '🎨 Style' })[type],
    chooseSubject: html`Whose portrait is it? It helps the likeness.`,
    whoIsThere: html`Who is in these photos?`,
    itIsAStyle: '🎨 It’s a style, not a person',
    subject: (subject: Subject) => ({ man: 'Man', woman: 'Woman', other: 'Other' })[subject],
    askName: (type: TrainingType) =>
      html`Name your ${type === 'style' ? 'style' : 'avatar'}: tap a name or type your own, ${AVATAR_NAME_LENGTH.min} to ${AVATAR_NAME_LENGTH.max} characters.`,
    badName: html`A name needs ${AVATAR_NAME_LENGTH.min} to ${AVATAR_NAME_LENGTH.max} characters. Try another one.`,
    unnamed: 'Avatar',
    myStyle: 'My style',
    askPhotos: (name: string, type: TrainingType, accepted: number) =>
      html`${sign(type)} <b>${name}</b>: send ${MIN_PHOTOS} to ${MAX_PHOTOS} ${type === 'style' ? 'pictures' : 'photos'}, one by one, as an album or as files.

Best ${type === 'style' ? 'pictures' : 'photos'}:
${adviceEn[type]}${
        accepted > 0 &&
        html`

You have ${accepted} of ${MAX_PHOTOS}, keep going.`
      }`,
    newAvatar: 'New avatar',
    draft: (name = 'New avatar', photos: number, type: TrainingType = 'portrait') =>
      photos > 0 ? `${name}, ${countEn(photos, type)}` : name,
    sendPhotoPlease: (type: TrainingType) =>
      html`I’m waiting for ${type === 'style' ? 'pictures' : 'photos'} now. Changed your mind? Tap “Menu”: the draft is kept.`,
    onlyPhotos: html`This isn’t a photo. An avatar needs pictures: JPEG, PNG, WebP or HEIC.`,
    fileTooLarge: html`This file is over 20 MB, Telegram won’t give it to me. Send it as a photo.`,
    count: (name: string, type: TrainingType, accepted: number) =>
      html`${sign(type)} <b>${name}</b>: ${accepted} of ${MAX_PHOTOS}`,
    countOfNew: (accepted: number) => html`📸 <b>New avatar</b>: ${accepted} of ${MAX_PHOTOS}`,
    checking: (count: number, type: TrainingType) => `🔎 Checking ${countEn(count, type)}…`,
    taken: (count: number, type: TrainingType) => `✅ ${countEn(count, type)} accepted`,
    refused: (count: number) => `❌ Didn’t work: ${count}. The reason is in my reply.`,
    advice: (advice: string, count: number, type: TrainingType) => `💡 ${countEn(count, type)}: ${advice}`,
    refusal: (reason: string) => `❌ ${reason}.`,
    refusals: (count: number, of: number) => `❌ ${count} of ${of} didn’t work:`,
    refusedOnes: (numbers: string, count: number, reason: string, type: TrainingType) =>
      `${type === 'style' ? 'Picture' : 'Photo'}${count === 1 ? '' : 's'} ${numbers}: ${reason}`,
    makeOfThese: (coming: number, areAll: boolean) =>
      coming >= MIN_PHOTOS
        ? `Make an avatar from these ${coming} photos?`
        : coming > 0
          ? `Make an avatar from them?${areAll ? ` You’ll need at least ${MIN_PHOTOS - coming} more.` : ''}`
          : `An avatar needs ${MIN_PHOTOS}–${MAX_PHOTOS} photos, send some others.`,
    make: '✨ Make the avatar',
    more: (count: number) => `At least ${count} more needed.`,
    enough: (type: TrainingType) =>
      type === 'style'
        ? 'Enough to train. The more good pictures, the closer the style.'
        : 'Enough to train. The more good photos, the closer the likeness.',
    full: 'That’s the maximum, ready to train.',
    done: '✅ Done, next',
    next: '✅ Next',
    tryNow: '⚡ Try it right now',
    askSelfie: (idea: string, { picture, pictureWithoutAvatar }: CheapestPrices) =>
      html`Love it! 😍 “${beginningOf(idea, IDEA_CHARACTERS)}”

Send me one selfie: your face large and sharp, nobody else in it. I’ll draw you for ${creditsText(picture, 'en')}.

A picture without you is ${creditsText(pictureWithoutAvatar, 'en')}.`,
    drawIdea: (idea: string) => `🎨 ${beginningOf(idea, LABEL_CHARACTERS)}`,
    withoutMe: '🖼️ Draw it without me',
    noIdea: html`I couldn’t read that as an idea: one phrase is enough. Or send a selfie for the one you have.`,
    look: (type: TrainingType) => (type === 'style' ? '👀 See the pictures' : '👀 See the photos'),
    notEnough: (_type: TrainingType, count: number) => html`Not enough yet: at least ${count} more, please.`,
    photo: (name: string, type: TrainingType, position: number, of: number, isMain: boolean) =>
      html`<b>${name}</b> · ${type === 'style' ? 'picture' : 'photo'} ${position} of ${of}${isMain && ' · ⭐ main'}`,
    adviceOn: (findings: readonly PhotoFinding[], type: TrainingType) =>
      joined(adviceTexts(findings, type, 'en').map((advice) => `💡 ${advice}`)),
    noPhotos: (type: TrainingType) => html`No accepted ${type === 'style' ? 'pictures' : 'photos'} yet.`,
    remove: '🗑️ Remove',
    makeMain: () => '⭐ Make main',
    addMore: '📸 Add more',
    notOpen: 'This avatar can no longer be changed.',
    tooManyUnfinished: html`You already have ${MAX_UNFINISHED_AVATARS} unfinished avatars, and that’s the limit. Finish or delete one in “My avatars”, then start a new one.`,
    mine: '👥 My avatars',
    generate: '🎨 Make a picture',
    removed: html`Removed.`,
    itIsMe: '🙋 That’s me, too',
    keptAsMe: html`All right, it stays.`,
    madeMain: html`It’s the main one now.`,
    choosePreset: (available: CentiCredits, type: TrainingType) =>
      html`How long should it train? The longer, the closer the ${type === 'style' ? 'style' : 'likeness'}.

⏱️ ${times('min')}
Available: ${creditsText(available, 'en')}`,
    preset: (preset: TrainingPreset, price: CentiCredits) =>
      `${SIGNS[preset]} ${{ fast: 'Fast', balanced: 'Balanced', best: 'Best' }[preset]} · ${creditsText(price, 'en')}`,
    confirm: (name: string, type: TrainingType, preset: TrainingPreset, photos: number, price: CentiCredits) =>
      html`Train the ${type === 'style' ? 'style' : 'avatar'} “<b>${name}</b>” · ${preset} · ${countEn(photos, type)}

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: (guarantee: Guarantee) =>
      `If it doesn’t work out, you’re refunded automatically.${guaranteed.en[guarantee]}`,
    start: '🚀 Train',
  },
});
