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
  readonly look: (file: string) => string;
  readonly page: (command: string, url: string) => string;
  readonly failed: string;
  /** The words of the page that the demo leaves. */
  readonly keepsake: {
    readonly title: (name: string) => string;
    readonly lead: (name: string) => string;
    readonly played: string;
    readonly photos: string;
    readonly photosWhat: string;
    readonly idea: string;
    readonly still: string;
    readonly stillWhat: string;
    readonly video: string;
    readonly session: string;
    readonly sessionWhat: string;
    readonly voice: string;
    readonly voiceWhat: string;
    readonly minutes: string;
    readonly speech: string;
    readonly cost: string;
    readonly costWhat: string;
    readonly ledger: string;
    readonly ledgerWhat: string;
    readonly files: string;
    /** What a picture of the story shows, in words for people who do not see it. */
    readonly pictureOf: (idea: string, number: number) => string;
  };
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
    what: 'Девять сервисов, настоящие Postgres и очередь. Telegram, FAL, OpenAI и хранилище — понарошку.',
    runs: (seconds) => `Всё запустилось за ${secondsRu(seconds)}.`,
    pictures: (count) => (count === 1 ? 'картинка' : `альбом из ${count} картинок`),
    file: 'файл',
    bytes: (count) => `${count} байт`,
    pay: (stars) => `Оплатить ${stars} ⭐`,
    paid: 'оплачено',
    works: 'Всё работает.',
    summary: (name, pictures, orders) =>
      `${name}: свой аватар, картинки (${pictures}), видео, расшифровка, протокол и текст вслух. Заказов: ${orders}, у каждого чек, и баланс сходится.`,
    took: (seconds) => `На всё ушло ${secondsRu(seconds)}. Ничего не осталось запущенным.`,
    look: (file) => `Страница, которую можно показать: ${file}`,
    page: (command, url) => `Поговорите с ней сами: ${command}, затем откройте ${url}`,
    failed: 'Не получилось.',
    keepsake: {
      title: (name) => `${name} и студия в чате`,
      lead: (name) =>
        `Десять селфи, одна строчка, одно голосовое: что ${name} получила за один разговор с Аишей и сколько это стоило. Начала она с подарка новичку.`,
      played:
        'Это песочница: людей и сцены рисует она, речь и тексты — образцы. Очередь, заказы и деньги — настоящий продукт. С ключом FAL вместо рисунков фотографии.',
      photos: 'Десять селфи',
      photosWhat: 'Аиша смотрит каждое, одно мелкое вернула, и показывает, каких ракурсов не хватает.',
      idea: 'Одна строчка',
      still: '«Хочу как на этом кадре»',
      stillWhat: 'Слева кадр, который прислали, справа картинка.',
      video: 'Картинка оживает',
      session: 'Фотосессия',
      sessionWhat: 'Восемь образов одной темы за один заказ.',
      voice: 'Голосовое становится текстом',
      voiceWhat: 'Первая минута речи за день — в подарок.',
      minutes: 'Из текста — протокол',
      speech: 'Текст вслух',
      cost: 'Сколько это стоило',
      costWhat: 'Цена названа до заказа, чек приходит после. За неготовое не платят.',
      ledger: 'Вся книга кредитов',
      ledgerWhat: 'Каждая операция — строки, которые в сумме дают ноль.',
      files: 'Файлы:',
      pictureOf: (idea, number) => `Картинка ${number}: ${idea}`,
    },
    credits: 'кредиты',
    separator: ',',
    available: 'Доступно',
    free: 'бесплатно',
    released: (amount) => `вернулось: ${amount}`,
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
      'referral-picture': 'Картинка за приглашение',
      'gain-back': 'Бонус ушёл с возвратом',
      'gift-sent': 'Подарок другу',
      'gift-received': 'Вам подарили',
      'gift-back': 'Подарок вернулся',
    },
  },
  en: {
    bot: 'Aisha',
    title: 'Aisha, as a person sees it',
    what: 'Nine services, a real Postgres, a real queue. Telegram, FAL, OpenAI and the storage are played.',
    runs: (seconds) => `Everything is up after ${seconds.toFixed(1)} s.`,
    pictures: (count) => (count === 1 ? 'a picture' : `an album of ${count} pictures`),
    file: 'a file',
    bytes: (count) => `${count} bytes`,
    pay: (stars) => `Pay ${stars} ⭐`,
    paid: 'paid',
    works: 'It works.',
    summary: (name, pictures, orders) =>
      `${name} trained an avatar, got ${pictures} pictures, a video, a transcript, minutes and a text read aloud: ${orders} orders, each with a receipt, and the ledger adds up.`,
    took: (seconds) => `${seconds.toFixed(1)} s in all. Nothing is left running.`,
    look: (file) => `A page to show to a friend: ${file}`,
    page: (command, url) => `Talk to her yourself: ${command}, then open ${url}`,
    failed: 'The demo failed.',
    keepsake: {
      title: (name) => `${name} and a studio in a chat`,
      lead: (name) =>
        `Ten selfies, one line, one voice message: what ${name} got in one talk with Aisha, and what it cost. She began with a newcomer’s gift.`,
      played:
        'This is the sandbox: it draws the people and the scenes, and speech and texts are samples. Queue, orders and money are the real product. With a key of FAL the drawings are photographs.',
      photos: 'Ten selfies',
      photosWhat: 'Aisha looks at each, gave a small one back, and shows which angles are missing.',
      idea: 'One line',
      still: '“I’d like it as in this film”',
      stillWhat: 'Left the still that was sent, right the picture.',
      video: 'The picture comes to life',
      session: 'A photo session',
      sessionWhat: 'Eight looks of one theme in one order.',
      voice: 'A voice message becomes text',
      voiceWhat: 'The first minute of speech of a day is a gift.',
      minutes: 'Minutes of it',
      speech: 'A text, read aloud',
      cost: 'What it cost',
      costWhat: 'The price is told before an order, the receipt comes after. What was not delivered is not paid for.',
      ledger: 'The whole ledger of credits',
      ledgerWhat: 'Each transaction is rows that add up to nothing.',
      files: 'Files:',
      pictureOf: (idea, number) => `Picture ${number}: ${idea}`,
    },
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
      'referral-picture': 'Picture for an invitation',
      'gain-back': 'Bonus of a refund',
      'gift-sent': 'Gift to a friend',
      'gift-received': 'Gift for you',
      'gift-back': 'Gift that came back',
    },
  },
};
