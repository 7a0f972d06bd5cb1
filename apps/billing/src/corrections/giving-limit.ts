import type { GiveCredits } from '@aisha/contracts/billing';
import type { Transaction } from '@aisha/database';
import {
  centiCredits,
  credits,
  parseAdmins,
  telegramIdOfOperator,
  type CentiCredits,
  type UserId,
} from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { BillingConfig } from '../config';

/**
 * Why an operator may not give credits. `operatorId` is undefined for an operator whom the bot does not know; otherwise the bot tells the
 * operator the reason in the chat.
 */
export type KeptCredits = { readonly operatorId: UserId | undefined } & (
  { readonly outcome: 'own-account' } | { readonly outcome: 'too-many-today'; readonly leftToday: CentiCredits }
);

/**
 * The limits on what operators other than owners may give: nothing to their own account, and a sum within 24 hours (decision 228). Spent
 * credits of a payment that an operator returns, and of its bonus, are given as well: the work that they paid for is not paid any more.
 * Billing reads from ADMIN_TELEGRAM_IDS who is an owner, because a message does not prove a role.
 */
@Injectable()
export class GivingLimit {
  constructor(private readonly config: BillingConfig) {}

  /**
   * Makes other acts of the operator wait with their check until the transaction ends. Every act takes this lock before the lock of an
   * account.
   */
  async lock(tx: Transaction, operator: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('aisha.gives.' || $1, 0))`, [operator]);
  }

  /** The operator as a person of the bot; undefined for a command, and for an operator whom the bot does not know. */
  async personOf(tx: Transaction, operator: string): Promise<UserId | undefined> {
    const [own] = await tx.query<{ id: UserId }[]>(`SELECT user_id AS id FROM bot.person WHERE telegram_id = $1`, [
      telegramIdOfOperator(operator) ?? null,
    ]);
    return own?.id;
  }

  /**
   * Undefined when the operator may give. Until the transaction ends, no other act of the same operator is checked, so
   * that two acts at once cannot both use what is left of the sum.
   */
  async refusal(
    tx: Transaction,
    { operator, userId, centiCredits: asked }: Pick<GiveCredits, 'operator' | 'userId' | 'centiCredits'>,
  ): Promise<KeptCredits | undefined> {
    const telegramId = telegramIdOfOperator(operator);
    const { ADMIN_TELEGRAM_IDS, SUPPORT_GIVES_A_DAY } = this.config;
    if (telegramId === undefined || parseAdmins(ADMIN_TELEGRAM_IDS).get(telegramId) === 'owner') return undefined;
    const operatorId = await this.personOf(tx, operator);
    if (operatorId === userId) return { outcome: 'own-account', operatorId };
    if (BigInt(asked) <= 0n) return undefined;
    await this.lock(tx, operator);
    const [before] = await tx.query<{ given: string }[]>(
      `SELECT coalesce(sum(greatest(coalesce((details->>'given')::bigint,
                                             greatest((details->>'spent')::bigint, (details->>'owed')::bigint)), 0)), 0)::text AS given
         FROM billing.operator_act
        WHERE operator = $1 AND created_at > now() - interval '24 hours'
          AND act IN ('give-credits', 'refund-purchase') AND outcome = 'done'`,
      [operator],
    );
    const left = credits(SUPPORT_GIVES_A_DAY) - BigInt(before!.given);
    if (BigInt(asked) <= left) return undefined;
    return { outcome: 'too-many-today', leftToday: centiCredits(left > 0n ? left : 0n), operatorId };
  }
}
