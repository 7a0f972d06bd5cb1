import { Clock } from '@aisha/platform';
import { ModelStateReader } from '@aisha/database';
import { ENDS_SOON_MS, MODEL_PROVIDERS, ModelCatalogue, type Model } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';

/** A model of the catalogue, with what the apps have found out about it. */
export interface KnownModel extends Pick<Model, 'id' | 'provider' | 'does' | 'state'> {
  /** The model's last day, as its provider announced it; null when no day is announced. */
  readonly endsOn: string | null;
  /** Since when the model has answered no requests; null while it answers. */
  readonly goneSince: Date | null;
  /** How the model's provider lists it; null when the list has not been read yet. */
  readonly listed: 'active' | 'deprecated' | 'unlisted' | null;
  readonly successor: string | null;
}

/**
 * A model that orders use and that needs a successor, and why: it is gone, it ends soon, or its provider lists it as deprecated or not at
 * all.
 */
export interface ModelEnd extends Pick<KnownModel, 'id' | 'endsOn' | 'goneSince' | 'listed' | 'successor'> {
  readonly why: 'gone' | 'ends' | 'deprecated';
}

/** The models of the catalogue, and which of them end. */
@Injectable()
export class ModelEnds {
  constructor(
    private readonly catalogue: ModelCatalogue,
    private readonly learnt: ModelStateReader,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<KnownModel[]> {
    const learnt = new Map((await this.learnt.all()).map((row) => [row.model, row]));
    return MODEL_PROVIDERS.flatMap((provider) => this.catalogue.of(provider)).map(
      ({ id, provider, does, state, endsOn, successor }) => ({
        id,
        provider,
        does,
        state,
        endsOn: endsOn ?? null,
        goneSince: learnt.get(id)?.goneSince ?? null,
        listed: learnt.get(id)?.listed ?? null,
        successor: successor ?? null,
      }),
    );
  }

  /**
   * The active models that are gone, that end within two months, or that their provider lists as deprecated or not at all. The first to end
   * comes first.
   */
  async soon(): Promise<ModelEnd[]> {
    const until = this.clock.now().getTime() + ENDS_SOON_MS;
    const ends = (await this.all())
      .filter(({ state }) => state === 'active')
      .flatMap(({ id, endsOn, goneSince, listed, successor }): ModelEnd[] => {
        const why =
          goneSince !== null
            ? 'gone'
            : endsOn !== null && Date.parse(endsOn) <= until
              ? 'ends'
              : listed === 'deprecated' || listed === 'unlisted'
                ? 'deprecated'
                : undefined;
        return why ? [{ id, endsOn, goneSince, listed, successor, why }] : [];
      });
    const at = ({ goneSince, endsOn }: ModelEnd): number => goneSince?.getTime() ?? Date.parse(endsOn ?? '9999-12-31');
    return ends.toSorted((one, other) => at(one) - at(other));
  }
}
