import { badRequest } from '../wire/api-error';
import type { Journal, Table } from './journal';
import { type Charge, type Offer, SUBSCRIPTION_SECONDS } from './offer';

/** How often the clock is asked which subscriptions are to be renewed, in milliseconds of real time. */
const LOOK_EVERY_MS = 500;

/** A subscription of a person: paid for 30 days, and renewed at the end of them until somebody cancels. */
export interface StoredSubscription {
  /** The id of its first charge. */
  id: string;
  person_id: number;
  offer: Offer;
  charge_ids: string[];
  /** The time, in Unix seconds, until which it is paid. */
  until: number;
  state: 'active' | 'canceled' | 'failed';
}

/** The effects of a subscription on the rest of the fake: it charges a person, and tells the bot its state. */
interface SubscriptionEffects {
  /** Takes the Stars for one more period; undefined when the person has too few. */
  charge(subscription: StoredSubscription, until: number): Charge | undefined;
  tell(subscription: StoredSubscription): void;
  seconds(): number;
}

/** Subscriptions in Stars, which Telegram renews by its own clock. */
export class Subscriptions {
  private readonly all: Table<StoredSubscription>;
  private readonly looking: NodeJS.Timeout;

  constructor(
    journal: Journal,
    private readonly effects: SubscriptionEffects,
  ) {
    this.all = journal.table('subscriptions');
    this.looking = setInterval(() => this.renewDue(), LOOK_EVERY_MS).unref();
  }

  begin(charge: Charge, offer: Offer): StoredSubscription {
    const until = charge.date + SUBSCRIPTION_SECONDS;
    const begun: StoredSubscription = {
      id: charge.id,
      person_id: charge.person_id,
      offer,
      charge_ids: [charge.id],
      until,
      state: 'active',
    };
    this.all.put(begun.id, begun);
    return begun;
  }

  of(personId: number): StoredSubscription[] {
    return this.all.values().filter(({ person_id: id }) => id === personId);
  }

  /**
   * editUserStarSubscription: the bot stops or allows the next payment; the paid period stays. Telegram wants the charge of the first
   * payment (core.telegram.org/method/payments.botCancelStarsSubscription).
   */
  edit(personId: number, chargeId: string, isCanceled: boolean): true {
    const found = this.of(personId).find(({ id }) => id === chargeId);
    if (!found) throw badRequest('CHARGE_ID_INVALID');
    this.become(found, isCanceled ? 'canceled' : 'active');
    return true;
  }

  /** Stops or allows the next payments of the person's subscriptions, as the person does in Telegram's own settings. */
  setByPerson(personId: number, isCanceled: boolean): StoredSubscription[] {
    for (const each of this.of(personId)) this.become(each, isCanceled ? 'canceled' : 'active');
    return this.of(personId);
  }

  /**
   * Renews the person's subscriptions now, as if 30 days had passed, except canceled ones. A subscription fails when the person has too few
   * Stars.
   */
  renewNow(personId: number): StoredSubscription[] {
    for (const each of this.of(personId)) this.renew(each);
    return this.of(personId);
  }

  timePasses(seconds: number): void {
    for (const each of this.all.values()) this.all.put(each.id, { ...each, until: each.until - seconds });
  }

  stop(): void {
    clearInterval(this.looking);
  }

  private renewDue(): void {
    const now = this.effects.seconds();
    for (const each of this.all.values()) if (each.state === 'active' && each.until <= now) this.renew(each);
  }

  private renew(subscription: StoredSubscription): void {
    if (subscription.state === 'canceled') return;
    const until = Math.max(subscription.until, this.effects.seconds()) + SUBSCRIPTION_SECONDS;
    const charge = this.effects.charge(subscription, until);
    if (!charge) return this.become(subscription, 'failed');
    this.all.put(subscription.id, {
      ...subscription,
      until,
      state: 'active',
      charge_ids: [...subscription.charge_ids, charge.id],
    });
  }

  private become(subscription: StoredSubscription, state: StoredSubscription['state']): void {
    if (subscription.state === state) return;
    const changed = { ...subscription, state };
    this.all.put(subscription.id, changed);
    this.effects.tell(changed);
  }
}
