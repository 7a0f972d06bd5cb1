import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, Health, Logger, type ConfigClass } from '@aisha/platform';
import { CallLedger } from '../call-ledger';
import { LanguageModel } from '../ports/language-model';
import { ModelsHealth } from './models-health';
import { Moderator } from '../ports/moderator';
import { OpenAiCalls } from './openai-calls';
import { OpenAiLanguageModel } from './openai-language-model';
import { OpenAiModerator } from './openai-moderator';
import { OpenAiSpeechRecognizer } from './openai-speech-recognizer';
import { OpenAiSpeechSynthesizer } from './openai-speech-synthesizer';
import { OpenAiVisionModel } from './openai-vision-model';
import type { OpenAiConfig } from './openai.config';
import { SpeechRecognizer } from '../ports/speech-recognizer';
import { VisionModel } from '../ports/vision-model';

/** The ports an app gets, one for each configured model. */
const BY_MODEL = {
  OPENAI_TEXT_MODEL: { port: LanguageModel, client: OpenAiLanguageModel },
  OPENAI_VISION_MODEL: { port: VisionModel, client: OpenAiVisionModel },
  OPENAI_TRANSCRIBE_MODEL: { port: SpeechRecognizer, client: OpenAiSpeechRecognizer },
  // Under its own name: which provider is the app's SpeechSynthesizer, is the app's choice.
  OPENAI_SPEECH_MODEL: { port: OpenAiSpeechSynthesizer, client: OpenAiSpeechSynthesizer },
  OPENAI_MODERATION_MODEL: { port: Moderator, client: OpenAiModerator },
};
export type ModelField = keyof typeof BY_MODEL;

/** Speech is one thing of several that its app does: without its model the others go on. */
const isOptional = (field: ModelField): boolean => field === 'OPENAI_SPEECH_MODEL';

/** OpenAI's ports for an app. The watch over its dependencies tells operators early when a model ends. */
@Module({})
export class OpenAiModule {
  static forApp<Uses extends ModelField, C extends OpenAiConfig & Record<Uses, string>>(
    configClass: ConfigClass<C>,
    uses: readonly Uses[],
  ): DynamicModule {
    return {
      module: OpenAiModule,
      providers: [
        {
          provide: OpenAiCalls,
          inject: [configClass, CallLedger],
          useFactory: (config: C, ledger: CallLedger) => new OpenAiCalls(config, ledger),
        },
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
              uses.filter((field) => !isOptional(field)).map((field) => config[field]),
              clock,
              log,
              uses.filter(isOptional).map((field) => config[field]),
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
