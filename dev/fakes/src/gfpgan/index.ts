import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The faults of a run of `inference_gfpgan.py` (gfpgan.md §2, §6). */
export type GfpganFault =
  /** The run finds no face: it still writes an enlarged picture, and exits with 0. */
  | 'noface'
  /** The model fails: it prints that, keeps the face as it was, and exits with 0. */
  | 'fail'
  /** An unreadable file: a traceback, exit 1. */
  | 'corrupt'
  /** Killed for its memory: exit 137. */
  | 'oom'
  /** The result has another size than the expected one. */
  | 'size'
  /** The run never ends. */
  | 'hang';

interface FakeDocker {
  /** The program, to be started in place of `docker`. */
  readonly program: string;
  /** The folder of weights that a run must mount. */
  readonly weights: string;
  /** Makes each run end like this from now on; null: normally. */
  behaves(fault: GfpganFault | null): Promise<void>;
  /** The arguments of each call so far. */
  calls(): Promise<readonly (readonly string[])[]>;
  /** Names of the containers that run. */
  running(): Promise<readonly string[]>;
}

const WEIGHTS = ['GFPGANv1.4.pth', 'detection_Resnet50_Final.pth', 'parsing_parsenet.pth'];

/**
 * A `docker` program that knows `run` of an image with GFPGAN, `rm -f` and `ps`, in a folder of the caller's. It
 * refuses options that the real programs do not know, and a container that could reach the network or write anywhere
 * except into its results.
 */
export async function fakeDocker(folder: string): Promise<FakeDocker> {
  const [program, weights] = [path.join(folder, 'docker'), path.join(folder, 'weights')];
  await mkdir(weights, { recursive: true });
  await mkdir(path.join(folder, 'containers'), { recursive: true });
  for (const name of WEIGHTS) await writeFile(path.join(weights, name), '');
  const script = path.join(__dirname, 'docker.mjs');
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${script}" "${folder}" "$@"\n`);
  await chmod(program, 0o755);
  const lines = async (file: string): Promise<string[]> =>
    (await readFile(path.join(folder, file), 'utf8').catch(() => '')).split('\n').filter(Boolean);
  return {
    program,
    weights,
    behaves: (fault) => writeFile(path.join(folder, 'fault'), fault ?? ''),
    calls: async () => (await lines('calls')).map((line) => JSON.parse(line) as string[]),
    running: () => readdir(path.join(folder, 'containers')),
  };
}
