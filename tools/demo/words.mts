import type { CreditReceipt } from '@aisha/database/billing';
import type { StoryLanguage } from '../story/words.mts';

/** The demo's own words, around those of the bot. */
export interface DemoWords {
  readonly bot: string;
  readonly title: string;
  readonly what: string;
  /** Says after how many seconds the product runs. */
  readonly runs: (seconds: number) => string;
  readonly pictures: (count: number) => string;
  readonly file: string;
  readonly bytes: (count: number) => string;
  readonly pay: (stars: number) => string;
  readonly paid: string;
  readonly works: string;
  readonly summary: (name: string, pictures: number, orders: number) => string;
  readonly took: (seconds: number) => string;
  readonly look: (folder: string, files: string) => string;
  readonly page: (command: string, url: string) => string;
  readonly failed: string;
  readonly credits: string;
  /** The sign between a credit and its hundredths. */
  readonly separator: ',' | '.';
  readonly available: string;
  readonly free: string;
  /** The part of a hold that was given back. */
  readonly released: (amount: string) => string;
  /** The names of movements of credits that belong to no order. */
  readonly receipts: Readonly<Record<CreditReceipt['kind'], string>>;
}

const secondsRu = (seconds: number): string => `${seconds.toFixed(1).replace('.', ',')} с`;

export const DEMO_WORDS: Record<StoryLanguage, DemoWords> = {
  ru: {
    bot: 'Аиша',
    title: 'Аиша глазами человека',
    what: 'Семь сервисов, настоящие Postgres и очередь. Telegram, FAL, OpenAI и хранилище — понарошку.',
    runs: (seconds) => `Всё запустилось за ${secondsRu(seconds)}.`,
    pictures: (count) => (count === 1 ? 'картинка' : `альбом из ${count} картинок`),
    file: 'файл',
    bytes: (count) => `${count} байт`,
    pay: (stars) => `Оплатить ${stars} ⭐`,
    paid: 'оплачено',
    works: 'Всё работает.',
    summary: (name, pictures, orders) =>
      `${name}: кредиты, свой аватар, картинки (${pictures}) и расшифровка. Заказов: ${orders}, у каждого чек, и баланс сходится.`,
    took: (seconds) => `На всё ушло ${secondsRu(seconds)}. Ничего не осталось запущенным.`,
    look: (folder, files) => `В папке ${folder}: ${files}`,
    page: (command, url) => `Поговорите с ней сами: ${command}, затем откройте ${url}`,
    failed: 'Не получилось.',
    credits: 'кредиты',
    separator: ',',
    available: 'Доступно',
    free: 'бесплатно',
    released: (amount) => `вернулось ${amount}`,
    receipts: {
      purchase: 'Покупка за звёзды',
      subscription: 'Подписка за звёзды',
      welcome: 'Подарок',
      refund: 'Возврат звёзд',
      'debt-payment': 'Долг за возврат',
      correction: 'Исправление',
      deduction: 'Списано поддержкой',
      promo: 'Промокод',
      referral: 'Приглашение друга',
      'gain-back': 'Бонус ушёл с возвратом',
      'gift-sent': 'Подарок другу',
      'gift-received': 'Вам подарили',
      'gift-back': 'Подарок вернулся',
    },
  },
  en: {
    bot: 'Aisha',
    title: 'Aisha, as a person sees it',
    what: 'Seven services, a real Postgres, a real queue. Telegram, FAL, OpenAI and the storage are played.',
    runs: (seconds) => `Everything is up after ${seconds.toFixed(1)} s.`,
    pictures: (count) => (count === 1 ? 'a picture' : `an album of ${count} pictures`),
    file: 'a file',
    bytes: (count) => `${count} bytes`,
    pay: (stars) => `Pay ${stars} ⭐`,
    paid: 'paid',
    works: 'It works.',
    summary: (name, pictures, orders) =>
      `${name} bought credits, trained an avatar, got ${pictures} pictures and a transcript: ${orders} orders, each with a receipt, and the ledger adds up.`,
    took: (seconds) => `${seconds.toFixed(1)} s in all. Nothing is left running.`,
    look: (folder, files) => `Left in ${folder}: ${files}`,
    page: (command, url) => `Talk to her yourself: ${command}, then open ${url}`,
    failed: 'The demo failed.',
    credits: 'credits',
    separator: '.',
    available: 'Available',
    free: 'free',
    released: (amount) => `${amount} came back`,
    receipts: {
      purchase: 'Bought with Stars',
      subscription: 'Subscription in Stars',
      welcome: 'Gift',
      refund: 'Stars refunded',
      'debt-payment': 'Owed for a refund',
      correction: 'Correction',
      deduction: 'Taken by support',
      promo: 'Promo code',
      referral: 'Invitation',
      'gain-back': 'Bonus of a refund',
      'gift-sent': 'Gift to a friend',
      'gift-received': 'Gift for you',
      'gift-back': 'Gift that came back',
    },
  },
};
