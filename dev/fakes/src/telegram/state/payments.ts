import { ApiError, badRequest, refusals } from '../wire/api-error';
import { type StoredSubscription, Subscriptions } from './subscriptions';
import type { Chats } from './chats';
import { chatOf, type StoredMessage, type StoredPerson, userOf } from './stored-chat';
import type { Counters, Journal, Table } from './journal';
import type { Charge, Offer } from './offer';
import type { ScaledClock } from './scaled-clock';
import type { Parameters } from '../wire/parameters';
import type { Updates } from './updates';
import type { Chat, SuccessfulPayment } from '../wire/wire';

const PRE_CHECKOUT_LIMIT_MS = 10_000;

/** How a person's attempt to pay ended. */
export type PaymentOutcome = { paid: true; message_id: number; charge_id: string } | { paid: false; reason: string };

interface Verdict {
  ok: boolean;
  reason: string;
}

/** Invoices, the ten seconds of pre-checkout, payments in Stars and their refunds, and payments by a test card, which only its provider gives back. */
export class Payments {
  private readonly links: Table<Offer>;
  private readonly charges: Table<Charge>;
  readonly subscriptions: Subscriptions;
  private readonly awaiting = new Map<string, (verdict: Verdict) => void>();

  constructor(
    journal: Journal,
    private readonly counters: Counters,
    private readonly clock: ScaledClock,
    private readonly chats: Chats,
    private readonly updates: Updates,
  ) {
    this.links = journal.table('invoice-links');
    this.charges = journal.table('charges');
    this.subscriptions = new Subscriptions(journal, {
      charge: (subscription, until) => this.renew(subscription, until),
      tell: (subscription) => this.tell(subscription),
      seconds: () => clock.seconds(),
    });
  }

  createLink(offer: Offer): string {
    const slug = `$${Buffer.from(`invoice-${this.counters.next('invoice-link', 1)}`).toString('base64url')}`;
    this.links.put(slug, offer);
    return `https://t.me/${slug}`;
  }

  offerOfLink(link: string): Offer | undefined {
    return this.links.get(link.split('/').at(-1) ?? '');
  }

  /**
   * Carries out a payment that the person confirms; the Stars move only after the bot has approved it in time. A payment that is declined
   * after that, as by a bank, ends without an update to the bot.
   */
  async pay(person: StoredPerson, offer: Offer, source?: StoredMessage, isDeclined = false): Promise<PaymentOutcome> {
    const { currency, total_amount: amount } = offer.invoice;
    if (source?.paid) return { paid: false, reason: 'ALREADY_PAID' };
    if (currency === 'XTR' && person.stars < amount) return { paid: false, reason: 'BALANCE_TOO_LOW' };
    const verdict = await this.preCheckout(person, offer);
    if (!verdict.ok) return { paid: false, reason: verdict.reason };
    if (isDeclined) return { paid: false, reason: 'PAYMENT_DECLINED' };

    const charge = this.charge(person, offer);
    if (source) this.markPaid(source);
    const begun = offer.subscription_period === undefined ? undefined : this.subscriptions.begin(charge, offer);
    const recurring = begun && {
      is_recurring: true,
      is_first_recurring: true,
      subscription_expiration_date: begun.until,
    };
    const messageId = this.tellPaid(charge, source?.message.chat ?? chatOf(person), currency, recurring);
    return { paid: true, message_id: messageId, charge_id: charge.id };
  }

  /** Takes the Stars from the person, or the money from a card. */
  private charge(person: StoredPerson, { invoice, payload, subscription_period }: Offer): Charge {
    const number = this.counters.next('charge', 1);
    const byCard = invoice.currency !== 'XTR';
    const id = `${byCard ? 'tpc' : 'stx'}${Buffer.from(`charge-${number}`).toString('base64url')}`;
    const charge: Charge = {
      id,
      person_id: person.id,
      ...(byCard && { currency: invoice.currency, provider_id: `ch_test_${number}` }),
      amount: invoice.total_amount,
      payload,
      ...(subscription_period === undefined ? {} : { subscription_period }),
      date: this.clock.seconds(),
    };
    this.charges.put(id, charge);
    const payer = this.chats.person(person.id) ?? person;
    if (!byCard) this.chats.keep({ ...payer, stars: payer.stars - charge.amount });
    return charge;
  }

  /** Writes the notice of a payment into the chat and tells the bot; returns the notice's id. */
  private tellPaid(charge: Charge, chat: Chat, currency: string, recurring: object = {}): number {
    const payer = this.chats.person(charge.person_id);
    if (!payer) throw new Error(`nobody has the id ${charge.person_id}`);
    const payment: SuccessfulPayment = {
      currency,
      total_amount: charge.amount,
      invoice_payload: charge.payload,
      ...recurring,
      telegram_payment_charge_id: charge.id,
      provider_payment_charge_id: charge.provider_id ?? `${payer.id}_0`,
    };
    const { message } = this.chats.add(payer, chat, { successful_payment: payment });
    this.updates.push('message', chat.id, { message });
    return message.message_id;
  }

