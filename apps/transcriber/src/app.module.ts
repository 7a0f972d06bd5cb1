import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { MessagingModule } from '@aisha/messaging';
import { localOrders } from '@aisha/orders';
import { Clock, Logger, PlatformModule } from '@aisha/platform';
import { OpenAiModule, SpeechRecognizer } from '@aisha/providers/openai';
import { ObjectStore, StorageModule } from '@aisha/storage';
import { AudioTool } from './audio/audio-tool';
import { FfmpegAudioTool } from './audio/ffmpeg-audio-tool';
import { findFfmpeg } from './audio/ffmpeg-binaries';
import { canLimit } from './audio/limited-process';
import { TranscriberConfig } from './config';
import { jobs } from './jobs';
import { ForgetRecordings } from './recordings/forget-recordings';
import { RecordingStore } from './recordings/recording.store';
import { RecordingWriter } from './recordings/recording.writer';
import { TranscriptionWork } from './recordings/transcription.work';
import { ForgetSources } from './sources/forget-sources';
import { SourceStore } from './sources/source.store';

/** The wiring of the transcriber. */
@Module({
  imports: [
    PlatformModule.forApp('transcriber', TranscriberConfig),
    DatabaseModule.forSchema('transcriber', TranscriberConfig),
    MessagingModule.forApp({ schema: 'transcriber', config: TranscriberConfig, inbox: jobs }),
    StorageModule.forApp(TranscriberConfig, { makesBuckets: true }),
    OpenAiModule.forApp(TranscriberConfig, ['OPENAI_TRANSCRIBE_MODEL']),
  ],
  providers: [
    {
      provide: AudioTool,
      inject: [TranscriberConfig, Logger],
      useFactory: async (config: TranscriberConfig, log: Logger) => {
        const binaries = findFfmpeg({ ffmpeg: config.FFMPEG_PATH, ffprobe: config.FFPROBE_PATH }, config.PATH);
        log.info('ffmpeg.found', { from: binaries.from });
        if (!(await canLimit()))
          log.warn('ffmpeg.not-limited', {
            remedy: 'sh here cannot bound memory, time and files: bound the container',
          });
        return new FfmpegAudioTool(binaries);
      },
    },
    RecordingStore,
    ForgetRecordings,
    SourceStore,
    ForgetSources,
    {
      provide: RecordingWriter,
      inject: [ObjectStore, AudioTool, SpeechRecognizer],
      useFactory: (objects: ObjectStore, audio: AudioTool, recognizer: SpeechRecognizer) =>
        new RecordingWriter(objects, audio, recognizer),
    },
    {
      provide: TranscriptionWork,
      inject: [RecordingStore, RecordingWriter, SourceStore, Clock],
      useFactory: (store: RecordingStore, writer: RecordingWriter, sources: SourceStore, clock: Clock) =>
        new TranscriptionWork(store, writer, sources, clock),
    },
    ...localOrders({ schema: 'transcriber', config: TranscriberConfig, works: { transcription: TranscriptionWork } }),
  ],
})
export class AppModule {}
