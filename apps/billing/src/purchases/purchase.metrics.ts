import { PACKS, STARS, type Money, type Pack } from '@aisha/domain';
import { Counter } from 'prom-client';

const starsPaid = new Counter({
  name: 'aisha_purchase_stars_total',
  help: 'Stars paid for packs and plans that were credited, by pack or plan',
  labelNames: ['pack'] as const,
});

const cardPaid = new Counter({
  name: 'aisha_purchase_card_units_total',
  help: 'Money paid by card for packs that were credited, in the smallest units of its currency, by pack and currency',
  labelNames: ['pack', 'currency'] as const,
});

for (const { id } of PACKS) starsPaid.inc({ pack: id }, 0); // so that the series exists before its first event

/** Counts a payment, each currency separately. */
export const countPayment = ({ id }: Pick<Pack, 'id'>, { currency, amount }: Money): void =>
  currency === STARS ? starsPaid.inc({ pack: id }, amount) : cardPaid.inc({ pack: id, currency }, amount);
