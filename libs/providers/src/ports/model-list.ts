import type { Listing, ModelProvider } from '../catalogue';

/** The public list of a provider's models. */
export abstract class ModelList {
  /** The provider whose models the list has. */
  abstract readonly provider: ModelProvider;

  /** How each of these models is listed now. Throws the `provider-*` codes. Costs nothing. */
  abstract listed(ids: readonly string[]): Promise<ReadonlyMap<string, Listing>>;
}
