import { ArrayNotEmpty, ArrayUnique, IsIn, ValidateIf, Matches } from 'class-validator';
import { WithOrders } from '@aisha/orders/config';
import { DatabaseAppConfig, IntField, ListField } from '@aisha/platform';
import { WithFfmpeg } from '@aisha/platform/ffmpeg';
import { WithFalAddresses } from '@aisha/providers/fal';
import { WithTextModel, WithModerator, WithSpeechRecognizer, WithSpeechSynthesizer } from '@aisha/providers/models';
import { WithOpenAi } from '@aisha/providers/openai';
import { WithStorage, WithUnownedFiles } from '@aisha/storage';

/** The providers that read texts aloud. */
export const SPEECH_PROVIDERS = ['openai', 'fal'] as const;

/** The models that write recordings down; `openai` is TRANSCRIBE_MODEL, wherever it is served. */
export const RECOGNIZERS = ['xai', 'scribe', 'openai'] as const;
type RecognizerName = (typeof RECOGNIZERS)[number];
/** The models of FAL. */
export const isAtFal = (name: RecognizerName): boolean => name !== 'openai';

const WithFiles = WithUnownedFiles(WithStorage(DatabaseAppConfig));
/** Everything of OpenAI and FAL that recordings, documents and speech need. */
const WithModels = WithFalAddresses(
  WithSpeechSynthesizer(WithModerator(WithTextModel(WithSpeechRecognizer(WithOpenAi(WithFiles))))),
);

export class TranscriberConfig extends WithFfmpeg(WithOrders(WithModels)) {
  /** Requests to the speech model that all replicas together may make in a minute: the account's limit, or less. */
  @IntField(10, 100_000) OPENAI_TRANSCRIBE_RPM = 300;
  /**
   * The models that write recordings down, the first one first: where it is gone, refuses or fails, the next one does.
   * `xai` and `scribe` are FAL's: they hear a recording whole and say who speaks. `openai` is TRANSCRIBE_MODEL, which hears
   * pieces of two minutes; recordings of less than 20 s go there first, because xAI bills whole minutes.
   */
  @ListField()
  @ArrayNotEmpty({ message: '$property must name a model' })
  @ArrayUnique({ message: '$property must name each model once' })
  @IsIn(RECOGNIZERS, { each: true })
  RECOGNIZERS: RecognizerName[] = ['xai', 'openai'];

  /** Pieces of one recording that are written down at once by TRANSCRIBE_MODEL, two minutes each. */
  @IntField(1, 32) PIECES_AT_ONCE = 4;

  /** `openai` is the server of SPEECH_MODEL; OpenAI's own models end on 2027-01-06. `fal` needs FAL_API_KEY. */
  @IsIn(SPEECH_PROVIDERS) SPEECH_PROVIDER: (typeof SPEECH_PROVIDERS)[number] = 'openai';

  /** `<key_id>:<key_secret>`; read where FAL writes recordings down or reads texts aloud. */
  @ValidateIf(asksFal)
  @Matches(/^\s*[^\s:]+:[^\s:]+\s*$/, {
    message: '$property must look like <key_id>:<key_secret> where SPEECH_PROVIDER is fal or RECOGNIZERS has xai or scribe',
  })
  FAL_API_KEY?: string;
}

/** Whether the app has work for FAL. */
export function asksFal({ SPEECH_PROVIDER, RECOGNIZERS: names }: TranscriberConfig): boolean {
  return SPEECH_PROVIDER === 'fal' || names.some(isAtFal);
}
