import type { ExpectedTime } from '@aisha/database';
import type { CentiCredits } from '@aisha/domain';
import { defineTexts, html, russianPlural } from '../engine/conversation';
import { creditsMissingRu, creditsText } from './credits.texts';
import { aboutTime, thenEn, thenRu } from './time.texts';

export const offerTexts = defineTexts({
  ru: {
    left: (after: CentiCredits) => `Останется: ${creditsText(after, 'ru')}`,
    missing: (amount: CentiCredits) =>
      html`⚠️ Не хватает <b>${creditsMissingRu(amount)}</b>. Оплатите пакет, и сразу вернёмся к этому заказу.`,
    queue: ({ ahead, waitSeconds, takesSeconds }: ExpectedTime) => {
      const wait =
        waitSeconds === null
          ? `перед вами ${ahead} ${russianPlural(ahead, 'заказ', 'заказа', 'заказов')}`
          : `до начала ${aboutTime(waitSeconds, 'ru')}`;
      return `⏳ Сейчас очередь: ${wait}${thenRu(takesSeconds)}. До начала заказ можно свободно отменить.`;
    },
    soon: (wait: number, takes: number | null) => `⏱️ Очередь ${aboutTime(wait, 'ru')}${thenRu(takes)}`,
    takes: (seconds: number) => `⏱️ Обычно это ${aboutTime(seconds, 'ru')}`,
    nothingFree:
      '❗ Бесплатные попытки на сегодня кончились: начатый заказ не отменить, а если ничего не выйдет, сделанное нейросетью спишется.',
    noLateCancel: '❗ Когда нейросеть начнёт, отменить этот заказ уже не получится: она берёт за него сразу.',
    otherPacks: '⭐ Другие пакеты',
    renewed: html`Цена обновлена, нажмите ещё раз.`,
    storageAway: html`⚠️ Хранилище файлов сейчас не отвечает: результат было бы некуда сохранить, поэтому заказ пока не принимаю. Ничего не заморожено и не списано. Нажмите ещё раз через пару минут.`,
    menu: '🏠 Меню',
  },
  en: {
    left: (after: CentiCredits) => `You’ll have ${creditsText(after, 'en')} left`,
    missing: (amount: CentiCredits) =>
      html`⚠️ You need <b>${creditsText(amount, 'en')}</b> more. Get a pack and we come straight back to this order.`,
    queue: ({ ahead, waitSeconds, takesSeconds }: ExpectedTime) => {
      const wait =
        waitSeconds === null
          ? `${ahead} ${ahead === 1 ? 'order' : 'orders'} ahead of you`
          : `I can start in ${aboutTime(waitSeconds, 'en')}`;
      return `⏳ There is a queue: ${wait}${thenEn(takesSeconds)}. Until I start you can cancel freely.`;
    },
    soon: (wait: number, takes: number | null) => `⏱️ In the queue ${aboutTime(wait, 'en')}${thenEn(takes)}`,
    takes: (seconds: number) => `⏱️ Usually takes ${aboutTime(seconds, 'en')}`,
    nothingFree:
      '❗ Today’s free tries are used up: once started, the order can’t be cancelled, and if it comes to nothing, what the AI model has done is charged.',
    noLateCancel: '❗ Once the AI model starts, this order can’t be cancelled: it charges for it at once.',
    otherPacks: '⭐ Other packs',
    renewed: html`I’ve updated the price. Tap once more.`,
    storageAway: html`⚠️ Our file storage isn’t responding: there would be nowhere to keep the result, so I’m not taking this order yet. Nothing is reserved or charged. Tap again in a couple of minutes.`,
    menu: '🏠 Menu',
  },
});
