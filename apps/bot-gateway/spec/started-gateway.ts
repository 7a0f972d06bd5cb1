import { startedApp } from '@aisha/testing/app';
import { AppModule } from '../src/app.module';
import { botHarness, type BotHarness } from './bot-harness';

interface StartedGatewayOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Writes rows before the gateway begins. */
  readonly plant?: (harness: BotHarness) => Promise<void>;
}

/** Starts the gateway as it is deployed, from its environment; Telegram and S3 are fakes over HTTP. */
export const startedGateway = async ({ environment, plant }: StartedGatewayOptions = {}) => {
  const harness = await botHarness();
  await plant?.(harness);
  const { url } = await startedApp(AppModule, {
    environment: { ...environmentOf(harness), TELEGRAM_PACE: '1000', ...environment },
  });
  return { ...harness, url };
};

/** The environment of a gateway that uses these servers. */
export const environmentOf = ({ storage, postgres, token, telegram }: BotHarness): Record<string, string> => ({
  MINIO_ENDPOINT: storage.MINIO_ENDPOINT,
  MINIO_ACCESS_KEY: storage.MINIO_ACCESS_KEY ?? '',
  MINIO_SECRET_KEY: storage.MINIO_SECRET_KEY ?? '',
  DATABASE_URL: postgres.url,
  TELEGRAM_BOT_TOKEN: token,
  TELEGRAM_API_ROOT: telegram.url,
  TELEGRAM_MODE: 'polling',
});