  /** Charges one more period of a subscription, without a question to the bot; undefined when the person has too few Stars. */
  private renew({ person_id, offer }: StoredSubscription, until: number): Charge | undefined {
    const person = this.chats.person(person_id);
    if (!person || person.stars < offer.invoice.total_amount) return undefined;
    const charge = this.charge(person, offer);
    this.tellPaid(charge, chatOf(person), offer.invoice.currency, {
      is_recurring: true,
      subscription_expiration_date: until,
    });
    return charge;
  }

  private tell({ person_id, offer, state }: StoredSubscription): void {
    const person = this.chats.person(person_id);
    if (!person) return;
    this.updates.push('subscription', person_id, {
      subscription: { user: userOf(person), invoice_payload: offer.payload, state },
    });
  }

  answerPreCheckout(parameters: Parameters): true {
    const answer = this.awaiting.get(parameters.string('pre_checkout_query_id'));
    const ok = parameters.boolean('ok');
    const reason = parameters.string('error_message');
    if (!ok && !reason) throw badRequest('error message must be non-empty');
    if (!answer) throw refusals.queryTooOld();
    answer({ ok, reason });
    return true;
  }

  refund(userId: number, chargeId: string): true {
    const charge = this.charges.get(chargeId);
    const person = this.chats.person(userId);
    if (!person || charge?.person_id !== userId || charge.currency !== undefined) throw badRequest('CHARGE_NOT_FOUND');
    if (charge.refunded_at !== undefined) throw badRequest('CHARGE_ALREADY_REFUNDED');
    this.charges.put(chargeId, { ...charge, refunded_at: this.clock.seconds() });
    this.chats.keep({ ...person, stars: person.stars + charge.amount });
    const { message } = this.chats.add(person, chatOf(person), {
      refunded_payment: {
        currency: 'XTR',
        total_amount: charge.amount,
        invoice_payload: charge.payload,
        telegram_payment_charge_id: chargeId,
      },
    });
    this.updates.push('message', userId, { message });
    return true;
  }

  /** Makes every payment older by so many seconds, and the next one of each subscription nearer. */
  timePasses(seconds: number): void {
    for (const charge of this.charges.values())
      this.charges.put(charge.id, {
        ...charge,
        date: charge.date - seconds,
        ...(charge.refunded_at !== undefined && { refunded_at: charge.refunded_at - seconds }),
      });
    this.subscriptions.timePasses(seconds);
  }

  /** Telegram itself gives the person's newest payment in Stars back, and the bot gets the same notice as for any refund. */
  refundNewest(personId: number): true {
    const charge = this.starCharges().findLast((each) => each.person_id === personId && each.refunded_at === undefined);
    if (!charge) throw new ApiError(404, 'nothing was paid in Stars');
    return this.refund(personId, charge.id);
  }

  /**
   * The transactions of Stars in the order in which they happened, without payments by card; a refund has the id of its charge, and a
   * receiver.
   */
  transactions(offset: number, limit: number): unknown[] {
    const all = this.starCharges().flatMap((charge) => {
      const partner = this.partner(charge);
      const refund = { id: charge.id, amount: charge.amount, date: charge.refunded_at ?? 0, receiver: partner };
      const income = { id: charge.id, amount: charge.amount, date: charge.date, source: partner };
      return charge.refunded_at === undefined ? [income] : [income, refund];
    });
    return all.sort((a, b) => a.date - b.date).slice(offset, offset + limit);
  }

  balance(): number {
    return this.starCharges().reduce(
      (sum, { amount, refunded_at: refunded }) => sum + (refunded === undefined ? amount : 0),
      0,
    );
  }

  private starCharges(): Charge[] {
    return this.charges.values().filter(({ currency }) => currency === undefined);
  }

  private partner({ person_id: id, payload, subscription_period }: Charge): unknown {
    const person = this.chats.person(id);
    return {
      type: 'user',
      transaction_type: 'invoice_payment',
      ...(person ? { user: userOf(person) } : {}),
      invoice_payload: payload,
      ...(subscription_period === undefined ? {} : { subscription_period }),
    };
  }

  private markPaid({ message }: StoredMessage): void {
    const current = this.chats.find(message.chat.id, message.message_id);
    if (current) this.chats.save({ ...current, paid: true });
  }

  private async preCheckout(person: StoredPerson, { invoice, payload }: Offer): Promise<Verdict> {
    const id = String(this.counters.next('query', 21_474_836_480_001));
    return new Promise((resolve) => {
      const settle = (verdict: Verdict): void => {
        stopTimer();
        this.awaiting.delete(id);
        resolve(verdict);
      };
      const stopTimer = this.clock.after(PRE_CHECKOUT_LIMIT_MS, () =>
        settle({ ok: false, reason: 'BOT_PRECHECKOUT_TIMEOUT' }),
      );
      this.awaiting.set(id, settle);
      const { currency, total_amount: amount } = invoice;
      this.updates.push('pre_checkout_query', person.id, {
        pre_checkout_query: { id, from: userOf(person), currency, total_amount: amount, invoice_payload: payload },
      });
    });
  }
}
