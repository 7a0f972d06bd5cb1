import { Module } from '@nestjs/common';
import { Database, DatabaseModule, ownedFilesOf } from '@aisha/database';
import { MessagingModule } from '@aisha/messaging';
import { CostsModule, localOrders } from '@aisha/orders';
import { Clock, Health, Logger, PlatformModule } from '@aisha/platform';
import { canLimit } from '@aisha/platform/confined';
import { CallLedger } from '@aisha/providers';
import { FalFiles, FalSpeechSynthesizer, openFal } from '@aisha/providers/fal';
import { ModelsModule } from '@aisha/providers/models';
import { OpenAiSpeechSynthesizer, tellsSpeakers } from '@aisha/providers/openai';
import { LanguageModel, Moderator, SpeechRecognizer, SpeechSynthesizer } from '@aisha/providers/ports';
import { ForgetUnowned, ObjectStore, StorageModule } from '@aisha/storage';
import { AudioTool } from './audio/audio-tool';
import { FfmpegAudioTool } from './audio/ffmpeg-audio-tool';
import { findFfmpeg, type FfmpegBinaries } from './audio/ffmpeg-binaries';
import { PIECE_SECONDS, SPEAKERS_PIECE_SECONDS } from './audio/pieces';
import { SpeechAudio } from './audio/speech-audio';
import { TranscriberConfig } from './config';
import { DocumentStore } from './documents/document.store';
import { DocumentWork } from './documents/document.work';
import { DocumentWriter } from './documents/document-writer';
import { jobs } from './jobs';
import { TextReader } from './reading/text-reader';
import { ForgetRecordings } from './recordings/forget-recordings';
import { RecordingStore } from './recordings/recording.store';
import { RecordingWriter } from './recordings/recording.writer';
import { RequestLimitStore } from './recordings/request-limit.store';
import { TranscriptionWork } from './recordings/transcription.work';
import { TextCheck } from './moderation/text-check';
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
import { VoiceSampleStore } from './speech/voice-sample.store';
import { SpeechWork } from './speech/speech.work';
import { SpeechWriter } from './speech/speech.writer';
import { ForgetExports } from './transcripts/forget-exports';

/** The programs that read and write sound. */
const BINARIES = 'transcriber.ffmpeg';

