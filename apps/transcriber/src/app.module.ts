import { Module } from '@nestjs/common';
import { Database, DatabaseModule, ownedFilesOf } from '@aisha/database';
import { MessagingModule } from '@aisha/messaging';
import { CostsModule, localOrders, modelWatch } from '@aisha/orders';
import { Health, PlatformModule } from '@aisha/platform';
import { FfmpegModule } from '@aisha/platform/ffmpeg';
import { CallLedger } from '@aisha/providers';
import { CatalogueModule, ModelCatalogue } from '@aisha/providers/catalogue';
import {
  FalFiles,
  FalModelList,
  FalSpeechRecognizer,
  FalSpeechSynthesizer,
  ModelsAtFal,
  openFal,
} from '@aisha/providers/fal';
import { ModelsModule } from '@aisha/providers/models';
import { OpenAiSpeechRecognizer, OpenAiSpeechSynthesizer } from '@aisha/providers/openai';
import { ModelList, RemoteQueue, type SpeechRecognizer, SpeechSynthesizer } from '@aisha/providers/ports';
import { forgetUnowned, StorageModule } from '@aisha/storage';
import { AudioTool } from './audio/audio-tool';
import { FfmpegAudioTool } from './audio/ffmpeg-audio-tool';
import { SpeechAudio } from './audio/speech-audio';
import { asksFal, TranscriberConfig } from './config';
import { DocumentStore } from './documents/document.store';
import { DocumentWork } from './documents/document.work';
import { DocumentWriter } from './documents/document-writer';
import { jobs } from './jobs';
import { TextReader } from './reading/text-reader';
import { ForgetRecordings } from './recordings/forget-recordings';
import { RecordingStore } from './recordings/recording.store';
import { Recognizers } from './recognizers/recognizers';
import { RecordingWriter } from './recordings/recording.writer';
import { RequestLimitStore, RequestLimitSettings } from './recordings/request-limit.store';
import { TranscriptionWork, TranscriptionLimits } from './recordings/transcription.work';
import { SpeechCheck, DocumentCheck, QuestionCheck } from './moderation/text-check';
import { ForgetQuestions } from './questions/forget-questions';
import { PassageSearch } from './questions/passage-search';
import { Answerer } from './questions/answerer';
import { QuestionStore } from './questions/question.store';
import { QuestionWork } from './questions/question.work';
import { ForgetSentTexts } from './sent-texts/forget-sent-texts';
import { SentTextStore } from './sent-texts/sent-text.store';
import { ForgetSources } from './sources/forget-sources';
import { SourceStore } from './sources/source.store';
import { ForgetSpeech } from './speech/forget-speech';
import { SpeechStore } from './speech/speech.store';
import { VoiceSampleStore } from './voice-samples/voice-sample.store';
import { SpeechWork } from './speech/speech.work';
import { SpeechWriter } from './speech/speech.writer';
import { ForgetExports } from './transcripts/forget-exports';

const modelListOf = ({ FAL_PLATFORM_URL }: TranscriberConfig): ModelList => new FalModelList(FAL_PLATFORM_URL);

