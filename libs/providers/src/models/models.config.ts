import { UrlField } from '@aisha/platform';
import { IsIn, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { LANGUAGE_MODEL_PROTOCOLS, LANGUAGE_MODELS, type LanguageModelProtocol } from './language-models';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Where a model is served, when not at OPENAI_BASE_URL. */
const ModelUrlField = () => applyDecorators(IsOptional(), UrlField(['http', 'https']));

/** An address of its own needs a key of its own, so that OpenAI's key is sent nowhere else. */
const ModelKeyField = (url: string, isElsewhere = (_config: Record<string, unknown>): boolean => false) =>
  applyDecorators(
    ValidateIf(
      (config: Record<string, unknown>, value) =>
        value !== undefined || config[url] !== undefined || isElsewhere(config),
    ),
    IsString({
      message: `$property must be set where the model is not at OPENAI_BASE_URL: OPENAI_API_KEY goes there alone`,
    }),
  );

const hasOwnServer = (protocol: unknown): boolean =>
  LANGUAGE_MODELS[protocol as LanguageModelProtocol]?.url !== undefined;

// Adds the text model to an app's configuration. The ids of the configured models stand only in this file, because nearly every model has
// an end date.

export function WithTextModel<Base extends Constructor>(base: Base) {
  class TextModel extends base {
    /** Translates and enriches prompts, makes documents of transcripts, and answers questions about them. */
    @IsString() TEXT_MODEL = 'gpt-6-luna';
    /** Where TEXT_MODEL is served, when not at OPENAI_BASE_URL: any compatible server. */
    @ModelUrlField() TEXT_MODEL_URL?: string;
    /**
     * The key of TEXT_MODEL's server where that server is not OPENAI_BASE_URL: the key of TEXT_MODEL_URL, or Anthropic's. Any word will do
     * where the server checks no key.
     */
    @ModelKeyField('TEXT_MODEL_URL', ({ TEXT_MODEL_PROTOCOL: protocol }) => hasOwnServer(protocol))
    TEXT_MODEL_KEY?: string;
    /**
     * The protocol of TEXT_MODEL: `responses` is OpenAI's own, `chat` is Chat Completions, which nearly every
     * compatible server has; `anthropic` is Anthropic's Messages, at Anthropic unless TEXT_MODEL_URL says where.
     */
    @IsIn(LANGUAGE_MODEL_PROTOCOLS) TEXT_MODEL_PROTOCOL: LanguageModelProtocol = 'responses';
    /**
     * US dollars for a million tokens read, and written: `0.27/1.1`. Absent: OpenAI's list prices, where a model that
     * is not listed counts as the dearest.
     */
    @IsOptional()
    @Matches(/^\d+(\.\d+)?\/\d+(\.\d+)?$/, { message: '$property must look like 0.27/1.1' })
    TEXT_MODEL_PRICE?: string;
  }
  return TextModel;
}

export function WithVisionModel<Base extends Constructor>(base: Base) {
  class SeeingModel extends base {
    /** Describes a picture that a person sends as an idea, and reviews drawn pictures before they are delivered. Sent photos to change or animate wait for it. */
    @IsString() VISION_MODEL = 'gpt-6-luna';
    /** Where VISION_MODEL is served, when not at OPENAI_BASE_URL: a server that has OpenAI's Responses. */
    @ModelUrlField() VISION_MODEL_URL?: string;
    /** The key of VISION_MODEL_URL. */
    @ModelKeyField('VISION_MODEL_URL') VISION_MODEL_KEY?: string;
  }
  return SeeingModel;
}

export function WithSpeechRecognizer<Base extends Constructor>(base: Base) {
  class TranscribeModel extends base {
    /** Speech to text, for the recordings that no model hears as a whole. */
    @IsString() TRANSCRIBE_MODEL = 'gpt-transcribe';
    /** Where TRANSCRIBE_MODEL is served, when not at OPENAI_BASE_URL. */
    @ModelUrlField() TRANSCRIBE_MODEL_URL?: string;
    /** The key of TRANSCRIBE_MODEL_URL. */
    @ModelKeyField('TRANSCRIBE_MODEL_URL') TRANSCRIBE_MODEL_KEY?: string;
  }
  return TranscribeModel;
}

export function WithSpeechSynthesizer<Base extends Constructor>(base: Base) {
  class SpeechModel extends base {
    /**
     * Text to speech; empty: neither OpenAI nor a compatible server reads texts aloud. OpenAI's own models end on
     * 2027-01-06.
     */
    @IsString() SPEECH_MODEL = 'gpt-4o-mini-tts';
    /** Where SPEECH_MODEL is served, when not at OPENAI_BASE_URL. */
    @ModelUrlField() SPEECH_MODEL_URL?: string;
    /** The key of SPEECH_MODEL_URL. */
    @ModelKeyField('SPEECH_MODEL_URL') SPEECH_MODEL_KEY?: string;
  }
  return SpeechModel;
}

export function WithModerator<Base extends Constructor>(base: Base) {
  class ModerationModel extends base {
    /** Checks a person's idea before it is drawn; free at OpenAI. */
    @IsString() MODERATION_MODEL = 'omni-moderation-latest';
    /** Where MODERATION_MODEL is served, when not at OPENAI_BASE_URL. */
    @ModelUrlField() MODERATION_MODEL_URL?: string;
    /** The key of MODERATION_MODEL_URL. */
    @ModelKeyField('MODERATION_MODEL_URL') MODERATION_MODEL_KEY?: string;
  }
  return ModerationModel;
}
