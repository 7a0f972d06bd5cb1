import type { CentiCredits, Language } from '@aisha/domain';
import type { Balance, CreditReceipt } from '@aisha/database/billing';
import { defineTexts, html, russianPlural, type Html } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';
import type { PackContents } from '../../orders/top-up';

const credited = {
  ru: {
    purchase: '⭐ Покупка',
    welcome: '🎁 Подарок',
    correction: '🤝 От поддержки',
    refund: '↩️ Звёзды вернулись вам',
    'debt-payment': '↩️ Долг за возврат звёзд',
  },
  en: {
    purchase: '⭐ Purchase',
    welcome: '🎁 Gift',
    correction: '🤝 From support',
    refund: '↩️ Stars refunded to you',
    'debt-payment': '↩️ Owed for refunded Stars',
  },
} satisfies Record<Language, Record<CreditReceipt['kind'], string>>;

export const balanceTexts = defineTexts({
  ru: {
    balance: ({ available, held, debt }: Balance) =>
      html`💎 <b>Доступно: ${creditsText(available, 'ru')}</b>${
        held > 0n &&
        html`
Заморожено на заказы в работе: ${creditsText(held, 'ru')}`
      }${
        debt > 0n &&
        html`
Долг за возвращённые звёзды: ${creditsText(debt, 'ru')}. Погасится со следующей покупки.`
      }

Платите только за готовое, кредиты не сгорают. Вернуть звёзды или спросить об оплате: /paysupport.

Пакеты кредитов за звёзды Telegram:`,
    history: '🧾 История',
    menu: '🏠 Меню',
    back: '‹ Баланс',
    older: 'Раньше ›',
    newest: '‹‹ К началу',
    historyTitle: html`<b>🧾 История</b>`,
    nothingYet: 'Здесь появятся ваши покупки и заказы, и у каждого будет чек.',
    credit: (kind: CreditReceipt['kind']) => html`${credited.ru[kind]}`,
    order: (kind: string, about: string | null, units: string) =>
      html`${kind}${about !== null && ` «${about}»`}${units && ` ${units}`}`,
    line: (number: number, name: Html, amount: Html, when: string) => html`<b>${number}.</b> ${name} · ${amount}
<i>${when}</i>`,
    credited: (amount: CentiCredits) => html`<b>${amount > 0n && '+'}${creditsText(amount, 'ru')}</b>`,
    chargedAmount: (charged: CentiCredits, released: CentiCredits) =>
      html`<b>−${creditsText(charged, 'ru')}</b>${released > 0n && html` (вернулось ${creditsText(released, 'ru')})`}`,
    nothingCharged: html`бесплатно`,
    freeAmount: (released: CentiCredits, isCancelled: boolean) =>
      html`${isCancelled ? 'вы отменили' : 'не получилось'}, вернулось ${creditsText(released, 'ru')}`,
    openAmount: (held: CentiCredits) => html`в работе, заморожено ${creditsText(held, 'ru')}`,
    zoneButton: (place: string) => `🌍 Время: ${place}`,
    chooseZone: html`<b>🌍 Сколько у вас сейчас времени?</b>`,
    zoneChosen: (place: string) => html`Запомнила: ${place} 👌`,
    zone: (place: string, clock: string, isChosen: boolean) => `${isChosen ? '✓ ' : ''}${clock} ${place}`,
    backToHistory: '‹ История',
    backToSettings: '‹ Назад',
    noReceipt: html`Такого чека нет.`,
    receiptTitle: (name: Html) => html`🧾 <b>${name}</b>`,
    when: (day: string, clock: string, place: string) => `${day}, ${clock} (${place})`,
    drawn: (avatar: string) => `Аватар: ${avatar}`,
    held: (amount: CentiCredits) => `Заморожено: ${creditsText(amount, 'ru')}`,
    charged: (amount: CentiCredits) => html`<b>Списано: ${creditsText(amount, 'ru')}</b>`,
    chargedLater: 'Спишу, когда будет готово. Не получится — верну.',
    released: (amount: CentiCredits) => `Вернулось: ${creditsText(amount, 'ru')}`,
    partly: (delivered: number, of: number) => `Получилось ${delivered} из ${of}, за остальное кредиты вернулись.`,
    why: (reason: string) => html`
${reason}`,
    orderNumber: (orderId: string) => html`Заказ <code>${orderId}</code>`,
    payment: (chargeId: string) => html`
Платёж <code>${chargeId}</code>`,
    showAvatar: '👤 К аватару',
    resultGone: html`Результата больше нет.`,
    invoiceTitle: (amount: CentiCredits) => creditsText(amount, 'ru'),
    invoiceDescription: ({ avatar, pictures }: PackContents) =>
      `Хватит на ${avatar ? 'аватар и ' : ''}${pictures} ${russianPlural(pictures, 'картинку', 'картинки', 'картинок')}. Или на расшифровки, документы и озвучку: кредиты общие и не сгорают.`,
    paid: html`⭐ Звёзды получены, зачисляю кредиты…`,
    paidInVain: (payment: string) =>
      html`🤝 Платёж пришёл, но этот счёт уже не действует. Мы разберёмся: зачислим кредиты или вернём звёзды.

Номер платежа для /paysupport: <code>${payment}</code>`,
    creditsDelayed: (payment: string) =>
      html`⏳ Звёзды получены, а кредиты задерживаются: сбой у нас. Звёзды не пропадут: платёж мы видим и зачислим кредиты сами. Вам ничего делать не нужно.

Номер платежа: <code>${payment}</code>`,
    purchased: (amount: CentiCredits, available: CentiCredits, debtPaid: CentiCredits) =>
      html`💎 Зачислено <b>${creditsText(amount, 'ru')}</b>.${
        debtPaid > 0n && html` Из них ${creditsText(debtPaid, 'ru')} погасили долг за возвращённые звёзды.`
      } Доступно ${creditsText(available, 'ru')}.`,
    refunded: (stars: number, taken: CentiCredits, owed: CentiCredits, available: CentiCredits) =>
      html`↩️ Telegram вернул вам ${String(stars)} ⭐, поэтому кредиты этой покупки списаны${
        taken > 0n && html`: ${creditsText(taken, 'ru')}`
      }.${
        owed > 0n &&
        html` Ещё ${creditsText(owed, 'ru')} уже потрачены: это долг, он погасится со следующей покупки или с вернувшихся кредитов.`
      } Доступно ${creditsText(available, 'ru')}.`,
  },
  en: {
    balance: ({ available, held, debt }: Balance) =>
      html`💎 <b>Available: ${creditsText(available, 'en')}</b>${
        held > 0n &&
        html`
Reserved for running orders: ${creditsText(held, 'en')}`
      }${
        debt > 0n &&
        html`
Owed for refunded Stars: ${creditsText(debt, 'en')}. Your next purchase pays it.`
      }

You only pay for what you get, and credits never expire. Refunds and payment questions: /paysupport.

Packs of credits for Telegram Stars:`,
    history: '🧾 History',
    menu: '🏠 Menu',
    back: '‹ Balance',
    older: 'Older ›',
    newest: '‹‹ Newest',
    historyTitle: html`<b>🧾 History</b>`,
    nothingYet: 'Your purchases and orders will appear here, each with its receipt.',
    credit: (kind: CreditReceipt['kind']) => html`${credited.en[kind]}`,
    order: (kind: string, about: string | null, units: string) =>
      html`${kind}${about !== null && ` “${about}”`}${units && ` ${units}`}`,
    line: (number: number, name: Html, amount: Html, when: string) => html`<b>${number}.</b> ${name} · ${amount}
<i>${when}</i>`,
    credited: (amount: CentiCredits) => html`<b>${amount > 0n && '+'}${creditsText(amount, 'en')}</b>`,
    chargedAmount: (charged: CentiCredits, released: CentiCredits) =>
      html`<b>−${creditsText(charged, 'en')}</b>${released > 0n && html` (${creditsText(released, 'en')} back)`}`,
    nothingCharged: html`free`,
    freeAmount: (released: CentiCredits, isCancelled: boolean) =>
      html`${isCancelled ? 'you cancelled it' : 'didn’t work out'}, ${creditsText(released, 'en')} back`,
    openAmount: (held: CentiCredits) => html`in progress, ${creditsText(held, 'en')} reserved`,
    zoneButton: (place: string) => `🌍 Time: ${place}`,
    chooseZone: html`<b>🌍 What time is it where you are?</b>`,
    zoneChosen: (place: string) => html`Got it: ${place} 👌`,
    zone: (place: string, clock: string, isChosen: boolean) => `${isChosen ? '✓ ' : ''}${clock} ${place}`,
    backToHistory: '‹ History',
    backToSettings: '‹ Back',
    noReceipt: html`There is no such receipt.`,
    receiptTitle: (name: Html) => html`🧾 <b>${name}</b>`,
    when: (day: string, clock: string, place: string) => `${day}, ${clock} (${place})`,
    drawn: (avatar: string) => `Avatar: ${avatar}`,
    held: (amount: CentiCredits) => `Reserved: ${creditsText(amount, 'en')}`,
    charged: (amount: CentiCredits) => html`<b>Charged: ${creditsText(amount, 'en')}</b>`,
    chargedLater: 'You’re charged once it’s ready. If it doesn’t work out, you get it all back.',
    released: (amount: CentiCredits) => `Returned: ${creditsText(amount, 'en')}`,
    partly: (delivered: number, of: number) => `${delivered} of ${of} came out, and you got the rest back.`,
    why: (reason: string) => html`
${reason}`,
    orderNumber: (orderId: string) => html`Order <code>${orderId}</code>`,
    payment: (chargeId: string) => html`
Payment <code>${chargeId}</code>`,
    showAvatar: '👤 Go to the avatar',
    resultGone: html`The result is gone.`,
    invoiceTitle: (amount: CentiCredits) => creditsText(amount, 'en'),
    invoiceDescription: ({ avatar, pictures }: PackContents) =>
      `Enough for ${avatar ? 'an avatar and ' : ''}${pictures} ${pictures === 1 ? 'picture' : 'pictures'}. Or for transcripts, documents and speech: the same credits pay for everything and never expire.`,
    paid: html`⭐ Got your Stars, adding the credits…`,
    paidInVain: (payment: string) =>
      html`🤝 Your payment arrived, but this invoice is no longer valid. We’ll sort it out: credits, or your Stars back.

Payment number for /paysupport: <code>${payment}</code>`,
    creditsDelayed: (payment: string) =>
      html`⏳ Your Stars arrived, but the credits are late: a problem on our side. Your Stars are safe: we see the payment and will add the credits ourselves. Nothing for you to do.

Payment number: <code>${payment}</code>`,
    purchased: (amount: CentiCredits, available: CentiCredits, debtPaid: CentiCredits) =>
      html`💎 <b>${creditsText(amount, 'en')}</b> added.${
        debtPaid > 0n && html` ${creditsText(debtPaid, 'en')} of these covered what you owed for refunded Stars.`
      } Available: ${creditsText(available, 'en')}.`,
    refunded: (stars: number, taken: CentiCredits, owed: CentiCredits, available: CentiCredits) =>
      html`↩️ Telegram refunded you ${String(stars)} ⭐, so the credits of that purchase are gone${
        taken > 0n && html`: ${creditsText(taken, 'en')}`
      }.${
        owed > 0n &&
        html` Another ${creditsText(owed, 'en')} were already spent: you owe them, and your next purchase or returned credits will cover it.`
      } Available: ${creditsText(available, 'en')}.`,
  },
});
