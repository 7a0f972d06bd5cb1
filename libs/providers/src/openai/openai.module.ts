import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock, every, Health, Logger, type ConfigClass, type Repeated } from '@aisha/platform';
import { LanguageModel } from './language-model.port';
import { ModelsHealth } from './models-health';
import { Moderator } from './moderator.port';
import { OpenAiCalls } from './openai-calls';
import { OpenAiLanguageModel } from './openai-language-model';
import { OpenAiModerator } from './openai-moderator';
import { OpenAiSpeechRecognizer } from './openai-speech-recognizer';
import type { OpenAiConfig } from './openai.config';
import { SpeechRecognizer } from './speech-recognizer.port';

/** The ports an app gets, one for each configured model. */
const BY_MODEL = {
  OPENAI_TEXT_MODEL: { port: LanguageModel, client: OpenAiLanguageModel },
  OPENAI_TRANSCRIBE_MODEL: { port: SpeechRecognizer, client: OpenAiSpeechRecognizer },
  OPENAI_MODERATION_MODEL: { port: Moderator, client: OpenAiModerator },
};
export type ModelField = keyof typeof BY_MODEL;

const DAY_MS = 24 * 60 * 60_000;

/** OpenAI's ports for an app; /health/dependencies shows whether OpenAI works. */
@Module({})
export class OpenAiModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private watch: Repeated | undefined;

  constructor(
    private readonly models: ModelsHealth,
    private readonly log: Logger,
  ) {}

  /** Checks at the start and every day, so that operators learn early when a model ends. */
  onApplicationBootstrap(): void {
    this.watch = every(DAY_MS, 'openai.models', this.log, async () => void (await this.models.check()));
    this.watch.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.watch?.stop();
  }

  static forApp<Uses extends ModelField, C extends OpenAiConfig & Record<Uses, string>>(
    configClass: ConfigClass<C>,
    uses: readonly Uses[],
  ): DynamicModule {
    return {
      module: OpenAiModule,
      providers: [
        { provide: OpenAiCalls, inject: [configClass], useFactory: (config: C) => new OpenAiCalls(config) },
        ...uses.map((field) => ({
          provide: BY_MODEL[field].port,
          inject: [OpenAiCalls, configClass],
          useFactory: (calls: OpenAiCalls, config: C) => new BY_MODEL[field].client(calls, config[field]),
        })),
        {
          provide: ModelsHealth,
          inject: [OpenAiCalls, configClass, Clock, Logger, Health],
          useFactory: (calls: OpenAiCalls, config: C, clock: Clock, log: Logger, health: Health) => {
            const models = new ModelsHealth(
              calls,
              uses.map((field) => config[field]),
              clock,
              log,
            );
            health.dependsOn('openai', () => models.check());
            return models;
          },
        },
      ],
      exports: [...uses.map((field) => BY_MODEL[field].port), ModelsHealth],
    };
  }
}
