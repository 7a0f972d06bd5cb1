// This entry is not part of `@aisha/platform`, because few apps read sound or video.
export { FfmpegBinaries, findFfmpeg } from './ffmpeg-binaries';
export * from './ffmpeg.config';
export * from './ffmpeg.module';
export * from './open-ffmpeg';
export * from './run-ffmpeg';
