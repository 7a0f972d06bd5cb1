import { AppError, DAY_MS } from '@aisha/domain';
import type { Clock, Logger } from '@aisha/platform';
import { ENDS_SOON_MS, modelEnds as ends } from '../catalogue';
import type { OpenAiCalls } from './openai-calls';

/** The check must end within the 3 s that a health check may take. */
const CHECK_TIMEOUT_MS = 2_500;

/** How long a result is remembered: asking costs nothing, but gives nothing new within minutes (openai.md §8). */
const REMEMBERED_MS = 10 * 60_000;

/** How early an operator learns that a model will end. */
const SHUTDOWN_WARNING_DAYS = ENDS_SOON_MS / DAY_MS;

interface ModelHealth {
  readonly model: string;
  /** The announced day of the end, `YYYY-MM-DD`; null when no day is announced. */
  readonly shutdownDate: string | null;
  /**
   * Whole days until that day begins. Below 0: that day has begun, or the model is gone without notice. Null: the model is there and has no
   * announced day.
   */
  readonly daysLeft: number | null;
}

/** Checks whether the key works, and whether the configured models exist and for how long. */
export class ModelsHealth {
  private remembered?: { readonly at: number; readonly models: readonly ModelHealth[] };

  constructor(
    private readonly calls: OpenAiCalls,
    private readonly models: readonly string[],
    private readonly clock: Clock,
    private readonly log: Logger,
    /** Models that the app can do without: when one is gone, an order that needs it fails with a code of its own and costs nothing. */
    private readonly optional: readonly string[] = [],
  ) {}

  /**
   * Serves /health: throws when a model that the app needs has ended or is unknown to the server, and when the server does not answer. The
   * note names the models that end soon, and the gone ones that the app can do without.
   */
  async check(): Promise<string | undefined> {
    const gone = (await this.ask()).find(
      ({ model, daysLeft }) => daysLeft !== null && daysLeft < 0 && !this.optional.includes(model),
    );
    if (gone) throw new AppError('model-gone', { facts: { model: gone.model, shutdownDate: gone.shutdownDate } });
    const ending = (await this.endingSoon()).map(({ model, shutdownDate, daysLeft }) =>
      daysLeft !== null && daysLeft < 0 ? `${model} is gone` : `${model} ends on ${shutdownDate}`,
    );
    return ending.join(', ') || undefined;
  }

  /** The configured models that are gone or end within sixty days. */
  async endingSoon(): Promise<ModelHealth[]> {
    return (await this.ask()).filter(({ daysLeft }) => daysLeft !== null && daysLeft <= SHUTDOWN_WARNING_DAYS);
  }

  private async ask(): Promise<readonly ModelHealth[]> {
    const now = this.clock.now().getTime();
    if (this.remembered && now - this.remembered.at < REMEMBERED_MS) return this.remembered.models;
    const wanted = [...new Set([...this.models, ...this.optional])].filter(Boolean);
    const models = await Promise.all(wanted.map((model) => this.lookUp(model, now)));
    for (const { model, shutdownDate, daysLeft } of models) {
      this.calls.catalogue.learn(model, daysLeft !== null && daysLeft < 0, this.clock.now());
      if (daysLeft === null) ends.remove({ model });
      else if (shutdownDate !== null) ends.set({ model }, Date.parse(shutdownDate) / 1_000);
      else await this.markGone(model, now);
      if (daysLeft === null || daysLeft > SHUTDOWN_WARNING_DAYS) continue;
      this.log.warn('openai.model-ends-soon', { model, shutdownDate, daysLeft });
    }
    this.remembered = { at: now, models };
    return models;
  }

  private async markGone(model: string, now: number): Promise<void> {
    if ((await ends.get()).values.some(({ labels }) => labels.model === model)) return;
    ends.set({ model }, now / 1_000);
  }

  private async lookUp(model: string, now: number): Promise<ModelHealth> {
    const found = await this.calls
      .call({ operation: 'look-up-model', timeoutMs: CHECK_TIMEOUT_MS }, (client, options) =>
        client.models.retrieve(model, options),
      )
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError && error.facts['status'] === 404)) throw error;
        if (await this.isListed(model)) return {};
        if (this.optional.includes(model)) return null;
        throw error;
      });
    if (!found) return { model, shutdownDate: null, daysLeft: -1 };
    const { shutdown_date: shutdownDate = null } = found as { readonly shutdown_date?: string | null };
    const endsAt = shutdownDate ? Date.parse(shutdownDate) : Number.NaN;
    if (Number.isNaN(endsAt)) return { model, shutdownDate: null, daysLeft: null };
    return { model, shutdownDate, daysLeft: Math.floor((endsAt - now) / DAY_MS) };
  }

  /**
   * Whether the server's list has the model: many compatible servers have a list of their models and no page for each. False, too, when the
   * list cannot be read.
   */
  private isListed(model: string): Promise<boolean> {
    return this.calls
      .call({ operation: 'look-up-model', timeoutMs: CHECK_TIMEOUT_MS }, (client, options) =>
        client.models.list(options),
      )
      .then(
        ({ data }) => data.some(({ id }) => id === model),
        () => false,
      );
  }
}
