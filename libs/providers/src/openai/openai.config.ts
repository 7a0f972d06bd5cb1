import { OptionalTextField, UrlField } from '@aisha/platform';
import { IsString, MinLength } from 'class-validator';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/**
 * Adds to an app's configuration what it needs of OpenAI: `class MyConfig extends WithOpenAi(AppConfig) {}`. Model ids live here
 * alone: nearly every one of them has an end date.
 */
export function WithOpenAi<Base extends Constructor>(base: Base) {
  class OpenAi extends base {
    /** `npm start` gives the sandbox's when there is none. */
    @IsString() @MinLength(1) OPENAI_API_KEY!: string;

    /** OpenAI or any compatible server. */
    @UrlField(['http', 'https']) OPENAI_BASE_URL = 'https://api.openai.com/v1';

    /** Translates and enriches prompts. */
    @IsString() OPENAI_TEXT_MODEL = 'gpt-6-luna';

    /** Speech to text. */
    @IsString() OPENAI_TRANSCRIBE_MODEL = 'gpt-transcribe';

    /** Looks at photographs. */
    @IsString() OPENAI_VISION_MODEL = 'gpt-6-luna';

    /** Looks at what a person asks for before it is drawn; free at OpenAI. */
    @IsString() OPENAI_MODERATION_MODEL = 'omni-moderation-latest';

    /** Text to speech; empty means off: the known models end on 2027-01-06 without a successor on that endpoint. */
    @OptionalTextField() OPENAI_SPEECH_MODEL?: string;
  }
  return OpenAi;
}

export class OpenAiConfig extends WithOpenAi(Object) {}
