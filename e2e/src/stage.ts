import type { People } from './people';
import type { Product } from './product';

/** What stories need. The product and its people are functions here, because they exist only once the spec has begun. */
export interface Stage {
  readonly aisha: Product;
  readonly people: People;
  /** How many stories run at the same time; each needs a person of its own. */
  readonly atOnce: number;
}
