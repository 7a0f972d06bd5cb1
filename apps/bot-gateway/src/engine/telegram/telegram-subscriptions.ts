import { AppError, PLAN_SECONDS, type UserId } from '@aisha/domain';
import { PersonReader } from '@aisha/database/bot';
import { Injectable } from '@nestjs/common';
import { Readers } from '../conversation/readers';
import { TelegramApi } from './telegram-api';
import { refusalOf } from './telegram-refusal';

/** What a subscription is sold as: a title of 1–32 characters, a description of 1–255. */
export interface SubscriptionOffer {
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

  /** The link behind which Telegram asks for the first payment; only a link can be a subscription. */
  linkTo({ title, description, payload, stars }: SubscriptionOffer): Promise<string> {
    return this.api.call<string>('createInvoiceLink', {
      title,
      description,
      payload,
      provider_token: '',
      currency: 'XTR',
      prices: [{ label: title, amount: stars }],
      subscription_period: PLAN_SECONDS,
    });
  }

  /** Null when Telegram has done it, else why it refuses; throws `telegram-unreachable` when it is not sure. */
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