/** The wiring of the transcriber. */
@Module({
  imports: [
    PlatformModule.forApp('transcriber', TranscriberConfig),
    CatalogueModule.forApp(TranscriberConfig),
    DatabaseModule.forSchema('transcriber', TranscriberConfig),
    MessagingModule.forApp({ schema: 'transcriber', config: TranscriberConfig, inbox: jobs }),
    CostsModule.forSchema('transcriber', TranscriberConfig),
    StorageModule.forApp(TranscriberConfig, 'transcriber'),
    FfmpegModule.forApp(TranscriberConfig),
    ModelsModule.forApp(TranscriberConfig, ['TRANSCRIBE', 'TEXT', 'SPEECH', 'MODERATION']),
  ],
  providers: [
    { provide: AudioTool, useClass: FfmpegAudioTool },
    SpeechAudio,
    {
      provide: RemoteQueue,
      inject: [TranscriberConfig, Health, ModelCatalogue],
      useFactory: (config: TranscriberConfig, health: Health, catalogue: ModelCatalogue): RemoteQueue | null =>
        asksFal(config) ? openFal({ ...config, FAL_API_KEY: config.FAL_API_KEY ?? '' }, health, catalogue) : null,
    },
    {
      provide: SpeechSynthesizer,
      inject: [TranscriberConfig, OpenAiSpeechSynthesizer, RemoteQueue, CallLedger, ModelCatalogue],
      useFactory: (
        { SPEECH_PROVIDER, FAL_ALLOWED_HOSTS }: TranscriberConfig,
        openAi: OpenAiSpeechSynthesizer,
        fal: RemoteQueue,
        ledger: CallLedger,
        catalogue: ModelCatalogue,
      ) =>
        SPEECH_PROVIDER === 'openai'
          ? openAi
          : new FalSpeechSynthesizer(fal, new FalFiles(FAL_ALLOWED_HOSTS), ledger, new ModelsAtFal(catalogue)),
    },
    {
      provide: Recognizers,
      inject: [TranscriberConfig, OpenAiSpeechRecognizer, RemoteQueue, CallLedger, ModelCatalogue],
      useFactory: (
        { RECOGNIZERS }: TranscriberConfig,
        openAi: OpenAiSpeechRecognizer,
        fal: RemoteQueue,
        ledger: CallLedger,
        catalogue: ModelCatalogue,
      ) => {
        const models: Readonly<Record<(typeof RECOGNIZERS)[number], () => SpeechRecognizer[]>> = {
          fal: () => FalSpeechRecognizer.all(fal, ledger, new ModelsAtFal(catalogue)),
          openai: () => [openAi],
        };
        return new Recognizers(RECOGNIZERS.flatMap((name) => models[name]()));
      },
    },
    SpeechCheck,
    SpeechStore,
    SpeechWriter,
    SpeechWork,
    VoiceSampleStore,
    ForgetSpeech,
    TextReader,
    RecordingStore,
    RecordingWriter,
    RequestLimitSettings,
    RequestLimitStore,
    TranscriptionLimits,
    TranscriptionWork,
    ForgetRecordings,
    ForgetExports,
    SourceStore,
    ForgetSources,
    SentTextStore,
    ForgetSentTexts,
    forgetUnowned({
      app: 'transcriber',
      config: TranscriberConfig,
      owners: Database,
      filesOf: (database: Database) => ownedFilesOf(database, 'transcriber'),
    }),
    DocumentCheck,
    DocumentStore,
    DocumentWriter,
    DocumentWork,
    QuestionCheck,
    QuestionStore,
    PassageSearch,
    Answerer,
    QuestionWork,
    ForgetQuestions,
    { provide: ModelList, inject: [TranscriberConfig], useFactory: modelListOf },
    modelWatch({
      schema: 'transcriber',
      config: TranscriberConfig,
      needs: ({ SPEECH_PROVIDER, SPEECH_MODEL, TEXT_MODEL, TRANSCRIBE_MODEL, RECOGNIZERS }) => ({
        'speech.part': [SPEECH_PROVIDER === 'fal' ? { does: 'read-aloud', provider: 'fal' } : SPEECH_MODEL],
        // When both FAL and OpenAI may transcribe, the app needs only one model that does, whichever provider has it.
        'transcription.speech': [
          RECOGNIZERS.includes('fal')
            ? { does: 'write-down', ...(RECOGNIZERS.includes('openai') ? {} : { provider: 'fal' as const }) }
            : TRANSCRIBE_MODEL,
        ],
        document: [TEXT_MODEL],
        question: [TEXT_MODEL],
      }),
    }),
    ...localOrders({
      schema: 'transcriber',
      config: TranscriberConfig,
      works: { transcription: TranscriptionWork, document: DocumentWork, speech: SpeechWork, question: QuestionWork },
    }),
  ],
})
export class AppModule {}
