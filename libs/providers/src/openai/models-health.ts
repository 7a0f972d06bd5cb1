import { AppError } from '@aisha/domain';
import type { Clock, Logger } from '@aisha/platform';
import type { OpenAiCalls } from './openai-calls';

/** Below the 3 s a health check may take. */
const CHECK_TIMEOUT_MS = 2_500;

/** Asking costs nothing, but says nothing new within minutes (openai.md §8). */
const REMEMBERED_MS = 10 * 60_000;

/** How early an operator learns that a model will end. */
export const SHUTDOWN_WARNING_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

export interface ModelHealth {
  readonly model: string;
  /** The announced last day, `YYYY-MM-DD`; null when none is. */
  readonly shutdownDate: string | null;
  /** Whole days until then; null when none is announced. */
  readonly daysLeft: number | null;
}

/** Whether the key works and the configured models exist, and for how long they will. */
export class ModelsHealth {
  private remembered?: { readonly at: number; readonly models: readonly ModelHealth[] };

  constructor(
    private readonly calls: OpenAiCalls,
    private readonly models: readonly string[],
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** For /health: throws when a model cannot be used; names those that end soon, here and in the log. */
  async check(): Promise<string | undefined> {
    const gone = (await this.ask()).find(({ daysLeft }) => daysLeft !== null && daysLeft < 0);
    if (gone) throw new AppError('provider-failed', { facts: { model: gone.model, shutdownDate: gone.shutdownDate } });
    const ending = (await this.endingSoon()).map(({ model, shutdownDate }) => `${model} ends on ${shutdownDate}`);
    return ending.join(', ') || undefined;
  }

  /** The configured models that end within thirty days. */
  async endingSoon(): Promise<ModelHealth[]> {
    return (await this.ask()).filter(({ daysLeft }) => daysLeft !== null && daysLeft <= SHUTDOWN_WARNING_DAYS);
  }

  private async ask(): Promise<readonly ModelHealth[]> {
    const now = this.clock.now().getTime();
    if (this.remembered && now - this.remembered.at < REMEMBERED_MS) return this.remembered.models;
    const models = await Promise.all([...new Set(this.models)].map((model) => this.lookUp(model, now)));
    for (const { model, shutdownDate, daysLeft } of models) {
      if (daysLeft === null || daysLeft > SHUTDOWN_WARNING_DAYS) continue;
      this.log.warn('openai.model-ends-soon', { model, shutdownDate, daysLeft });
    }
    this.remembered = { at: now, models };
    return models;
  }

  private async lookUp(model: string, now: number): Promise<ModelHealth> {
    const found = await this.calls.call(
      { operation: 'look-up-model', timeoutMs: CHECK_TIMEOUT_MS },
      (client, options) => client.models.retrieve(model, options),
    );
    const endsAt = found.shutdown_date ? Date.parse(found.shutdown_date) : Number.NaN;
    if (Number.isNaN(endsAt)) return { model, shutdownDate: null, daysLeft: null };
    return { model, shutdownDate: found.shutdown_date ?? null, daysLeft: Math.floor((endsAt - now) / DAY_MS) };
  }
}
