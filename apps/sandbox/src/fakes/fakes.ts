import path from 'node:path';
import { startFal } from '@aisha/fakes/fal';
import { startOpenAi } from '@aisha/fakes/openai';
import { startS3 } from '@aisha/fakes/s3';
import { startTelegram } from '@aisha/fakes/telegram';
import type { Health } from '@aisha/platform';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { SandboxConfig, FakeName } from '../config';
import { isPortTaken, tell } from '../launcher/told-by-sandbox';

interface Running {
  url: string;
  close(): Promise<void>;
}

/** The fakes of this process and their addresses. */
export class Fakes implements BeforeApplicationShutdown {
  private constructor(private readonly running: ReadonlyMap<FakeName, Running>) {}

  static async start(config: SandboxConfig, health: Health): Promise<Fakes> {
    const folder = (name: FakeName): string => path.resolve(config.SANDBOX_STATE_DIR, name);
    const host = config.LISTEN_HOST;
    const started = await Promise.all([
      named('telegram', () =>
        startTelegram({
          port: config.SANDBOX_TELEGRAM_PORT,
          host,
          token: config.SANDBOX_TELEGRAM_TOKEN,
          stateDir: folder('telegram'),
        }),
      ),
      named('fal', () =>
        startFal({
          port: config.SANDBOX_FAL_PORT,
          host,
          key: config.SANDBOX_FAL_KEY,
          stateDir: folder('fal'),
          timeScale: config.SANDBOX_TIME_SCALE,
        }),
      ),
      named('openai', () =>
        startOpenAi({
          port: config.SANDBOX_OPENAI_PORT,
          host,
          key: config.SANDBOX_OPENAI_KEY,
          stateDir: folder('openai'),
        }),
      ),
      named('s3', () =>
        startS3({
          port: config.SANDBOX_S3_PORT,
          host,
          dir: folder('s3'),
          accessKey: config.SANDBOX_S3_ACCESS_KEY,
          secretKey: config.SANDBOX_S3_SECRET_KEY,
          accounts: config.SANDBOX_S3_ACCOUNTS,
        }),
      ),
    ]);
    for (const [name, { url }] of started) health.dependsOn(name, async () => void (await fetch(url)));
    return new Fakes(new Map(started));
  }

  /** The address of a fake; undefined if this process does not run it. */
  urlOf(name: string): string | undefined {
    return this.running.get(name as FakeName)?.url;
  }

  /** Closes the fakes before the page's server closes, because that server waits for open event streams, which end with the fakes. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.running.values()].map(async (fake) => fake.close()));
  }
}

const named = async (name: FakeName, run: () => Promise<Running>): Promise<[FakeName, Running]> => {
  try {
    return [name, await run()];
  } catch (error) {
    if (isPortTaken(error)) await tell({ takenPortOf: name });
    throw new Error(`the fake for ${name} did not start`, { cause: error });
  }
};
