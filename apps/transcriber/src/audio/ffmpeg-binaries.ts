import { accessSync, chmodSync, constants } from 'node:fs';
import path from 'node:path';
import { path as packagedFfmpeg } from '@ffmpeg-installer/ffmpeg';
import { path as packagedFfprobe } from '@ffprobe-installer/ffprobe';

export interface FfmpegBinaries {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly from: 'environment' | 'PATH' | 'package';
}

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name: string, searchPath: string): string | undefined =>
  searchPath
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, name))
    .find(isExecutable);

/**
 * Which ffmpeg to use: the operator's, else the machine's, else the one npm brought. The packaged one is of 2018; a machine's
 * own is newer and safer on untrusted uploads, so it is preferred.
 */
export function findFfmpeg(
  given: { ffmpeg?: string | undefined; ffprobe?: string | undefined },
  searchPath: string,
): FfmpegBinaries {
  if (given.ffmpeg || given.ffprobe) return fromEnvironment(given.ffmpeg, given.ffprobe);
  const ffmpeg = onPath('ffmpeg', searchPath);
  const ffprobe = onPath('ffprobe', searchPath);
  if (ffmpeg && ffprobe) return { ffmpeg, ffprobe, from: 'PATH' };
  for (const file of [packagedFfmpeg, packagedFfprobe]) {
    // npm may skip install scripts; the packages' scripts only do this.
    if (!isExecutable(file)) chmodSync(file, 0o755);
  }
  return { ffmpeg: packagedFfmpeg, ffprobe: packagedFfprobe, from: 'package' };
}

/** Checks now: if a program cannot start later, fluent-ffmpeg throws where we cannot catch it. */
function fromEnvironment(ffmpeg: string | undefined, ffprobe: string | undefined): FfmpegBinaries {
  if (!ffmpeg || !isExecutable(ffmpeg))
    throw new Error('FFMPEG_PATH: must be a program, given together with FFPROBE_PATH');
  if (!ffprobe || !isExecutable(ffprobe))
    throw new Error('FFPROBE_PATH: must be a program, given together with FFMPEG_PATH');
  return { ffmpeg, ffprobe, from: 'environment' };
}
