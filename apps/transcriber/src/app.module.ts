import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { MessagingModule } from '@aisha/messaging';
import { Logger, PlatformModule } from '@aisha/platform';
import { OpenAiModule, SpeechRecognizer } from '@aisha/providers/openai';
import { ObjectStore, StorageModule } from '@aisha/storage';
import { AudioTool } from './audio/audio-tool';
import { FfmpegAudioTool } from './audio/ffmpeg-audio-tool';
import { findFfmpeg } from './audio/ffmpeg-binaries';
import { TranscriberConfig } from './config';
import { jobs } from './jobs';
import { ForgetRecordings } from './recordings/forget-recordings';
import { RecordingOutcome } from './recordings/recording.outcome';
import { RecordingStore } from './recordings/recording.store';
import { RecordingWriter } from './recordings/recording.writer';

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
      useFactory: (config: TranscriberConfig, log: Logger) => {
        const binaries = findFfmpeg({ ffmpeg: config.FFMPEG_PATH, ffprobe: config.FFPROBE_PATH }, config.PATH);
        log.info('ffmpeg.found', { from: binaries.from });
        return new FfmpegAudioTool(binaries);
      },
    },
    HoldReader,
    RecordingStore,
    RecordingOutcome,
    ForgetRecordings,
    {
      provide: RecordingWriter,
      inject: [ObjectStore, AudioTool, SpeechRecognizer],
      useFactory: (objects: ObjectStore, audio: AudioTool, recognizer: SpeechRecognizer) =>
        new RecordingWriter(objects, audio, recognizer),
    },
  ],
})
export class AppModule {}
