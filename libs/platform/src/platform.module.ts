import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { AppConfig } from './app.config';
import { buildOf } from './build-info';
import { Clock, SystemClock } from './clock';
import { parseConfig, type ConfigClass } from './config';
import { every, type Repeated } from './every';
import { Health, HealthController } from './health';
import { Logger } from './logger';
import { sweepTemporaryFolders } from './temporary-folder';
import { mistypedVariables, variablesOf } from './variable-names';

/**
 * How often the checks run while nobody asks /health, so that the metric of health stays current. Some checks ask a provider, where a call
 * a minute costs nothing.
 */
const WATCH_EVERY_MS = 60_000;

interface PlatformOptions {
  /** The dependencies without which the app is not ready. None for an app that takes its work from a queue, where the work can wait. */
  readonly takesInputThrough?: readonly string[];
}

/** Configuration, log, clock and health of an app. The only global module: import every other one where you use it. */
@Module({})
export class PlatformModule implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private watch: Repeated | undefined;
  private readonly away = new Set<string>();
  private readonly noted = new Set<string>();

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
          useFactory: (config: C) => {
            const log = Logger.forApp(name, { level: config.LOG_LEVEL, dir: config.LOG_DIR, build: buildOf(config) });
            for (const mistyped of mistypedVariables(process.env, variablesOf(configClass)))
              log.warn('config.mistyped', { ...mistyped });
            return log;
          },
        },
        { provide: Clock, useFactory: () => new SystemClock() },
        { provide: Health, useFactory: () => new Health(takesInputThrough) },
      ],
      exports: [configClass, Logger, Clock, Health],
    };
  }

  /** Runs before the app takes any work. */
  onModuleInit(): Promise<void> {
    return sweepTemporaryFolders();
  }

  onApplicationBootstrap(): void {
    this.watch = every(WATCH_EVERY_MS, 'health.watch', this.log, () => this.look());
    this.watch.wake();
  }

  /**
   * Checks the dependencies. Logs, for an operator, that a dependency has gone away or is back, and each new note of a dependency that
   * answers.
   */
  private async look(): Promise<void> {
    for (const { name, ok, note } of await this.health.all()) {
      if (ok && note && !this.noted.has(note)) this.log.warn('dependency.note', { dependency: name, note });
      if (note) this.noted.add(note);
      if (ok === !this.away.has(name)) continue;
      this.away[ok ? 'delete' : 'add'](name);
      this.log.warn(ok ? 'dependency.back' : 'dependency.away', { dependency: name, ...(note && { note }) });
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.watch?.stop();
  }
}
