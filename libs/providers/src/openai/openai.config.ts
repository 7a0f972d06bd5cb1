import { UrlField } from '@aisha/platform';
import { IsString, MinLength } from 'class-validator';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/**
 * Adds OpenAI's key and address to an app's configuration; the classes of `@aisha/providers/models` add one model each, for the apps that
 * use it.
 */
export function WithOpenAi<Base extends Constructor>(base: Base) {
  class OpenAi extends base {
    /** The key at OpenAI; `npm start` uses the sandbox's when there is none. */
    @IsString() @MinLength(1) OPENAI_API_KEY!: string;

    /** OpenAI or any compatible server, for the models that have no address of their own. */
    @UrlField(['http', 'https']) OPENAI_BASE_URL = 'https://api.openai.com/v1';
  }
  return OpenAi;
}

export class OpenAiConfig extends WithOpenAi(Object) {}
