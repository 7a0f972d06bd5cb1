import { IsIn } from 'class-validator';
import { ERROR_CODE_NAMES, type ErrorCode } from '@aisha/domain';
import { KindedOrderReference } from '../order-fields';

/** "It did not work, and this is why." A cancelled order ends here too, with `cancelled-by-user`. */
export class ExplainFailure extends KindedOrderReference {
  @IsIn(ERROR_CODE_NAMES) code!: ErrorCode;
}
