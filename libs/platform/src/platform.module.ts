import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { AppConfig } from './app.config';
import { Clock, SystemClock } from './clock';
import { parseConfig, type ConfigClass } from './config';
import { every, type Repeated } from './every';
import { Health, HealthController } from './health';
import { Logger } from './logger';

/** For the gauge, also when no probe asks. Some checks go to a provider: once a minute costs nothing there. */
const WATCH_EVERY_MS = 60_000;

export interface PlatformOptions {
  /** The dependencies without which the app is not ready; none for an app that takes its work when it can. */
  readonly takesInputThrough?: readonly string[];
}

/** Configuration, log, clock and health of an app. The only global module: import every other one where you use it. */
@Module({})
export class PlatformModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private watch: Repeated | undefined;

  constructor(
    private readonly health: Health,
    private readonly log: Logger,
  ) {}

  static forApp<C extends AppConfig>(
    name: string,
    configClass: ConfigClass<C>,
    { takesInputThrough = [] }: PlatformOptions = {},
  ): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController],
      providers: [
        { provide: configClass, useFactory: () => parseConfig(configClass, process.env) },
        {
          provide: Logger,
          inject: [configClass],
          useFactory: (config: C) => Logger.forApp(name, { level: config.LOG_LEVEL, dir: config.LOG_DIR }),
        },
        { provide: Clock, useClass: SystemClock },
        { provide: Health, useFactory: () => new Health(takesInputThrough) },
      ],
      exports: [configClass, Logger, Clock, Health],
    };
  }

  onApplicationBootstrap(): void {
    this.watch = every(WATCH_EVERY_MS, 'health.watch', this.log, async () => void (await this.health.all()));
    this.watch.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.watch?.stop();
  }
}
