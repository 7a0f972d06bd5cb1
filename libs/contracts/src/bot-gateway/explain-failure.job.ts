import { IsBoolean, IsOptional } from 'class-validator';
import { ERROR_CODE_NAMES, type ErrorCode } from '@aisha/domain';
import { KindedOrderReference, OpenValue } from '@aisha/kinds/fields';

/** "It did not work, and this is why." A cancelled order gets this message too, with the code `cancelled-by-user`. */
export class ExplainFailure extends KindedOrderReference {
  @OpenValue(ERROR_CODE_NAMES, { fallback: 'unexpected' }) code!: ErrorCode;

  /** Whether the person pays for the finished part although the order did not succeed. Since 2026-11-23; absent: false. */
  @IsOptional() @IsBoolean() isCharged?: boolean;
}
