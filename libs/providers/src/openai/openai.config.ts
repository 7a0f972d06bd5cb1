import { UrlField } from '@aisha/platform';
import { IsString, MinLength, ValidateIf } from 'class-validator';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Whether OpenAI's own key is needed: a model that one of these servers serves has neither an address nor a key of its own. */
const needsKey = (config: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(config).some(
    ([name, model]) =>
      name.endsWith('_MODEL') &&
      model !== '' &&
      config[name.replace(/MODEL$/, 'PROVIDER')] !== 'fal' &&
      config[`${name}_URL`] === undefined &&
      config[`${name}_KEY`] === undefined,
  );

/**
 * Adds OpenAI's key and address to an app's configuration; the classes of `@aisha/providers/models` add one model each, for the apps that
 * use it.
 */
export function WithOpenAi<Base extends Constructor>(base: Base) {
  class OpenAi extends base {
    /**
     * The key at OpenAI; `npm start` uses the sandbox's when there is none. It is required while some model of the app has neither an
     * address nor a key of its own, and FAL does not do its work.
     */
    @ValidateIf((config: Readonly<Record<string, unknown>>) => needsKey(config))
    @IsString()
    @MinLength(1)
    OPENAI_API_KEY?: string;

    /** OpenAI or any compatible server, for the models that have no address of their own. */
    @UrlField(['http', 'https']) OPENAI_BASE_URL = 'https://api.openai.com/v1';
  }
  return OpenAi;
}

export class OpenAiConfig extends WithOpenAi(Object) {}
