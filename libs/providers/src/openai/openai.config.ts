import { UrlField } from '@aisha/platform';
import { IsString, MinLength } from 'class-validator';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds to an app's configuration the way to OpenAI; the mixins below add one model each, for the apps that use it. */
export function WithOpenAi<Base extends Constructor>(base: Base) {
  class OpenAi extends base {
    /** `npm start` gives the sandbox's when there is none. */
    @IsString() @MinLength(1) OPENAI_API_KEY!: string;

    /** OpenAI or any compatible server. */
    @UrlField(['http', 'https']) OPENAI_BASE_URL = 'https://api.openai.com/v1';
  }
  return OpenAi;
}

// Model ids live here alone: nearly every one of them has an end date.

export function WithLanguageModel<Base extends Constructor>(base: Base) {
  class TextModel extends base {
    /** Translates and enriches prompts, makes documents of transcripts, and answers questions about them. */
    @IsString() OPENAI_TEXT_MODEL = 'gpt-6-luna';
  }
  return TextModel;
}

export function WithVisionModel<Base extends Constructor>(base: Base) {
  class SeeingModel extends base {
    /** Describes a picture that a person sends as an idea, and looks at drawn ones before they are delivered. */
    @IsString() OPENAI_VISION_MODEL = 'gpt-6-luna';
  }
  return SeeingModel;
}

export function WithSpeechRecognizer<Base extends Constructor>(base: Base) {
  class TranscribeModel extends base {
    /** Speech to text. */
    @IsString() OPENAI_TRANSCRIBE_MODEL = 'gpt-transcribe';
  }
  return TranscribeModel;
}

export function WithSpeechSynthesizer<Base extends Constructor>(base: Base) {
  class SpeechModel extends base {
    /** Text to speech; empty: no text is read aloud by OpenAI. OpenAI's own models end on 2027-01-06. */
    @IsString() OPENAI_SPEECH_MODEL = 'gpt-4o-mini-tts';
  }
  return SpeechModel;
}

export function WithModerator<Base extends Constructor>(base: Base) {
  class ModerationModel extends base {
    /** Checks a person's idea before it is drawn; free at OpenAI. */
    @IsString() OPENAI_MODERATION_MODEL = 'omni-moderation-latest';
  }
  return ModerationModel;
}

export class OpenAiConfig extends WithOpenAi(Object) {}
