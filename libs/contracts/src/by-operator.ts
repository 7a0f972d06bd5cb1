import { IsString, IsUUID, Length } from 'class-validator';
import { OPERATOR_AT_MOST, REASON_AT_MOST } from '@aisha/domain';

/** Who acts, and why: what each message of an operator's act carries, and its audit row keeps (decision 201). */
export class ByOperator {
  /** The key of the act: the same act twice has its effect once. */
  @IsUUID() actId!: string;
  /** `telegram:500001` or `command:nina`. */
  @IsString() @Length(1, OPERATOR_AT_MOST) operator!: string;
  /** In the operator's words, for other operators. */
  @IsString() @Length(1, REASON_AT_MOST) reason!: string;
}