/** The wiring of the transcriber. */
@Module({
  imports: [
    PlatformModule.forApp('transcriber', TranscriberConfig),
    DatabaseModule.forSchema('transcriber', TranscriberConfig),
    MessagingModule.forApp({ schema: 'transcriber', config: TranscriberConfig, inbox: jobs }),
    CostsModule.forSchema('transcriber', TranscriberConfig),
    StorageModule.forApp(TranscriberConfig, { makesBuckets: true }),
    ModelsModule.forApp(TranscriberConfig, ['TRANSCRIBE', 'TEXT', 'SPEECH', 'MODERATION']),
  ],
  providers: [
    {
      provide: BINARIES,
      inject: [TranscriberConfig, Logger],
      useFactory: async (config: TranscriberConfig, log: Logger) => {
        const { FFMPEG_PATH: ffmpeg, FFPROBE_PATH: ffprobe, FFMPEG_FROM_NPM: mayBePackaged } = config;
        const binaries = findFfmpeg({ ffmpeg, ffprobe }, config.PATH, { mayBePackaged });
        log.info('ffmpeg.found', { from: binaries.from });
        if (!(await canLimit()))
          log.warn('ffmpeg.not-limited', {
            remedy: 'sh here cannot bound memory, time and files: bound the container',
          });
        return binaries;
      },
    },
    {
      provide: AudioTool,
      inject: [BINARIES],
      useFactory: (binaries: FfmpegBinaries) => new FfmpegAudioTool(binaries),
    },
    {
      provide: SpeechSynthesizer,
      inject: [TranscriberConfig, OpenAiSpeechSynthesizer, Health, CallLedger],
      useFactory: (config: TranscriberConfig, openAi: OpenAiSpeechSynthesizer, health: Health, ledger: CallLedger) => {
        const { SPEECH_PROVIDER, FAL_API_KEY = '', FAL_ALLOWED_HOSTS } = config;
        if (SPEECH_PROVIDER === 'openai') return openAi;
        return new FalSpeechSynthesizer(
          openFal({ ...config, FAL_API_KEY }, health),
          new FalFiles(FAL_ALLOWED_HOSTS),
          ledger,
        );
      },
    },
    SpeechStore,
    VoiceSampleStore,
    ForgetSpeech,
    { provide: TextReader, inject: [Logger], useFactory: (log: Logger) => new TextReader(log) },
    {
      provide: SpeechWriter,
      inject: [ObjectStore, BINARIES, SpeechSynthesizer, Moderator],
      useFactory: (
        objects: ObjectStore,
        binaries: FfmpegBinaries,
        synthesizer: SpeechSynthesizer,
        moderator: Moderator,
      ) =>
        new SpeechWriter(objects, new SpeechAudio(binaries), synthesizer, new TextCheck(moderator, 'speech-refused')),
    },
    {
      provide: SpeechWork,
      inject: [SpeechStore, SpeechWriter],
      useFactory: (store: SpeechStore, writer: SpeechWriter) => new SpeechWork(store, writer),
    },
    RecordingStore,
    ForgetRecordings,
    ForgetExports,
    SourceStore,
    ForgetSources,
    SentTextStore,
    ForgetSentTexts,
    {
      provide: ForgetUnowned,
      inject: [TranscriberConfig, Database, ObjectStore, Clock, Logger],
      useFactory: (c: TranscriberConfig, database: Database, objects: ObjectStore, clock: Clock, log: Logger) =>
        new ForgetUnowned(ownedFilesOf(database, 'transcriber'), objects, { found: c.UNOWNED_FILES }, clock, log),
    },
    {
      provide: RequestLimitStore,
      inject: [Database, TranscriberConfig],
      useFactory: (database: Database, config: TranscriberConfig) =>
        new RequestLimitStore(database, { perMinute: config.OPENAI_TRANSCRIBE_RPM }),
    },
    {
      provide: RecordingWriter,
      inject: [ObjectStore, AudioTool, SpeechRecognizer, RequestLimitStore, TranscriberConfig],
      useFactory: (
        objects: ObjectStore,
        audio: AudioTool,
        recognizer: SpeechRecognizer,
        limit: RequestLimitStore,
        { TRANSCRIBE_MODEL: model }: TranscriberConfig,
      ) => {
        const pieceSeconds = tellsSpeakers(model) ? SPEAKERS_PIECE_SECONDS : PIECE_SECONDS;
        return new RecordingWriter(objects, audio, recognizer, limit, pieceSeconds);
      },
    },
    {
      provide: TranscriptionWork,
      inject: [RecordingStore, RecordingWriter, SourceStore, Clock, TranscriberConfig],
      useFactory: (
        store: RecordingStore,
        writer: RecordingWriter,
        sources: SourceStore,
        clock: Clock,
        config: TranscriberConfig,
      ) => new TranscriptionWork(store, writer, sources, clock, { piecesAtOnce: config.PIECES_AT_ONCE }),
    },
    DocumentStore,
    {
      provide: DocumentWork,
      inject: [DocumentStore, LanguageModel, Moderator, ObjectStore],
      useFactory: (store: DocumentStore, model: LanguageModel, moderator: Moderator, objects: ObjectStore) =>
        new DocumentWork(store, new DocumentWriter(model, new TextCheck(moderator, 'text-refused')), objects),
    },
    QuestionStore,
    ForgetQuestions,
    {
      provide: QuestionWork,
      inject: [QuestionStore, Database, LanguageModel, Moderator],
      useFactory: (store: QuestionStore, database: Database, model: LanguageModel, moderator: Moderator) =>
        new QuestionWork(
          store,
          new PassageSearch(database),
          new Answerer(model, new TextCheck(moderator, 'question-refused')),
        ),
    },
    ...localOrders({
      schema: 'transcriber',
      config: TranscriberConfig,
      works: { transcription: TranscriptionWork, document: DocumentWork, speech: SpeechWork, question: QuestionWork },
    }),
  ],
})
export class AppModule {}
