import {
  PROMPT_LENGTH,
  RETENTION_MS,
  type AspectRatio,
  type CentiCredits,
  type PictureMark,
  type PictureQuality,
  type TrainingType,
} from '@aisha/domain';
import type { Avatar } from '@aisha/database/trainer';
import { defineTexts, html, russianPlural, type Html } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';
import type { DrawnDetails } from '../../orders/result.state';
import { spanEn, spanGenitiveRu, spanRu } from '../../orders/time-span.texts';

const picturesRu = (count: number): string => `${count} ${russianPlural(count, 'картинка', 'картинки', 'картинок')}`;
const picturesEn = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`;

export interface OfferWords {
  readonly idea: Html;
  /** Null: drawn without one. */
  readonly avatar: Pick<Avatar, 'name' | 'trainingType' | 'status'> | null;
  readonly aspectRatio: AspectRatio;
  readonly pictureCount: number;
  /** Null without an avatar. */
  readonly quality: PictureQuality | null;
  readonly seed: number | null;
  readonly price: CentiCredits;
  readonly enhance: boolean;
}

const { max } = PROMPT_LENGTH;

const QUALITY = {
  ru: { fast: '⚡ Быстро', normal: '👌 Обычно', best: '💎 Лучшее' },
  en: { fast: '⚡ Fast', normal: '👌 Normal', best: '💎 Best' },
} satisfies Record<'ru' | 'en', Record<PictureQuality, string>>;

/** What is as usual is not said. */
const notUsual = (quality: PictureQuality | null, language: 'ru' | 'en'): string =>
  quality === null || quality === 'normal' ? '' : ` · ${QUALITY[language][quality]}`;

export const generateTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Назад',
    create: '✨ Создать аватар',
    askAnyIdea: (hasAvatar: boolean) => html`🎨 <b>Картинка без аватара</b>

Опишите идею одной строкой, и я нарисую её в высоком разрешении.${
      hasAvatar
        ? ' Или выберите готовый образ: его примерит ваш аватар.'
        : ' Чтобы на картинке были вы, нужен аватар: 10–20 фотографий и несколько минут.'
    }`,
    askIdea: (avatar: string, type: TrainingType) =>
      type === 'style'
        ? html`🎨 Стиль: <b>${avatar}</b>

Опишите идею одной строкой, а я нарисую её в этой манере. Или выберите готовый образ.`
        : html`🎨 Аватар: <b>${avatar}</b>

Опишите идею одной строкой: где вы, что делаете, какое настроение. Или выберите готовый образ.`,
    badIdea: (length: number) =>
      length > max
        ? html`Слишком длинно: ${length} знаков, а помещается ${max}. Сократите, пожалуйста.`
        : html`Коротковато 🙂 Опишите идею хотя бы парой слов.`,
    otherAvatar: (areSeveral: boolean) => (areSeveral ? '👥 Другой аватар' : '👤 Кого рисуем'),
    withoutAvatar: '🖼️ Картинка без аватара',
    trainIt: '🧬 Обучить',
    instant: html`⚡ Пока рисую по одному фото: похоже, но не точь-в-точь. Обученный аватар узнают все.`,
    chooseAvatar: html`Какой аватар рисуем?`,
    avatarLine: (name: string, isMain: boolean, isInstant: boolean) =>
      `${isMain ? '⭐ ' : ''}${name}${isInstant ? ' ⚡ по одному фото' : ''}`,
    idea: (idea: string) => html`🎨 «${idea}»`,
    photoIdea: (idea: string) => html`🖼️ Идея по вашей картинке: «${idea}»`,
    similarIdea: (idea: string) => html`🎲 Похожие на прошлые: «${idea}»`,
    reframedIdea: (idea: string) => html`📐 Тот же кадр в другом формате: «${idea}»`,
    more: '⚙️ Ещё',
    howToDraw: (hasAvatar: boolean, seed: number | null) => html`⚙️ <b>Как рисовать</b>
