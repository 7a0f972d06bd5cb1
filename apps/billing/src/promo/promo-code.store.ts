import { insertedNew, type Transaction } from '@aisha/database';
import { Promo } from '@aisha/database/billing';
import { Injectable } from '@nestjs/common';

export type NewPromo = Omit<Promo, 'used' | 'madeAt'>;

/** Makes and ends promo codes. A code is never changed but for its end. */
@Injectable()
export class PromoCodeStore {
  /** False if there is or was such a code. */
  make(tx: Transaction, promo: NewPromo): Promise<boolean> {
    return insertedNew(tx, Promo, promo);
  }

  /** Ends a code now; one that has not begun never will. Undefined for an unknown code; null for one that has ended. */
  async end(tx: Transaction, code: string, now: Date): Promise<Promo | null | undefined> {
    const promo = await tx.findOne(Promo, { where: { code }, lock: { mode: 'pessimistic_write' } });
    if (!promo) return undefined;
    if (promo.validUntil && promo.validUntil <= now) return null;
    await tx.update(Promo, { code }, { validUntil: now });
    return promo;
  }
}
