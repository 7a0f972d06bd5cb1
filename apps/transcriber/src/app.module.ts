import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { MessagingModule } from '@aisha/messaging';
import { localOrders } from '@aisha/orders';
import { Clock, Health, Logger, PlatformModule } from '@aisha/platform';
import { FalFiles, FalSpeechSynthesizer, openFal } from '@aisha/providers/fal';
import {
  Moderator,
  OpenAiModule,
  OpenAiSpeechSynthesizer,
  SpeechRecognizer,
  SpeechSynthesizer,
} from '@aisha/providers/openai';
import { ObjectStore, StorageModule } from '@aisha/storage';
import { AudioTool } from './audio/audio-tool';
import { FfmpegAudioTool } from './audio/ffmpeg-audio-tool';
import { findFfmpeg, type FfmpegBinaries } from './audio/ffmpeg-binaries';
import { canLimit } from './audio/limited-process';
import { SpeechAudio } from './audio/speech-audio';
import { TranscriberConfig } from './config';
import { jobs } from './jobs';
import { ForgetRecordings } from './recordings/forget-recordings';
import { RecordingStore } from './recordings/recording.store';
import { RecordingWriter } from './recordings/recording.writer';
import { TranscriptionWork } from './recordings/transcription.work';
import { ForgetSpeech } from './speech/forget-speech';
import { SpeechCheck } from './speech/speech-check';
import { SpeechStore } from './speech/speech.store';
import { SpeechWork } from './speech/speech.work';
import { SpeechWriter } from './speech/speech.writer';

/** The programs that read and write sound. */
const BINARIES = 'transcriber.ffmpeg';

/** The wiring of the transcriber. */
@Module({
  imports: [
    PlatformModule.forApp('transcriber', TranscriberConfig),
    DatabaseModule.forSchema('transcriber', TranscriberConfig),
    MessagingModule.forApp({ schema: 'transcriber', config: TranscriberConfig, inbox: jobs }),
    StorageModule.forApp(TranscriberConfig, { makesBuckets: true }),
    OpenAiModule.forApp(TranscriberConfig, [
      'OPENAI_TRANSCRIBE_MODEL',
      'OPENAI_SPEECH_MODEL',
      'OPENAI_MODERATION_MODEL',
    ]),
  ],
  providers: [
    {
      provide: BINARIES,
      inject: [TranscriberConfig, Logger],
      useFactory: async (config: TranscriberConfig, log: Logger) => {
        const binaries = findFfmpeg({ ffmpeg: config.FFMPEG_PATH, ffprobe: config.FFPROBE_PATH }, config.PATH);
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
      inject: [TranscriberConfig, OpenAiSpeechSynthesizer, Health],
      useFactory: (config: TranscriberConfig, openAi: OpenAiSpeechSynthesizer, health: Health) => {
        const { SPEECH_PROVIDER, FAL_API_KEY = '', FAL_ALLOWED_HOSTS } = config;
        if (SPEECH_PROVIDER === 'openai') return openAi;
        return new FalSpeechSynthesizer(openFal({ ...config, FAL_API_KEY }, health), new FalFiles(FAL_ALLOWED_HOSTS));
      },
    },
    SpeechStore,
    ForgetSpeech,
    {
      provide: SpeechWriter,
      inject: [ObjectStore, BINARIES, SpeechSynthesizer, Moderator],
      useFactory: (
        objects: ObjectStore,
        binaries: FfmpegBinaries,
        synthesizer: SpeechSynthesizer,
        moderator: Moderator,
      ) => new SpeechWriter(objects, new SpeechAudio(binaries), synthesizer, new SpeechCheck(moderator)),
    },
    {
      provide: SpeechWork,
      inject: [SpeechStore, SpeechWriter],
      useFactory: (store: SpeechStore, writer: SpeechWriter) => new SpeechWork(store, writer),
    },
    RecordingStore,
    ForgetRecordings,
    {
      provide: RecordingWriter,
      inject: [ObjectStore, AudioTool, SpeechRecognizer],
      useFactory: (objects: ObjectStore, audio: AudioTool, recognizer: SpeechRecognizer) =>
        new RecordingWriter(objects, audio, recognizer),
    },
    {
      provide: TranscriptionWork,
      inject: [RecordingStore, RecordingWriter, Clock],
      useFactory: (store: RecordingStore, writer: RecordingWriter, clock: Clock) =>
        new TranscriptionWork(store, writer, clock),
    },
    ...localOrders({
      schema: 'transcriber',
      config: TranscriberConfig,
      works: { transcription: TranscriptionWork, speech: SpeechWork },
    }),
  ],
})
export class AppModule {}
