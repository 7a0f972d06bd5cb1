import { IsIn, ValidateIf, Matches } from 'class-validator';
import { WithOrders } from '@aisha/orders/config';
import { DatabaseAppConfig, IntField } from '@aisha/platform';
import { WithFfmpeg } from '@aisha/platform/ffmpeg';
import { WithFalAddresses } from '@aisha/providers/fal';
import { WithTextModel, WithModerator, WithSpeechRecognizer, WithSpeechSynthesizer } from '@aisha/providers/models';
import { WithOpenAi } from '@aisha/providers/openai';
import { WithStorage, WithUnownedFiles } from '@aisha/storage';

/** The providers that read texts aloud. */
export const SPEECH_PROVIDERS = ['openai', 'fal'] as const;

const WithFiles = WithUnownedFiles(WithStorage(DatabaseAppConfig));
/** The settings of OpenAI and FAL that recordings, documents and speech need. */
const WithModels = WithFalAddresses(
  WithSpeechSynthesizer(WithModerator(WithTextModel(WithSpeechRecognizer(WithOpenAi(WithFiles))))),
);

export class TranscriberConfig extends WithFfmpeg(WithOrders(WithModels)) {
  /** How many requests to the speech model all replicas together may make in a minute: the account's limit, or less. */
  @IntField(10, 100_000) OPENAI_TRANSCRIBE_RPM = 300;
  /** How many pieces of one recording, of two minutes each, are transcribed at once. */
  @IntField(1, 32) PIECES_AT_ONCE = 4;

  /**
   * Which provider reads texts aloud. `openai` is the server of SPEECH_MODEL; OpenAI's own models end on 2027-01-06. `fal` needs
   * FAL_API_KEY.
   */
  @IsIn(SPEECH_PROVIDERS) SPEECH_PROVIDER: (typeof SPEECH_PROVIDERS)[number] = 'openai';

  /** The key of FAL as `<key_id>:<key_secret>`; read only while SPEECH_PROVIDER is `fal`. */
  @ValidateIf(({ SPEECH_PROVIDER }: TranscriberConfig) => SPEECH_PROVIDER === 'fal')
  @Matches(/^\s*[^\s:]+:[^\s:]+\s*$/, {
    message: '$property must look like <key_id>:<key_secret> where SPEECH_PROVIDER is fal',
  })
  FAL_API_KEY?: string;
}
