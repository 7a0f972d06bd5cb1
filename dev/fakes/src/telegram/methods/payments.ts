import { asSeenByBot } from '../state/stored-chat';
import { readLinkedOffer, readOffer } from '../state/offer';
import { badRequest } from '../wire/api-error';
import { readReplyMarkup } from '../wire/reply-markup';
import type { Invoice } from '../wire/wire';
import type { TelegramState } from '../state/telegram-state';
import { chatFor, repliedTo } from './addressing';
import type { Method } from './method';

const MOST_TRANSACTIONS = 100;

/** An amount of money as a button says it. */
const moneyOf = ({ total_amount: amount, currency }: Invoice): string => {
  const form = new Intl.NumberFormat('en', { style: 'currency', currency });
  return form.format(amount / 10 ** (form.resolvedOptions().maximumFractionDigits ?? 0));
};

/** Methods for invoices and Stars. */
export const paymentMethods = (telegram: TelegramState): Record<string, Method> => ({
  sendInvoice: (parameters) => {
    const chat = chatFor(telegram, parameters);
    const { invoice, payload } = readOffer(parameters);
    const replyTo = repliedTo(telegram, parameters, chat.id);
    const own = readReplyMarkup(parameters);
    if (own?.inline_keyboard && own.inline_keyboard[0]?.[0]?.pay !== true) throw badRequest('REPLY_MARKUP_BUY_EMPTY');
    const price = invoice.currency === 'XTR' ? `⭐️${invoice.total_amount}` : moneyOf(invoice);
    const stored = telegram.chats.add(
      'bot',
      chat,
      { invoice },
      {
        reply_markup: own ?? { inline_keyboard: [[{ text: `Pay ${price}`, pay: true }]] },
        ...(replyTo ? { reply_to: replyTo } : {}),
      },
    );
    return asSeenByBot(telegram.chats.save({ ...stored, invoice_payload: payload }));
  },
  createInvoiceLink: (parameters) => telegram.payments.createLink(readLinkedOffer(parameters)),
  editUserStarSubscription: (parameters) =>
    telegram.payments.subscriptions.edit(
      parameters.integer('user_id') ?? 0,
      parameters.string('telegram_payment_charge_id'),
      parameters.boolean('is_canceled'),
    ),
  answerPreCheckoutQuery: (parameters) => telegram.payments.answerPreCheckout(parameters),
  refundStarPayment: (parameters) =>
    telegram.payments.refund(parameters.integer('user_id') ?? 0, parameters.string('telegram_payment_charge_id')),
  getStarTransactions: (parameters) => {
    const limit = parameters.integer('limit') ?? MOST_TRANSACTIONS;
    if (limit < 1 || limit > MOST_TRANSACTIONS) throw badRequest('LIMIT_INVALID');
    return { transactions: telegram.payments.transactions(Math.max(0, parameters.integer('offset') ?? 0), limit) };
  },
  getMyStarBalance: () => ({ amount: telegram.payments.balance() }),
});
