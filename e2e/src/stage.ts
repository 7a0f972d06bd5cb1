import type { People } from './people';
import type { Product } from './product';

/** Where stories are played; the product and its people are there once the spec has begun. */
export interface Stage {
  readonly aisha: Product;
  readonly people: People;
  /** Stories at a time; as many people are needed. */
  readonly atOnce: number;
}
