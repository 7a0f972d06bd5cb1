import type { CentiCredits, Language } from '@aisha/domain';
import type { Balance, CreditReceipt } from '@aisha/database/billing';
import { defineTexts, html } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

const credited = {
  ru: {
    purchase: '⭐ Покупка',
    welcome: '🎁 Подарок',
    correction: '🛠 Исправление',
    refund: '↩️ Возврат звёзд',
    'debt-payment': '↩️ Долг за возврат звёзд',
  },
  en: {
    purchase: '⭐ Purchase',
    welcome: '🎁 Gift',
    correction: '🛠 Correction',
    refund: '↩️ Stars refunded',
    'debt-payment': '↩️ Owed for refunded Stars',
  },
} satisfies Record<Language, Record<CreditReceipt['kind'], string>>;

export const balanceTexts = defineTexts({
  ru: {
    balance: ({ available, held, debt }: Balance) =>
      html`💎 <b>Доступно: ${creditsText(available, 'ru')}</b>${
        held > 0n &&
        html`
Отложено на заказы в работе: ${creditsText(held, 'ru')}`
      }${
        debt > 0n &&
        html`
Долг за возвращённые звёзды: ${creditsText(debt, 'ru')}. Спишется со следующей покупки.`
      }

Кредит тратится только на то, что вы получили. Пополнить можно звёздами Telegram:`,
    pack: (amount: CentiCredits, stars: number) => `${creditsText(amount, 'ru')} · ${stars} ⭐`,
    history: '🧾 История',
    menu: '🏠 Меню',
    back: '‹ Баланс',
    older: 'Раньше ›',
    newest: '‹‹ К началу',
    historyTitle: html`<b>🧾 История</b>`,
    nothingYet: 'Здесь появятся ваши покупки и заказы, и у каждого будет чек.',
    orderLine: (date: string, kind: string, charged: CentiCredits, released: CentiCredits) =>
      html`${date} · ${kind} · <b>−${creditsText(charged, 'ru')}</b>${released > 0n && html` (вернулось ${creditsText(released, 'ru')})`}`,
    freeOrderLine: (date: string, kind: string, isCancelled: boolean, released: CentiCredits) =>
      html`${date} · ${kind} · ${isCancelled ? 'вы отменили' : 'не получилось'}, вернулось ${creditsText(released, 'ru')}`,
    openOrderLine: (date: string, kind: string, held: CentiCredits) =>
      html`${date} · ${kind} · в работе, отложено ${creditsText(held, 'ru')}`,
    creditLine: (date: string, kind: CreditReceipt['kind'], amount: CentiCredits) =>
      html`${date} · ${credited.ru[kind]} · <b>${amount > 0n && '+'}${creditsText(amount, 'ru')}</b>`,
    invoiceTitle: (amount: CentiCredits) => creditsText(amount, 'ru'),
    invoiceDescription: 'Кредиты Аиши: аватары, картинки и расшифровки. Не сгорают.',
    paid: html`⭐ Звёзды получены, зачисляю кредиты… Обычно это пара секунд; если придётся подождать, звёзды не пропадут.`,
    paidInVain: (payment: string) =>
      html`🤝 Платёж получен, но счёт уже не действует. Мы разберёмся вручную: зачислим кредиты или вернём звёзды.

Номер платежа: <code>${payment}</code>`,
    creditsDelayed: (payment: string) =>
      html`⏳ Звёзды получены, но кредиты пока не зачислились: неполадка у нас. Звёзды не пропадут: мы уже знаем о платеже и зачислим кредиты вручную. Вам ничего делать не нужно.

Номер платежа: <code>${payment}</code>`,
    credited: (amount: CentiCredits, available: CentiCredits, debtPaid: CentiCredits) =>
      html`💎 Зачислено <b>${creditsText(amount, 'ru')}</b>.${
        debtPaid > 0n && html` Из них ${creditsText(debtPaid, 'ru')} погасили долг за возвращённые звёзды.`
      } Доступно ${creditsText(available, 'ru')}.`,
    refunded: (stars: number, taken: CentiCredits, owed: CentiCredits, available: CentiCredits) =>
      html`↩️ Telegram вернул вам ${String(stars)} ⭐, поэтому кредиты этой покупки списаны${
        taken > 0n && html`: ${creditsText(taken, 'ru')}`
      }.${
        owed > 0n &&
        html` Ещё ${creditsText(owed, 'ru')} уже потрачены: это долг, он спишется со следующей покупки или с вернувшихся кредитов.`
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

A credit is spent only on what you received. Top up with Telegram Stars:`,
    pack: (amount: CentiCredits, stars: number) => `${creditsText(amount, 'en')} · ${stars} ⭐`,
    history: '🧾 History',
    menu: '🏠 Menu',
    back: '‹ Balance',
    older: 'Older ›',
    newest: '‹‹ Newest',
    historyTitle: html`<b>🧾 History</b>`,
    nothingYet: 'Your purchases and orders will appear here, each with its receipt.',
    orderLine: (date: string, kind: string, charged: CentiCredits, released: CentiCredits) =>
      html`${date} · ${kind} · <b>−${creditsText(charged, 'en')}</b>${released > 0n && html` (${creditsText(released, 'en')} came back)`}`,
    freeOrderLine: (date: string, kind: string, isCancelled: boolean, released: CentiCredits) =>
      html`${date} · ${kind} · ${isCancelled ? 'you cancelled it' : 'did not work out'}, ${creditsText(released, 'en')} came back`,
    openOrderLine: (date: string, kind: string, held: CentiCredits) =>
      html`${date} · ${kind} · running, ${creditsText(held, 'en')} reserved`,
    creditLine: (date: string, kind: CreditReceipt['kind'], amount: CentiCredits) =>
      html`${date} · ${credited.en[kind]} · <b>${amount > 0n && '+'}${creditsText(amount, 'en')}</b>`,
    invoiceTitle: (amount: CentiCredits) => creditsText(amount, 'en'),
    invoiceDescription: 'Aisha credits: avatars, pictures and transcripts. They do not expire.',
    paid: html`⭐ Stars received, adding the credits… It takes a few seconds; should it take longer, your Stars are safe.`,
    paidInVain: (payment: string) =>
      html`🤝 The payment arrived, but the invoice is no longer valid. We will sort it out by hand: credits, or your Stars back.

Payment number: <code>${payment}</code>`,
    creditsDelayed: (payment: string) =>
      html`⏳ Your Stars arrived, but the credits are not there yet: a fault on our side. Your Stars are safe: we know of the payment and will add the credits by hand. You need do nothing.

Payment number: <code>${payment}</code>`,
    credited: (amount: CentiCredits, available: CentiCredits, debtPaid: CentiCredits) =>
      html`💎 <b>${creditsText(amount, 'en')}</b> added.${
        debtPaid > 0n && html` Of these, ${creditsText(debtPaid, 'en')} paid what you owed for refunded Stars.`
      } Available: ${creditsText(available, 'en')}.`,
    refunded: (stars: number, taken: CentiCredits, owed: CentiCredits, available: CentiCredits) =>
      html`↩️ Telegram gave you back ${String(stars)} ⭐, so the credits of that purchase are taken back${
        taken > 0n && html`: ${creditsText(taken, 'en')}`
      }.${
        owed > 0n &&
        html` Another ${creditsText(owed, 'en')} had been spent: you owe them, and your next purchase or released credits pay them.`
      } Available: ${creditsText(available, 'en')}.`,
  },
});
