import { DAY_MS } from '@aisha/domain';
import type { Provider, Type } from '@nestjs/common';
import { Database, type Schema } from '@aisha/database';
import type { ORDER_KIND, OrderKind } from '@aisha/kinds';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { ModelCatalogue, modelEnds, type ModelNeed } from '@aisha/providers/catalogue';
import { ModelList } from '@aisha/providers/ports';
import { ModelStateStore } from './model-state.store';

/** How often a process reads what the others have learnt. */
const LOOK_EVERY_MS = 60_000;
/** How often one process of the app reads the provider's list. */
const LIST_EVERY_MS = DAY_MS;
/** How often the list is read about models that are gone: a model may come back, and then the offers that need it are on sale again. */
const LIST_GONE_EVERY_MS = 60 * 60_000;

/**
 * The offers of an app, and the models that each of them needs: by what a model must do, or by the name that the configuration gives. An
 * offer is a priced item, or a part of one that has models of its own (`picture.photo`, `lora.flux-1`, `training.style`).
 */
export type OfferNeeds = Readonly<Record<string, readonly (ModelNeed | string)[]>>;

/** The items that have no models as a whole: a picture is drawn in one of several ways, and each way is an offer of its own. */
type SoldInParts = 'picture' | `session.${string}`;
/** The priced items of an app's kinds of orders. */
type ItemOf<App extends Schema> = {
  [Kind in OrderKind]: (typeof ORDER_KIND)[Kind]['table'] extends `${App}.${string}`
    ? (typeof ORDER_KIND)[Kind]['items'][number]
    : never;
}[OrderKind];
/** What each offer of an app needs; an item that is left out does not compile. */
type NeedsOf<App extends Schema> = OfferNeeds & Readonly<Record<Exclude<ItemOf<App>, SoldInParts>, OfferNeeds[string]>>;

/** The models of an app's offers, and the list of models that a provider of theirs publishes. */
interface WatchedModels {
  readonly catalogue: ModelCatalogue;
  readonly needs: OfferNeeds;
  readonly list: ModelList;
}

/**
 * Knows which models are gone (decision 186). It learns at once from a provider's answer to this process, and within a minute from an answer
 * to another process. It reads the provider's list daily, and hourly about models that are gone. An offer is off sale while no model serves
 * it.
 */
export class ModelWatch extends Periodic {
  private readonly news = new Map<string, boolean>();

  constructor(
    private readonly store: ModelStateStore,
    private readonly watched: WatchedModels,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('models.watch', LOOK_EVERY_MS, log);
    watched.catalogue.onLearnt((model, isGone) => {
      this.news.set(model, isGone);
      log.warn(isGone ? 'models.gone' : 'models.back', { model });
      this.wake();
    });
  }

  async run(): Promise<void> {
    for (const [model, isGone] of this.news) {
      this.news.delete(model);
      await this.store.learnt(model, isGone ? this.clock.now() : null).catch((error: unknown) => {
        this.news.set(model, isGone);
        throw error;
      });
    }
    // What needs a model that is known to be gone goes off sale even while the provider's list cannot be read.
    const unread: unknown = await this.readList().then(
      () => null,
      (error: unknown) => error,
    );
    this.watched.catalogue.takeOver(new Map((await this.store.all()).map((row) => [row.model, row])));
    await this.store.keepOffSale(this.offSale());
    this.tellEnds();
    if (unread !== null) throw unread;
  }

  /** The offers that no model serves now, by the first model that each of them lacks. */
  private offSale(): ReadonlyMap<string, readonly string[]> {
    const missing = new Map<string, string[]>();
    for (const [offer, needs] of Object.entries(this.watched.needs)) {
      const model = needs.map((need) => this.missingFor(need)).find((one) => one !== undefined);
      if (model !== undefined) missing.set(model, [...(missing.get(model) ?? []), offer]);
    }
    return missing;
  }

  private missingFor(need: ModelNeed | string): string | undefined {
    const { catalogue } = this.watched;
    const candidates = typeof need === 'string' ? [catalogue.find(need) ?? need] : catalogue.candidates(need);
    const now = this.clock.now();
    const isServed = candidates.some((model) =>
      // A port asks one provider, so a successor at another provider does not serve the offer: for that the configuration must be changed.
      typeof model === 'string' ? !catalogue.isGone(model) : catalogue.serving(model, now)?.provider === model.provider,
    );
    const [first] = candidates;
    return isServed ? undefined : typeof first === 'string' ? first : first?.id;
  }

  private async readList(): Promise<void> {
    const { list, catalogue } = this.watched;
    const now = this.clock.now();
    const since = (ms: number) => new Date(now.getTime() - ms);
    const isListed = (id: string) => catalogue.find(id)?.provider === list.provider;
    const ours = this.ours().filter(isListed);
    // Models that no offer needs, such as a trial's, are looked up, too: otherwise a model that one process found gone would stay gone.
    const gone = [
      ...new Set([...ours.filter((id) => catalogue.isGone(id)), ...(await this.store.gone()).filter(isListed)]),
    ];
    const asked = [
      ...(await this.store.takeTurn(gone, now, since(LIST_GONE_EVERY_MS))),
      ...(await this.store.takeTurn(ours, now, since(LIST_EVERY_MS))),
    ];
    if (asked.length === 0) return;
    try {
      for (const [model, listing] of await list.listed(asked)) {
        await this.store.listed(model, listing);
        if (listing !== 'active') this.log.warn('models.not-active', { model, listing });
        else if (gone.includes(model)) await this.store.learnt(model, null);
      }
    } catch (error) {
      await this.store.releaseTurn(asked, since(LIST_EVERY_MS - LIST_GONE_EVERY_MS));
      throw error;
    }
  }

  /** The models of the catalogue that this app's offers need, their successors too; those that the configuration names are left out. */
  private ours(): string[] {
    const { catalogue, needs } = this.watched;
    const ids = new Set<string>();
    for (const need of Object.values(needs).flat()) {
      if (typeof need === 'string') continue;
      for (const { id, successor } of catalogue.candidates(need)) ids.add(id).add(successor ?? id);
    }
    return [...ids];
  }

  /** Tells when the models of the list's provider end. When others end, the checks of health of their own providers tell. */
  private tellEnds(): void {
    const { catalogue, list } = this.watched;
    for (const model of catalogue.of(list.provider)) {
      if (model.state !== 'active') continue;
      const { goneSince } = catalogue.learntOf(model.id);
      const endsAt = goneSince?.getTime() ?? (model.endsOn === undefined ? null : Date.parse(model.endsOn));
      if (endsAt === null) modelEnds.remove({ model: model.id });
      else modelEnds.set({ model: model.id }, endsAt / 1_000);
    }
  }
}

/** The watch of an app, which provides the list of a provider's models. */
export const modelWatch = <Config extends object, App extends Schema>(options: {
  readonly schema: App;
  readonly config: Type<Config>;
  readonly needs: (config: Config, catalogue: ModelCatalogue) => NeedsOf<App>;
}): Provider => ({
  provide: ModelWatch,
  inject: [Database, ModelCatalogue, options.config, Clock, Logger, ModelList],
  useFactory: (
    database: Database,
    catalogue: ModelCatalogue,
    config: Config,
    clock: Clock,
    log: Logger,
    list: ModelList,
  ) =>
    new ModelWatch(
      new ModelStateStore(database, options.schema),
      { catalogue, needs: options.needs(config, catalogue), list },
      clock,
      log,
    ),
});
