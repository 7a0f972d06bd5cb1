import type { People } from './people';
import type { Product } from './product';

/** What stories need. The product and its people exist only once the spec has begun, so they are functions. */
export interface Stage {
  readonly aisha: Product;
  readonly people: People;
  /** How many stories run at a time; each needs a person of its own. */
  readonly atOnce: number;
}
