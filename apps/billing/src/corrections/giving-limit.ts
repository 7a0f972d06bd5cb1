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
 * The limits on what operators other than owners may give: nothing to their own account, and a sum within 24 hours (decision 228). Billing
 * reads from ADMIN_TELEGRAM_IDS who is an owner, because a message does not prove a role.
 */
@Injectable()
export class GivingLimit {
  constructor(private readonly config: BillingConfig) {}

  /**
   * Undefined when the operator may give. Until the transaction ends, no other act of the same operator is checked, so
   * that two acts at once cannot both use what is left of the sum.
   */
  async refusal(
    tx: Transaction,
    { operator, userId, centiCredits: asked }: GiveCredits,
  ): Promise<KeptCredits | undefined> {
    const telegramId = telegramIdOfOperator(operator);
    const { ADMIN_TELEGRAM_IDS, SUPPORT_GIVES_A_DAY } = this.config;
    if (telegramId === undefined || parseAdmins(ADMIN_TELEGRAM_IDS).get(telegramId) === 'owner') return undefined;
    const [own] = await tx.query<{ id: UserId }[]>(`SELECT user_id AS id FROM bot.person WHERE telegram_id = $1`, [
      telegramId,
    ]);
    if (own?.id === userId) return { outcome: 'own-account', operatorId: own.id };
    if (asked.startsWith('-')) return undefined;
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('aisha.gives.' || $1, 0))`, [operator]);
    const [before] = await tx.query<{ given: string }[]>(
      `SELECT coalesce(sum((details->>'given')::bigint), 0)::text AS given FROM billing.operator_act
        WHERE operator = $1 AND created_at > now() - interval '24 hours'
          AND act = 'give-credits' AND outcome = 'done' AND details->>'given' NOT LIKE '-%'`,
      [operator],
    );
    const left = credits(SUPPORT_GIVES_A_DAY) - BigInt(before!.given);
    if (BigInt(asked) <= left) return undefined;
    return { outcome: 'too-many-today', leftToday: centiCredits(left > 0n ? left : 0n), operatorId: own?.id };
  }
}
