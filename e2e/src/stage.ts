import type { People } from './people';
import type { Product } from './product';

/** What stories need. `aisha` and `people` are getters, because the product and its people exist only once the spec has begun. */
export interface Stage {
  readonly aisha: Product;
  readonly people: People;
  /** How many stories run at the same time; each needs a person of its own. */
  readonly atOnce: number;
}
