import { OptionalTextField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds the operator's file of models. */
export function WithCatalogue<Base extends Constructor>(base: Base) {
  class Catalogue extends base {
    /**
     * A JSON array of models that adds to the catalogue of this release or changes fields of it, by `id` (docs/models.md). A mistake in it
     * stops the start of the app.
     */
    @OptionalTextField() MODEL_CATALOGUE_FILE?: string;
  }
  return Catalogue;
}

export class CatalogueConfig extends WithCatalogue(Object) {}
