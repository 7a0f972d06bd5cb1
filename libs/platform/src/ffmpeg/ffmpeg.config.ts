import { IsString, ValidateBy } from 'class-validator';
import { BooleanField, OptionalTextField } from '../config-fields';
import { hasOwnFfmpeg, NO_FFMPEG } from './ffmpeg-binaries';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds to an app's configuration which ffmpeg it runs: `class MyConfig extends WithFfmpeg(AppConfig) {}`. */
export function WithFfmpeg<Base extends Constructor>(base: Base) {
  class Ffmpeg extends base {
    /**
     * Set both or neither. Without them the app uses the newest ffmpeg on the machine's PATH; where FFMPEG_FROM_NPM is true, npm's counts
     * among the candidates.
     */
    @OptionalTextField() FFMPEG_PATH?: string;
    /** See FFMPEG_PATH. */
    @OptionalTextField() FFPROBE_PATH?: string;

    /**
     * Whether the app may use the ffmpeg of 2018 that npm brings; false is refused where there is no other ffmpeg. `npm start` allows it
     * while Telegram is sandboxed; it is not for strangers' recordings.
     */
    @BooleanField()
    @ValidateBy({
      name: 'ffmpegIsThere',
      validator: {
        validate: (isAllowed, args) => {
          const { FFMPEG_PATH, FFPROBE_PATH, PATH } = args?.object as Ffmpeg;
          return isAllowed === true || hasOwnFfmpeg({ ffmpeg: FFMPEG_PATH, ffprobe: FFPROBE_PATH }, PATH);
        },
        defaultMessage: () => `$property ${NO_FFMPEG}`,
      },
    })
    FFMPEG_FROM_NPM = false;

    /** The folders to search for programs. */
    @IsString() PATH = '';
  }
  return Ffmpeg;
}

export class FfmpegConfig extends WithFfmpeg(Object) {}
