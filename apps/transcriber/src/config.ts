import { IsString } from 'class-validator';
import { WithOrders } from '@aisha/orders';
import { DatabaseAppConfig, OptionalTextField } from '@aisha/platform';
import { WithOpenAi, WithSpeechRecognizer } from '@aisha/providers/openai';
import { WithStorage } from '@aisha/storage';

export class TranscriberConfig extends WithOrders(WithSpeechRecognizer(WithOpenAi(WithStorage(DatabaseAppConfig)))) {
  /** Both or neither; without them the machine's own on PATH, else the ones npm brought. */
  @OptionalTextField() FFMPEG_PATH?: string;
  /** See FFMPEG_PATH. */
  @OptionalTextField() FFPROBE_PATH?: string;

  /** The folders to search for programs. */
  @IsString() PATH = '';
}
