import type { PaidOrder } from '@aisha/kinds/tables';
import { localPolicy, type Policy } from '@aisha/orders';

/** The policy of orders whose text a language model reads part by part. */
export const readingPolicy: Policy<PaidOrder> = {
  ...localPolicy,
  atOnce: 2,
  attempts: 5,
};
