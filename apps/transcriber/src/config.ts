import { ArrayNotEmpty, ArrayUnique, IsIn, ValidateIf, Matches } from 'class-validator';
import { WithOrders } from '@aisha/orders/config';
import { DatabaseAppConfig, IntField, ListField } from '@aisha/platform';
import { WithFfmpeg } from '@aisha/platform/ffmpeg';
import { WithFalAddresses } from '@aisha/providers/fal';
import { WithTextModel, WithModerator, WithSpeechRecognizer, WithSpeechSynthesizer } from '@aisha/providers/models';
import { WithOpenAi } from '@aisha/providers/openai';
import { WithStorage, WithUnownedFiles } from '@aisha/storage';

/** The providers that read texts aloud. */
const SPEECH_PROVIDERS = ['openai', 'fal'] as const;

/** The providers that transcribe recordings. */
const RECOGNIZERS = ['fal', 'openai'] as const;

const WithFiles = WithUnownedFiles(WithStorage(DatabaseAppConfig));
/** The settings of OpenAI and FAL that recordings, documents and speech need. */
const WithModels = WithFalAddresses(
  WithSpeechSynthesizer(WithModerator(WithTextModel(WithSpeechRecognizer(WithOpenAi(WithFiles))))),
);

export class TranscriberConfig extends WithFfmpeg(WithOrders(WithModels)) {
  /** How many requests to the speech model all replicas together may make in a minute: the account's limit, or less. */
  @IntField(10, 100_000) OPENAI_TRANSCRIBE_RPM = 300;
  /**
   * The providers that transcribe recordings, in the order in which they are tried: when a model is gone, refuses or fails, the next one
   * goes on. `fal` means the catalogue's active models there, which hear a recording whole and say who speaks; they need FAL_API_KEY.
   * `openai` means TRANSCRIBE_MODEL, which hears pieces of two minutes. Short recordings go to TRANSCRIBE_MODEL first, whatever the order,
   * because xAI bills whole minutes, and so do those whose person has named a language that xAI cannot be told.
   */
  @ListField()
  @ArrayNotEmpty({ message: '$property must name one of fal, openai' })
  @ArrayUnique({ message: '$property must name each once' })
  @IsIn(RECOGNIZERS, { each: true })
  RECOGNIZERS: (typeof RECOGNIZERS)[number][] = ['fal', 'openai'];

  /** How many pieces of one recording TRANSCRIBE_MODEL transcribes at once; a piece has two minutes. */
  @IntField(1, 32) PIECES_AT_ONCE = 4;

  /**
   * The provider that reads texts aloud. `fal`: the catalogue's first model there, which needs FAL_API_KEY. `openai`: the server of
   * SPEECH_MODEL. OpenAI's own models that read aloud end on 2027-01-06.
   */
  @IsIn(SPEECH_PROVIDERS) SPEECH_PROVIDER: (typeof SPEECH_PROVIDERS)[number] = 'fal';

  /** `<key_id>:<key_secret>`; needed when FAL transcribes recordings or reads texts aloud. */
  @ValidateIf(asksFal)
  @Matches(/^\s*[^\s:]+:[^\s:]+\s*$/, {
    message: '$property must look like <key_id>:<key_secret> where SPEECH_PROVIDER or RECOGNIZERS has fal',
  })
  FAL_API_KEY?: string;
}

/** Whether the app has work for FAL. */
export function asksFal({ SPEECH_PROVIDER, RECOGNIZERS: names }: TranscriberConfig): boolean {
  return SPEECH_PROVIDER === 'fal' || names.includes('fal');
}
