import { Module, type DynamicModule } from '@nestjs/common';
import type { AppConfig } from './app.config';
import { Clock, SystemClock } from './clock';
import { parseConfig, type ConfigClass } from './config';
import { Health, HealthController } from './health';
import { Logger } from './logger';

/** Configuration, log, clock and health of an app. The only global module: import every other one where you use it. */
@Module({})
export class PlatformModule {
  static forApp<C extends AppConfig>(name: string, configClass: ConfigClass<C>): DynamicModule {
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
        Health,
      ],
      exports: [configClass, Logger, Clock, Health],
    };
  }
}
