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
/** Everything of OpenAI and FAL that recordings, documents and speech need. */
const WithModels = WithFalAddresses(
  WithSpeechSynthesizer(WithModerator(WithTextModel(WithSpeechRecognizer(WithOpenAi(WithFiles))))),
);

export class TranscriberConfig extends WithFfmpeg(WithOrders(WithModels)) {
  /** Requests to the speech model that all replicas together may make in a minute: the account's limit, or less. */
  @IntField(10, 100_000) OPENAI_TRANSCRIBE_RPM = 300;
  /** Pieces of one recording that are written down at once, two minutes each. */
  @IntField(1, 32) PIECES_AT_ONCE = 4;

  /**
   * `fal` reads texts aloud by the catalogue's first model there and needs FAL_API_KEY. `openai` is the server of SPEECH_MODEL;
   * OpenAI's own models end on 2027-01-06.
   */
  @IsIn(SPEECH_PROVIDERS) SPEECH_PROVIDER: (typeof SPEECH_PROVIDERS)[number] = 'fal';

  /** `<key_id>:<key_secret>`; read only while SPEECH_PROVIDER is `fal`. */
  @ValidateIf(({ SPEECH_PROVIDER }: TranscriberConfig) => SPEECH_PROVIDER === 'fal')
  @Matches(/^\s*[^\s:]+:[^\s:]+\s*$/, {
    message: '$property must look like <key_id>:<key_secret> where SPEECH_PROVIDER is fal',
  })
  FAL_API_KEY?: string;
}
