import { UrlField } from '@aisha/platform';
import { IsNotEmpty, ValidateIf } from 'class-validator';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

type Settings = Readonly<Record<string, unknown>>;

/** Whether FAL does a model's work: `SPEECH_PROVIDER` says so of reading aloud, and `RECOGNIZERS` of writing down where it names FAL alone. */
export const isAtFal = (config: Settings, port: string): boolean => {
  const providers = port === 'TRANSCRIBE' ? config['RECOGNIZERS'] : config[`${port}_PROVIDER`];
  return [providers].flat().every((provider) => provider === 'fal');
};

/** The models that need OpenAI's own key: one that FAL does not replace, and that has neither an address nor a key of its own. */
const leftAtOpenAi = (config: Settings): string[] =>
  Object.entries(config).flatMap(([name, model]) =>
    name.endsWith('_MODEL') &&
    model !== '' &&
    !isAtFal(config, name.replace(/_MODEL$/, '')) &&
    config[`${name}_URL`] === undefined &&
    config[`${name}_KEY`] === undefined
      ? [name]
      : [],
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
    @ValidateIf((config: Settings) => leftAtOpenAi(config).length > 0)
    @IsNotEmpty({
      message: ({ object }) =>
        `$property must be set: OpenAI serves ${leftAtOpenAi(object as Settings).join(', ')}, which another server serves where …_URL and …_KEY name it`,
    })
    OPENAI_API_KEY?: string;

    /** OpenAI or any compatible server, for the models that have no address of their own. */
    @UrlField(['http', 'https']) OPENAI_BASE_URL = 'https://api.openai.com/v1';
  }
  return OpenAi;
}

export class OpenAiConfig extends WithOpenAi(Object) {}
