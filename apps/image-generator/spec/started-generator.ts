import { ObjectStore } from '@aisha/storage';
import { onPostgres, type PostgresHarness } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { playedServices } from '@aisha/testing/played-services';
import { AppModule } from '../src/app.module';

interface StartedGeneratorOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Writes rows before the generator starts. */
  readonly plant?: (postgres: PostgresHarness) => Promise<void>;
}

/** Starts the image generator as it is deployed, from its environment; FAL, OpenAI and S3 are fakes over HTTP. */
export const startedGenerator = async ({ environment, plant }: StartedGeneratorOptions = {}) => {
  const postgres = await onPostgres('generator');
  const { fal, s3, environment: services } = await playedServices({ falTimeScale: 0.005 });
  await plant?.(postgres);
  const { app, url } = await startedApp(AppModule, {
    environment: {
      ...services,
      DATABASE_URL: postgres.url,
      FFMPEG_FROM_NPM: 'true', // the machine may have no ffmpeg of its own
      GENERATION_POLL_MS: '100',
      ORDERS_DISPATCH_MS: '50',
      ...environment,
    },
    plant: (before) => before.get(ObjectStore).ensureBuckets(),
  });
  return { postgres, app, fal, s3, url };
};
