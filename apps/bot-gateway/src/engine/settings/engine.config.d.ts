/** The configuration that the engine reads. Each component has its own settings in a small class beside it. */
export declare abstract class EngineConfig {
  abstract readonly TELEGRAM_BOT_TOKEN: string;
  abstract readonly TELEGRAM_API_ROOT: string;
  abstract readonly TELEGRAM_PACE: number;
  abstract readonly TELEGRAM_MODE: 'polling' | 'webhook';
  abstract readonly BOT_PORT: number;
  abstract readonly LISTEN_HOST: string;
  abstract readonly HEALTH_PORT: number;
  readonly CALLBACK_SECRET?: string;
  readonly TELEGRAM_WEBHOOK_URL?: string;
  readonly TELEGRAM_WEBHOOK_SECRET?: string;
}
//# sourceMappingURL=engine.config.d.ts.map
