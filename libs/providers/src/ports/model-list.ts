import type { Listing } from '../catalogue';

/** What a provider says of its models to everybody. */
export abstract class ModelList {
  /** How each of these models is listed now. Throws the `provider-*` codes. Costs nothing. */
  abstract listed(ids: readonly string[]): Promise<ReadonlyMap<string, Listing>>;
}
