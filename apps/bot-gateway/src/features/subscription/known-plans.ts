import type { Database } from '@aisha/database';
import { PlanReader, type PlanRow } from '@aisha/database/billing';
import { PersonReader } from '@aisha/database/bot';
import { mayPayPlan, planIdIn, planPaidBy, type PaidInvoice, type TelegramId } from '@aisha/domain';

/** The plans that this process has seen. They are never changed; what a person has subscribed to is read for each payment. */
export class KnownPlans {
  private known: readonly PlanRow[] = [];

  constructor(private readonly database: Database) {}

  /** Whether an invoice is for one of our plans, retired ones too: who has begun one pays its price for ever. */
  async isOurs(invoice: PaidInvoice): Promise<boolean> {
    if (planIdIn(invoice.payload) === undefined) return false;
    if (planPaidBy(invoice, this.known)) return true;
    this.known = await new PlanReader(this.database).list();
    return planPaidBy(invoice, this.known) !== undefined;
  }

  /** Whether the payer has a subscription that this payment of a plan would not renew: two would be charged beside each other. */
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
