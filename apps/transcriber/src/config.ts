import { IsString, ValidateBy } from 'class-validator';
import { WithOrders } from '@aisha/orders/config';
import { BooleanField, DatabaseAppConfig, IntField, OptionalTextField } from '@aisha/platform';
import { WithLanguageModel, WithOpenAi, WithSpeechRecognizer } from '@aisha/providers/openai';
import { WithStorage, WithUnownedFiles } from '@aisha/storage';
import { hasOwnFfmpeg, NO_FFMPEG } from './audio/ffmpeg-binaries';

export class TranscriberConfig extends WithOrders(
  WithLanguageModel(WithSpeechRecognizer(WithOpenAi(WithUnownedFiles(WithStorage(DatabaseAppConfig))))),
) {
  /** Requests to the speech model that all replicas together may make in a minute: the account's limit, or less. */
  @IntField(10, 100_000) OPENAI_TRANSCRIBE_RPM = 300;
  /** Pieces of one recording that are written down at once, two minutes each. */
  @IntField(1, 32) PIECES_AT_ONCE = 4;
  /** Both or neither; without them the machine's own on PATH. */
  @OptionalTextField() FFMPEG_PATH?: string;
  /** See FFMPEG_PATH. */
  @OptionalTextField() FFPROBE_PATH?: string;

  /** Whether the ffmpeg of 2018 that npm brings may do. `npm start` says so while Telegram is sandboxed; it is not for strangers' recordings. */
  @BooleanField()
  @ValidateBy({
    name: 'ffmpegIsThere',
    validator: {
      validate: (isAllowed, args) => {
        const { FFMPEG_PATH, FFPROBE_PATH, PATH } = args?.object as TranscriberConfig;
        return isAllowed === true || hasOwnFfmpeg({ ffmpeg: FFMPEG_PATH, ffprobe: FFPROBE_PATH }, PATH);
      },
      defaultMessage: () => `$property ${NO_FFMPEG}`,
    },
  })
  FFMPEG_FROM_NPM = false;

  /** The folders to search for programs. */
  @IsString() PATH = '';
}
