/** The configuration that the engine reads. Each component has its own settings in a small class beside it. */
export abstract class EngineConfig {
  abstract readonly TELEGRAM_BOT_TOKEN: string;
  abstract readonly TELEGRAM_API_ROOT: string;
  abstract readonly TELEGRAM_PACE: number;
  abstract readonly TELEGRAM_MODE: 'polling' | 'webhook';
  abstract readonly BOT_PORT: number;
  abstract readonly LISTEN_HOST: string;
  abstract readonly HEALTH_PORT: number;
  readonly CALLBACK_SECRET?: string;
  readonly PICTURES_FOLDER?: string;
  readonly TELEGRAM_WEBHOOK_URL?: string;
  readonly TELEGRAM_WEBHOOK_SECRET?: string;
  /** Payments by card are on when this token and a currency are set. */
  readonly PAYMENT_PROVIDER_TOKEN?: string;
  readonly PAYMENT_CURRENCY?: string;
}
