import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

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

/** For an operator, after the name of the variable that allows it. */
export const NO_FFMPEG =
  'is false and there is no ffmpeg here: install it (`apt-get install ffmpeg`), or set FFMPEG_PATH and FFPROBE_PATH; ' +
  'the one npm brings is of 2018 and may not read what strangers send';

/** Whether this machine has programs of its own, or the operator named some. */
export const hasOwnFfmpeg = (given: GivenPaths, searchPath: string): boolean =>
  Boolean(given.ffmpeg || given.ffprobe || (onPath('ffmpeg', searchPath) && onPath('ffprobe', searchPath)));

interface GivenPaths {
  readonly ffmpeg?: string | undefined;
  readonly ffprobe?: string | undefined;
}

/**
 * Which ffmpeg to use: the operator's, else the machine's, else the one npm brought. The packaged one is of 2018; a machine's
 * own is newer and safer on untrusted uploads, so it is preferred.
 */
export function findFfmpeg(given: GivenPaths, searchPath: string): FfmpegBinaries {
  if (given.ffmpeg || given.ffprobe) return fromEnvironment(given.ffmpeg, given.ffprobe);
  const ffmpeg = onPath('ffmpeg', searchPath);
  const ffprobe = onPath('ffprobe', searchPath);
  if (ffmpeg && ffprobe) return { ffmpeg, ffprobe, from: 'PATH' };
  return {
    ffmpeg: packaged('@ffmpeg-installer/ffmpeg'),
    ffprobe: packaged('@ffprobe-installer/ffprobe'),
    from: 'package',
  };
}

/** The program of a package that an image does not have. */
function packaged(name: string): string {
  const { path: file } = createRequire(__filename)(name) as { path: string };
  // npm may skip install scripts; the packages' scripts only do this.
  if (!isExecutable(file)) chmodSync(file, 0o755);
  return file;
}

/** Checks now: if a program cannot start later, fluent-ffmpeg throws where we cannot catch it. */
function fromEnvironment(ffmpeg: string | undefined, ffprobe: string | undefined): FfmpegBinaries {
  if (!ffmpeg || !isExecutable(ffmpeg))
    throw new Error('FFMPEG_PATH: must be a program, given together with FFPROBE_PATH');
  if (!ffprobe || !isExecutable(ffprobe))
    throw new Error('FFPROBE_PATH: must be a program, given together with FFMPEG_PATH');
  return { ffmpeg, ffprobe, from: 'environment' };
}