${hasAvatar && '\n⚡ Быстро — набросок, 💎 лучшее — больше деталей, но почти вдвое дольше. Цена одна и та же.\n'}
${
  seed === null
    ? 'Кадр каждый раз новый. Понравится — под готовой картинкой откройте «⚙️ Ещё» и сохраните его для других идей.'
    : html`🔒 Кадр № ${seed}: композиция останется похожей.`
}`,
    quality: (quality: PictureQuality) => QUALITY.ru[quality],
    anySeed: '🔓 Новый кадр',
    keptSeed: (seed: number) => html`🔒 Кадр № ${seed} сохранён: композиция останется похожей.`,
    details: ({ seed, aspectRatio, quality }: DrawnDetails) => html`⚙️ <b>Как это нарисовано</b>

Кадр № ${seed} · ${aspectRatio}${quality && ` · ${QUALITY.ru[quality]}`}

📐 — тот же кадр и те же слова в другом формате.
🔒 — тот же кадр для новой идеи.`,
    reframe: (ratio: AspectRatio) => `📐 ${ratio}`,
    keepSeed: '🔒 Тот же кадр',
    offer: ({ idea, avatar, aspectRatio, pictureCount, quality, seed, price, enhance }: OfferWords) =>
      html`${idea}
${
  avatar
    ? html`${avatar.trainingType === 'style' ? 'Стиль' : 'Аватар'}: <b>${avatar.name}</b>${
        avatar.status !== 'completed' && ' ⚡ по одному фото'
      }`
    : 'Без аватара, в высоком разрешении — до 2K'
}${!enhance && '\n📝 Слово в слово, ничего не добавлю'}

${picturesRu(pictureCount)} ${aspectRatio}${notUsual(quality, 'ru')} · <b>${creditsText(price, 'ru')}</b>${
        seed !== null && html`\n🔒 Кадр № ${seed}`
      }`,
    choice: (label: string, isChosen: boolean) => (isChosen ? `✓${label}` : label),
    enhance: (isOn: boolean) => `🪄 Улучшать идею: ${isOn ? 'вкл' : 'выкл'}`,
    anotherWay: '‹ Другая идея',
    promise: 'Спишу только за то, что получится. Другая идея? Просто напишите её.',
    draw: (count: number, price: CentiCredits) => `🎨 Нарисовать ${count} · ${creditsText(price, 'ru')}`,
    asked: (avatar: string | null, idea: string, ratio: AspectRatio | null) =>
      html`${avatar !== null && html`<b>${avatar}</b>: `}«${idea}»${ratio && ` · ${ratio}`}`,
    done: html`✨ Готово! Что дальше?`,
    again: (count: number | null) => `🔁 Ещё ${count ?? 'раз'}`,
    repeat: '🔁 Попробовать ещё раз',
    anotherIdea: '🎨 Другая идея',
    originals: '📎 Оригиналы',
    original: (place: number, ending: string) => `aisha-${place}.${ending}`,
    originalsBelow: html`📎 Оригиналы, в полном качестве: Telegram их не сжал.`,
    upscale: '✨ Улучшить',
    similar: '🎲 Похожее',
    showPrompt: '📝 Промпт',
    prompt: (prompt: string) => html`📝 <b>Промпт</b>

<code>${prompt}</code>

Такой я увидела вашу идею.

✏️ <b>Хотите изменить?</b> Нажмите на текст, он скопируется. Поправьте и пришлите: нарисую слово в слово. Лучше по-английски, до ${max} знаков.`,
    remove: '🗑️ Удалить',
    favourite: '⭐ Избранное',
    mainPhoto: '🖼️ Главное фото',
    askMark: (mark: PictureMark) =>
      mark === 'favourite'
        ? html`⭐ <b>Что вам особенно нравится?</b>

Номера — по порядку в альбоме. С ✓ — уже в избранном.`
        : html`🖼️ <b>Какая картинка станет лицом аватара?</b>

