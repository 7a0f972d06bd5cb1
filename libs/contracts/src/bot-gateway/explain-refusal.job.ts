import { IsIn, IsNumberString } from 'class-validator';
import { KindedOrderReference } from '../order-fields';

/** "The order was not let through": nothing was held. From billing; offers a top-up or a new price. */
export class ExplainRefusal extends KindedOrderReference {
  @IsIn(['not-enough-credits', 'price-changed', 'too-many-orders']) code!:
    'not-enough-credits' | 'price-changed' | 'too-many-orders';

  /** In hundredths of a credit. */
  @IsNumberString({ no_symbols: true }) price!: string;
  @IsNumberString({ no_symbols: true }) available!: string;
}
