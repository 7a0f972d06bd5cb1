import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The programs that read and write sound and video. */
export abstract class FfmpegBinaries {
  abstract readonly ffmpeg: string;
  abstract readonly ffprobe: string;
  abstract readonly from: 'environment' | 'PATH' | 'package';
}

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

type Found = FfmpegBinaries & { readonly from: 'PATH' | 'package' };

/**
 * Every ffmpeg in these folders, in the order of the folders. Each has the ffprobe of its own folder, or else the first ffprobe of all,
 * because a folder may have ffmpeg alone.
 */
const onPath = (searchPath: string): Found[] => {
  const all = (name: string): string[] =>
    searchPath
      .split(path.delimiter)
      .filter(Boolean)
      .map((folder) => path.join(folder, name))
      .filter(isExecutable);
  const probes = all('ffprobe');
  return all('ffmpeg').flatMap((ffmpeg) => {
    const ffprobe = probes.find((probe) => path.dirname(probe) === path.dirname(ffmpeg)) ?? probes[0];
    return ffprobe ? [{ ffmpeg, ffprobe, from: 'PATH' }] : [];
  });
};

/** Tells an operator that there is no ffmpeg. The sentence begins with the name of the variable that allows npm's ffmpeg. */
export const NO_FFMPEG =
  'is false and there is no ffmpeg here: install it (`apt-get install ffmpeg`), or set FFMPEG_PATH and FFPROBE_PATH; ' +
  'the one npm brings is of 2018 and may not read what strangers send';

/** Whether this machine has an ffmpeg of its own, or the operator named one. */
export const hasOwnFfmpeg = (given: GivenPaths, searchPath: string): boolean =>
  Boolean(given.ffmpeg || given.ffprobe || onPath(searchPath).length > 0);

interface GivenPaths {
  readonly ffmpeg?: string | undefined;
  readonly ffprobe?: string | undefined;
}

/**
 * Finds the ffmpeg to use: the operator's, or else the newest among the machine's and, where that is allowed, npm's. A newer ffmpeg is safer
 * for strangers' files; npm's is of 2018. Of two with the same version the first on PATH is taken. Throws when there is none.
 */
export function findFfmpeg(given: GivenPaths, searchPath: string, { mayBePackaged = true } = {}): FfmpegBinaries {
  if (given.ffmpeg || given.ffprobe) return fromEnvironment(given.ffmpeg, given.ffprobe);
  const found = [...onPath(searchPath), ...(mayBePackaged ? packagedOnes() : [])];
  if (found.length < 2) return found[0] ?? missing();
  const dated = found.map((binaries) => ({ binaries, version: versionOf(binaries.ffmpeg) }));
  const [newest] = dated.toSorted((one, other) => compare(other.version, one.version));
  return newest!.binaries;
}

const missing = (): never => {
  throw new Error(`FFMPEG_FROM_NPM ${NO_FFMPEG}`);
};

/**
 * The version of libavutil, which grows with each release of ffmpeg; builds without a release number have it, too. Zeros for a program that
 * does not run.
 */
const versionOf = (ffmpeg: string): number[] => {
  try {
    const told = execFileSync(ffmpeg, ['-version'], { encoding: 'utf8', env: {}, timeout: 10_000, stdio: 'pipe' });
    return /libavutil\s+(\d+)\.\s*(\d+)\.\s*(\d+)/.exec(told)?.slice(1).map(Number) ?? [0, 0, 0];
  } catch {
    return [0, 0, 0];
  }
};

const compare = (one: readonly number[], other: readonly number[]): number =>
  one.map((number, place) => number - (other[place] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** npm's programs; none in an image without the packages. */
const packagedOnes = (): Found[] => {
  try {
    const [ffmpeg, ffprobe] = [packaged('@ffmpeg-installer/ffmpeg'), packaged('@ffprobe-installer/ffprobe')];
    return [{ ffmpeg, ffprobe, from: 'package' }];
  } catch {
    return [];
  }
};

/** The path of a package's program; throws in an image without the package. */
function packaged(name: string): string {
  const { path: file } = createRequire(__filename)(name) as { path: string };
  // npm may skip install scripts; those of these packages only make the program executable.
  if (!isExecutable(file)) chmodSync(file, 0o755);
  return file;
}

/** Checks the given programs now: if one cannot start later, fluent-ffmpeg throws where we cannot catch it. */
function fromEnvironment(ffmpeg: string | undefined, ffprobe: string | undefined): FfmpegBinaries {
  if (!ffmpeg || !isExecutable(ffmpeg))
    throw new Error('FFMPEG_PATH: must be a program, given together with FFPROBE_PATH');
  if (!ffprobe || !isExecutable(ffprobe))
    throw new Error('FFPROBE_PATH: must be a program, given together with FFMPEG_PATH');
  return { ffmpeg, ffprobe, from: 'environment' };
}
