import { PROMPT_LENGTH, type AspectRatio, type CentiCredits } from '@aisha/domain';
import { defineTexts, html, russianPlural } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

const SHAPES: Readonly<Record<AspectRatio, string>> = {
  '1:1': '◻️ 1:1',
  '3:4': '▯ 3:4',
  '4:3': '▭ 4:3',
  '9:16': '📱 9:16',
  '16:9': '🖥 16:9',
};

const picturesRu = (count: number): string => `${count} ${russianPlural(count, 'картинка', 'картинки', 'картинок')}`;
const picturesEn = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`;

export const generateTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Назад',
    noAvatar: html`🎨 Чтобы рисовать вас, нужен готовый аватар. Это 10–20 фотографий и несколько минут.`,
    create: '✨ Создать аватар',
    askIdea: (avatar: string) =>
      html`🎨 Рисую: <b>${avatar}</b>

Опишите идею одной строкой на любом языке: где вы, что делаете, какое настроение. Или возьмите готовую:`,
    badIdea: html`Такую идею не возьму: нужно от ${PROMPT_LENGTH.min} до ${PROMPT_LENGTH.max} символов. Напишите её чуть иначе.`,
    otherAvatar: '👥 Другой аватар',
    chooseAvatar: html`Кого рисуем?`,
    avatarLine: (name: string, isMain: boolean) => `${isMain ? '⭐ ' : ''}${name}`,
    chooseRatio: (idea: string) =>
      html`«${idea}»

Какой формат кадра?`,
    ratio: (ratio: AspectRatio) => SHAPES[ratio],
    chooseCount: (available: CentiCredits) =>
      html`Сколько картинок?

Доступно: ${creditsText(available, 'ru')}`,
    count: (count: number, price: CentiCredits) => `${count} · ${creditsText(price, 'ru')}`,
    confirm: (avatar: string, idea: string, ratio: AspectRatio, count: number, price: CentiCredits) =>
      html`<b>${avatar}</b>: «${idea}»
${picturesRu(count)}, ${ratio}

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Спишу только за то, что получится.',
    draw: '🎨 Рисуй!',
    asked: (avatar: string, idea: string, ratio: AspectRatio) => html`<b>${avatar}</b>: «${idea}» · ${ratio}`,
    again: '🔁 Ещё раз',
    anotherIdea: '🎨 Другая идея',
    upscale: '✨ Улучшить',
    similar: '🎲 Похожее',
    remove: '🗑 Удалить',
    gone: html`Этого заказа больше нет.`,
    goneAlready: html`Эти картинки уже удалены.`,
    askRemove: html`Удалить эти картинки из нашего хранилища? Из чата их можно удалить самим.`,
    removeSurely: '🗑 Да, удалить',
    keep: 'Оставить',
    removed: html`Удаляю картинки из нашего хранилища. В чате они останутся.`,
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ Back',
    noAvatar: html`🎨 To draw you I need a finished avatar. It takes 10–20 photos and a few minutes.`,
    create: '✨ Create an avatar',
    askIdea: (avatar: string) =>
      html`🎨 Drawing: <b>${avatar}</b>

Describe your idea in one line, in any language: where you are, what you do, what the mood is. Or take a ready one:`,
    badIdea: html`I cannot take this idea: it needs ${PROMPT_LENGTH.min} to ${PROMPT_LENGTH.max} characters. Please put it a little differently.`,
    otherAvatar: '👥 Another avatar',
    chooseAvatar: html`Which avatar?`,
    avatarLine: (name: string, isMain: boolean) => `${isMain ? '⭐ ' : ''}${name}`,
    chooseRatio: (idea: string) =>
      html`“${idea}”

What shape?`,
    ratio: (ratio: AspectRatio) => SHAPES[ratio],
    chooseCount: (available: CentiCredits) =>
      html`How many pictures?

Available: ${creditsText(available, 'en')}`,
    count: (count: number, price: CentiCredits) => `${count} · ${creditsText(price, 'en')}`,
    confirm: (avatar: string, idea: string, ratio: AspectRatio, count: number, price: CentiCredits) =>
      html`<b>${avatar}</b>: “${idea}”
${picturesEn(count)}, ${ratio}

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'You pay only for what comes out.',
    draw: '🎨 Draw!',
    asked: (avatar: string, idea: string, ratio: AspectRatio) => html`<b>${avatar}</b>: “${idea}” · ${ratio}`,
    again: '🔁 Again',
    anotherIdea: '🎨 Another idea',
    upscale: '✨ Upscale',
    similar: '🎲 Similar',
    remove: '🗑 Delete',
    gone: html`That order is gone.`,
    goneAlready: html`These pictures are deleted already.`,
    askRemove: html`Delete these pictures from our storage? In the chat you can delete them yourself.`,
    removeSurely: '🗑 Yes, delete',
    keep: 'Keep',
    removed: html`Deleting the pictures from our storage. They stay in the chat.`,
  },
});
