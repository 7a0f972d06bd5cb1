import { AppError, PLAN_SECONDS, STARS, type UserId } from '@aisha/domain';
import { PersonReader } from '@aisha/database/bot';
import { Injectable } from '@nestjs/common';
import { Readers } from '../conversation/readers';
import { TelegramApi } from './telegram-api';
import { refusalOf } from './telegram-refusal';

/** The texts with which a subscription is sold: a title of 1–32 characters, a description of 1–255. */
interface SubscriptionOffer {
  readonly title: string;
  readonly description: string;
  readonly payload: string;
  readonly stars: number;
}

/** Sells subscriptions in Stars, and has Telegram stop or allow their next payments. */
@Injectable()
export class TelegramSubscriptions {
  constructor(
    private readonly api: TelegramApi,
    private readonly readers: Readers,
  ) {}

  /** The link behind which Telegram asks for the first payment. Telegram sells subscriptions by links alone, not by invoices in a chat. */
  linkTo({ title, description, payload, stars }: SubscriptionOffer): Promise<string> {
    return this.api.call<string>('createInvoiceLink', {
      title,
      description,
      payload,
      provider_token: '',
      currency: STARS,
      prices: [{ label: title, amount: stars }],
      subscription_period: PLAN_SECONDS,
    });
  }

  /**
   * Stops or allows the next payments. Resolves to null when Telegram has done it, otherwise to Telegram's reason. Throws `payment-unknown`
   * for a person whom the bot no longer knows, and `telegram-unreachable` when it is not known what Telegram has done.
   */
  async edit(userId: UserId, chargeId: string, isCancelled: boolean): Promise<string | null> {
    const person = await this.readers.of(PersonReader).findById(userId);
    if (!person) throw new AppError('payment-unknown', { facts: { userId } });
    return refusalOf(() =>
      this.api.call('editUserStarSubscription', {
        user_id: person.telegramId,
        telegram_payment_charge_id: chargeId,
        is_canceled: isCancelled,
      }),
    );
  }
}
