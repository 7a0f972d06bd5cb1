import { IsString, IsUUID, Length } from 'class-validator';
import { OPERATOR_AT_MOST, REASON_AT_MOST } from '@aisha/domain';

/** Who acts, and why. Each message of an operator's act carries this, and the act's audit row keeps it (decision 201). */
export class ByOperator {
  /** The id of the act: an act whose message comes twice has its effect once. */
  @IsUUID() actId!: string;
  /** The operator, for example `telegram:500001` or `command:nina`. */
  @IsString() @Length(1, OPERATOR_AT_MOST) operator!: string;
  /** In the operator's words, for other operators. */
  @IsString() @Length(1, REASON_AT_MOST) reason!: string;
}