Номера — по порядку в альбоме. Увидите её в «Моих аватарах».`,
    place: (place: number, isOn: boolean) => `${isOn ? '✓' : ''}${place}`,
    marked: 'Готово',
    nowMarked: (mark: PictureMark) =>
      mark === 'favourite'
        ? html`⭐ Теперь в избранном: «Мои работы» → «Картинки» → «Избранное».`
        : html`🖼️ Готово! Теперь это главное фото аватара.`,
    notMarked: (mark: PictureMark) =>
      mark === 'favourite' ? html`Убрала из избранного.` : html`Хорошо, у аватара снова фото из его набора.`,
    noAvatarToShow: html`Этого аватара больше нет.`,
    gone: html`Этого заказа больше нет.`,
    ideaGone: html`Эту строку Telegram мне уже не показывает. Напишите идею ещё раз.`,
    goneAlready: html`Эти картинки уже удалены.`,
    askRemove: html`🗑️ Удалить эти картинки? Они исчезнут и из чата, и у нас, увеличенные копии тоже. Останутся архивы с ними: в чате — пока вы их не удалите, у нас — не дольше ${spanGenitiveRu(RETENTION_MS.archive)}.`,
    askRemoveOld: html`🗑️ Удалить эти картинки? У нас они исчезнут, увеличенные копии тоже, а архивы с ними — за ${spanRu(RETENTION_MS.archive)}. Из чата уберу то, что прислала за последние два дня. Остальное и архивы удалите сами: более старые сообщения Telegram мне не отдаёт.`,
    removeSurely: '🗑️ Да, удалить',
    keep: 'Оставить',
    removed: html`🗑️ Картинки удалены: и из чата, и у нас.`,
    removedOld: html`🗑️ Картинки удалены у нас. В чате остались сообщения старше двух дней: удалить их можете только вы.`,
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ Back',
    create: '✨ Create an avatar',
    askAnyIdea: (hasAvatar: boolean) => html`🎨 <b>A picture without an avatar</b>

Describe your idea in one line and I’ll draw it in high resolution.${
      hasAvatar
        ? ' Or pick a ready-made look: your avatar will try it on.'
        : ' To be in the picture yourself, you need an avatar: 10–20 photos and a few minutes.'
    }`,
    askIdea: (avatar: string, type: TrainingType) =>
      type === 'style'
        ? html`🎨 Style: <b>${avatar}</b>

Describe your idea in one line and I’ll draw it in this style. Or pick a ready-made look.`
        : html`🎨 Avatar: <b>${avatar}</b>

Describe your idea in one line: where you are, what you’re doing, the mood. Or pick a ready-made look.`,
    badIdea: (length: number) =>
      length > max
        ? html`That’s too long: ${length} characters, and ${max} fit. Please make it shorter.`
        : html`A bit short 🙂 Describe the idea in a couple of words at least.`,
    otherAvatar: (areSeveral: boolean) => (areSeveral ? '👥 Another avatar' : '👤 Who to draw'),
    withoutAvatar: '🖼️ Without an avatar',
    trainIt: '🧬 Train it',
    instant: html`⚡ For now I draw from one photo: close, but not spot on. A trained avatar looks just like you.`,
    chooseAvatar: html`Which avatar?`,
    avatarLine: (name: string, isMain: boolean, isInstant: boolean) =>
      `${isMain ? '⭐ ' : ''}${name}${isInstant ? ' ⚡ from one photo' : ''}`,
    idea: (idea: string) => html`🎨 “${idea}”`,
    photoIdea: (idea: string) => html`🖼️ The idea from your picture: “${idea}”`,
    similarIdea: (idea: string) => html`🎲 Similar to the last ones: “${idea}”`,
    reframedIdea: (idea: string) => html`📐 The same frame in another format: “${idea}”`,
    more: '⚙️ More',
    howToDraw: (hasAvatar: boolean, seed: number | null) => html`⚙️ <b>How to draw</b>
${hasAvatar && '\n⚡ Fast is a draft; 💎 best has more detail and takes almost twice as long. The price is the same.\n'}
${
  seed === null
    ? 'The frame is new every time. When you like one, open “⚙️ More” below the picture and keep it for other ideas.'
    : html`🔒 Frame no. ${seed}: the composition stays similar.`
}`,
    quality: (quality: PictureQuality) => QUALITY.en[quality],
    anySeed: '🔓 New frame',
    keptSeed: (seed: number) => html`🔒 Frame no. ${seed} is kept: the composition stays similar.`,
    details: ({ seed, aspectRatio, quality }: DrawnDetails) => html`⚙️ <b>How this was drawn</b>

Frame no. ${seed} · ${aspectRatio}${quality && ` · ${QUALITY.en[quality]}`}

📐 — the same frame and words in another format.
🔒 — the same frame for a new idea.`,
    reframe: (ratio: AspectRatio) => `📐 ${ratio}`,
    keepSeed: '🔒 Same frame',
    offer: ({ idea, avatar, aspectRatio, pictureCount, quality, seed, price, enhance }: OfferWords) =>
      html`${idea}
