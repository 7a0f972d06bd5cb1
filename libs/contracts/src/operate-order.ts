import { IsString, Length } from 'class-validator';
import { KindedOrderReference, KnownValue } from '@aisha/kinds/fields';

/**
 * `cancel`: ends it at once, delivers and charges what is made of it, and gives the rest back. `retry`: does now what the order waits for: a deferred
 * one is taken from the queue, one at the provider is asked for and sent once more at our cost if the provider has nothing.
 */
export const OPERATOR_ACTIONS = ['cancel', 'retry'] as const;
export type OperatorAction = (typeof OPERATOR_ACTIONS)[number];

/** "An operator says so", of one order that has not ended (`aisha orders`). */
export class OperateOrder extends KindedOrderReference {
  @KnownValue(OPERATOR_ACTIONS) action!: OperatorAction;

  /** Who and why, for the log alone: `nina: the person asked for it`. */
  @IsString() @Length(1, 300) operator!: string;
}
