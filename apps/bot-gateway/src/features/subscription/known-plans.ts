import type { Database } from '@aisha/database';
import { PlanReader, type PlanRow } from '@aisha/database/billing';
import { PersonReader } from '@aisha/database/bot';
import { mayPayPlan, planIdIn, planPaidBy, type PaidInvoice, type TelegramId } from '@aisha/domain';

/**
 * Keeps the plans that this process has seen, because plans never change. What a person has subscribed to is read anew for each payment.
 */
export class KnownPlans {
  private known: readonly PlanRow[] = [];

  constructor(private readonly database: Database) {}

  /**
   * Whether an invoice is for one of our plans. Retired plans count, too, because a person who has subscribed goes on paying the price of
   * the plan.
   */
  async isOurs(invoice: PaidInvoice): Promise<boolean> {
    if (planIdIn(invoice.payload) === undefined) return false;
    if (planPaidBy(invoice, this.known)) return true;
    this.known = await new PlanReader(this.database).list();
    return planPaidBy(invoice, this.known) !== undefined;
  }

  /** Whether the payer has another subscription, which this payment would not renew: then two would be charged at the same time. */
  async hasAnother({
    payload,
    telegramId,
  }: Pick<PaidInvoice, 'payload'> & { readonly telegramId: TelegramId }): Promise<boolean> {
    const person = await new PersonReader(this.database).findByTelegramId(telegramId);
    if (!person) return false;
    const subscriptions = await new PlanReader(this.database).all(person.userId);
    return !mayPayPlan(planIdIn(payload) ?? '', subscriptions, new Date());
  }
}
