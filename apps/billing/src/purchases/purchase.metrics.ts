import { PACKS, type Pack } from '@aisha/domain';
import { Counter } from 'prom-client';

const starsPaid = new Counter({
  name: 'aisha_purchase_stars_total',
  help: 'Stars paid for packs and plans that were credited, by pack or plan',
  labelNames: ['pack'] as const,
});

for (const { id } of PACKS) starsPaid.inc({ pack: id }, 0); // so that the series exists before its first event

export const countStars = ({ id }: Pick<Pack, 'id'>, stars: number): void => starsPaid.inc({ pack: id }, stars);
