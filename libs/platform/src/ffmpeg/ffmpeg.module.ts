import { Module, type DynamicModule } from '@nestjs/common';
import { showProgram } from '../confined/process.metrics';
import { Logger } from '../logger';
import type { ConfigClass } from '../config';
import { FfmpegBinaries } from './ffmpeg-binaries';
import type { FfmpegConfig } from './ffmpeg.config';
import { openFfmpeg } from './open-ffmpeg';

/** The ffmpeg of an app that reads sound or video. */
@Module({})
export class FfmpegModule {
  static forApp(config: ConfigClass<FfmpegConfig>): DynamicModule {
    showProgram('ffmpeg');
    return {
      module: FfmpegModule,
      providers: [{ provide: FfmpegBinaries, inject: [config, Logger], useFactory: openFfmpeg }],
      exports: [FfmpegBinaries],
    };
  }
}
