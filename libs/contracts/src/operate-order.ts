import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import { IsOptional, IsString, Length, ValidateNested } from 'class-validator';
import { KindedOrderReference, KnownValue } from '@aisha/kinds/fields';
import { ByOperator } from './by-operator';

/**
 * `cancel` ends the order at once, delivers and charges its finished part, and gives the other credits back. `retry` does at once what the
 * order would do later: a deferred order is taken from the queue; for an order at the provider we ask the provider, and send the request
 * again at our cost if the provider has nothing.
 */
export const OPERATOR_ACTIONS = ['cancel', 'retry'] as const;
export type OperatorAction = (typeof OPERATOR_ACTIONS)[number];

/** The most characters that a log keeps of an operator and the reason. */
const LINE_AT_MOST = 300;

/** An operator and the reason, as the app's log keeps them, and as a release that writes no audit rows reads them. */
export const operatorInLog = ({ operator, reason }: ByOperator): string =>
  `${operator.replace('command:', '')}: ${reason}`.slice(0, LINE_AT_MOST);

/** "An operator wants this order cancelled or retried." The order has not ended yet. The command `aisha orders` sends this. */
export class OperateOrder extends KindedOrderReference {
  @KnownValue(OPERATOR_ACTIONS) action!: OperatorAction;

  /** The operator who acts, and the reason, for the log alone; for example `nina: the person asked for it`. */
  @IsString() @Length(1, LINE_AT_MOST) operator!: string;

  /** The operator and the reason, for the audit row. Since 2026-11-25; absent: the act leaves no row. */
  @IsOptional() @ValidateNested() @Type(() => ByOperator) by?: ByOperator;
}