${
  avatar
    ? html`${avatar.trainingType === 'style' ? 'Style' : 'Avatar'}: <b>${avatar.name}</b>${
        avatar.status !== 'completed' && ' ⚡ from one photo'
      }`
    : 'No avatar, in high resolution: up to 2K'
}${!enhance && '\n📝 Word for word, I’ll add nothing'}

${picturesEn(pictureCount)} ${aspectRatio}${notUsual(quality, 'en')} · <b>${creditsText(price, 'en')}</b>${
        seed !== null && html`\n🔒 Frame no. ${seed}`
      }`,
    choice: (label: string, isChosen: boolean) => (isChosen ? `✓${label}` : label),
    enhance: (isOn: boolean) => `🪄 Improve my idea: ${isOn ? 'on' : 'off'}`,
    anotherWay: '‹ New idea',
    promise: 'You pay only for what comes out. Changed your mind? Just type another idea.',
    draw: (count: number, price: CentiCredits) => `🎨 Draw ${count} · ${creditsText(price, 'en')}`,
    asked: (avatar: string | null, idea: string, ratio: AspectRatio | null) =>
      html`${avatar !== null && html`<b>${avatar}</b>: `}“${idea}”${ratio && ` · ${ratio}`}`,
    done: html`✨ Done! What next?`,
    again: (count: number | null) => (count === null ? '🔁 Again' : `🔁 ${count} more`),
    repeat: '🔁 Try again',
    anotherIdea: '🎨 New idea',
    originals: '📎 Originals',
    original: (place: number, ending: string) => `aisha-${place}.${ending}`,
    originalsBelow: html`📎 The originals in full quality, not compressed by Telegram.`,
    upscale: '✨ Upscale',
    similar: '🎲 Similar',
    showPrompt: '📝 Prompt',
    prompt: (prompt: string) => html`📝 <b>Prompt</b>

<code>${prompt}</code>

This is how I pictured your idea.

✏️ <b>Want to change it?</b> Tap the text to copy it, edit it and send it back: I’ll draw it word for word. English works best, up to ${max} characters.`,
    remove: '🗑️ Delete',
    favourite: '⭐ Favourite',
    mainPhoto: '🖼️ Main photo',
    askMark: (mark: PictureMark) =>
      mark === 'favourite'
        ? html`⭐ <b>Which ones do you love?</b>

Numbers follow the album. Those with a ✓ are favourites already.`
        : html`🖼️ <b>Which picture becomes the face of your avatar?</b>

Numbers follow the album. You’ll see it in “My avatars”.`,
    place: (place: number, isOn: boolean) => `${isOn ? '✓' : ''}${place}`,
    marked: 'Done',
    nowMarked: (mark: PictureMark) =>
      mark === 'favourite'
        ? html`⭐ Added to your favourites: “My work” → “Pictures” → “Favourites”.`
        : html`🖼️ Done! That’s your avatar’s main photo now.`,
    notMarked: (mark: PictureMark) =>
      mark === 'favourite'
        ? html`Removed from your favourites.`
        : html`OK, your avatar shows a photo from its set again.`,
    noAvatarToShow: html`This avatar no longer exists.`,
    gone: html`That order is gone.`,
    ideaGone: html`Telegram no longer shows me that line. Please type the idea again.`,
    goneAlready: html`These pictures are already deleted.`,
    askRemove: html`🗑️ Delete these pictures? They’ll be gone from this chat and from our storage, enlarged copies too. Archives that hold them stay: in the chat until you delete them, with us for ${spanEn(RETENTION_MS.archive)} at most.`,
    askRemoveOld: html`🗑️ Delete these pictures? They’ll be gone from our storage, enlarged copies too, and archives that hold them within ${spanEn(RETENTION_MS.archive)}. From the chat I’ll take what I sent in the last two days. Please delete the rest and the archives yourself: Telegram doesn’t let me remove older messages.`,
    removeSurely: '🗑️ Yes, delete',
    keep: 'Keep',
    removed: html`🗑️ The pictures are deleted, both here and in our storage.`,
    removedOld: html`🗑️ The pictures are deleted from our storage. Messages older than two days are still in this chat: only you can remove them.`,
  },
});
