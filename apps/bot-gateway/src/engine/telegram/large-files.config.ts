import { ValidateBy } from 'class-validator';
import { IntField, OptionalTextField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

const CLOUD_MB = 20;

/** Adds the size of the largest recording that Telegram's server hands out. The download enforces it, and screens name it. */
export function WithLargeFiles<Base extends Constructor>(base: Base) {
  class LargeFiles extends base {
    /**
     * The largest recording that the bot takes in the chat, in MB. Telegram's own server hands out files of up to 20 MB; a local one with
     * `--local` hands out 2000.
     */
    @IntField(1, 2_000)
    @ValidateBy({
      name: 'isGiven',
      validator: {
        validate: (mb, args) =>
          Number(mb) <= CLOUD_MB ||
          !/^https:\/\/api\.telegram\.org(\/|$)/i.test(
            (args?.object as { TELEGRAM_API_ROOT: string }).TELEGRAM_API_ROOT,
          ),
        defaultMessage: () =>
          `$property may be more than ${CLOUD_MB} where TELEGRAM_API_ROOT is a local Bot API server`,
      },
    })
    TELEGRAM_FILE_MB = CLOUD_MB;

    /**
     * The folder of a local Bot API server (`--local`), mounted here under the same path. When absent, the server's files are fetched over
     * HTTP.
     */
    @OptionalTextField() TELEGRAM_FILES_FOLDER?: string;
  }
  return LargeFiles;
}

export class LargeFilesConfig extends WithLargeFiles(Object) {}
