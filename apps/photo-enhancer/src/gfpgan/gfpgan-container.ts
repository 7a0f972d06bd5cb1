import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import sharp from '@aisha/pictures/frugal-sharp';
import { AppError, type OrderId } from '@aisha/domain';
import { countProcess, killGroup, showProgram } from '@aisha/platform/confined';
import { PhotoEnhancerConfig } from '../config';

/** Where GFPGAN runs, and what it may use. */
@Injectable()
export class GfpganOptions {
  /** The image, which docker/gfpgan builds; docker never pulls it from a registry. */
  readonly image: string;
  /** `inference_gfpgan.py` inside the image. */
  readonly script: string;
  /** The folder on the host with the weights of gfpgan.md §3; the container has no network to fetch them. */
  readonly weights: string;
  /** The name of the installation that starts these containers, because other installations may share the host. */
  readonly installation: string;
  readonly timeoutMs: number;
  /** The environment of docker itself: PATH, and the address of its daemon. It holds none of our secrets. */
  readonly environment: Readonly<Record<string, string>>;
  /** The docker program. */
  readonly docker?: string;

  constructor(c: PhotoEnhancerConfig) {
    this.image = c.GFPGAN_DOCKER_IMAGE;
    this.script = c.GFPGAN_SCRIPT_PATH;
    this.weights = c.GFPGAN_WEIGHTS_PATH ?? '';
    this.installation = c.INSTALLATION;
    this.timeoutMs = c.RESTORATION_TIMEOUT_MS;
    this.environment = { PATH: c.PATH, ...(c.DOCKER_HOST !== undefined && { DOCKER_HOST: c.DOCKER_HOST }) };
  }
}

interface PhotoToRestore {
  readonly orderId: OrderId;
  readonly content: Buffer;
  /** The width in pixels. */
  readonly width: number;
  readonly height: number;
  readonly factor: number;
}

/** The memory limit of a container: GFPGAN takes 3–5 GB on a CPU (gfpgan.md §2.4). */
const MEMORY = '6g';
const PIDS = '256';
/** The exit code with which docker itself fails: its daemon is away, or refuses the container. */
const NO_CONTAINER = 125;
const KILLED = 137;
/** How long docker may take to list or remove containers, in milliseconds. A run of GFPGAN has the timeout of `GfpganOptions` instead. */
const ASK_MS = 30_000;
/** The most characters of output that are kept. The script prints little; only a broken model that repeats itself prints more. */
const MOST_TOLD = 64 * 1024;
const DONE = /^Results are in the \[.*\] folder\.$/m;
const FAILED_FACE = /Failed inference for GFPGAN/;
/** File names of our own, because a name from a person could hold anything. */
const PHOTO = 'photo.jpg';
const RESULT = path.join('restored_imgs', 'photo.png');

interface Ended {
  readonly code: number | null;
  readonly told: string;
}

/**
 * Runs GFPGAN in a container of its own for each photo: without network, read-only except for the results, with limits.
 * A successful exit does not mean that a face was restored (gfpgan.md §2.3), so the result is checked.
 */
@Injectable()
export class GfpganContainer {
  constructor(private readonly options: GfpganOptions) {
    showProgram('docker');
  }

  /**
   * Makes the restored photo in the folder, which the caller removes. Throws `no-face-to-restore` when GFPGAN finds no face,
   * `provider-unreachable` when docker starts no container, and `provider-failed` for any other failure.
   */
  async restore(photo: PhotoToRestore, folder: string, signal: AbortSignal): Promise<Buffer> {
    const [inputs, results] = [path.join(folder, 'inputs'), path.join(folder, 'results')];
    await mkdir(inputs);
    await mkdir(results);
    await writeFile(path.join(inputs, PHOTO), photo.content);
    const name = `aisha-gfpgan-${photo.orderId}`;
    await this.remove([name]); // removes a container that a dead process left
    const { code, told } = await this.ended(this.runOf(name, photo.factor, { inputs, results }), { name, signal });
    if (code === NO_CONTAINER) throw new AppError('provider-unreachable', { facts: { problem: 'no-container' } });
    if (code !== 0 || !DONE.test(told) || FAILED_FACE.test(told)) {
      throw new AppError('provider-failed', { facts: { exitCode: code, isKilled: code === KILLED } });
    }
    const faces = await readdir(path.join(results, 'restored_faces')).catch(() => []);
    if (faces.length === 0) throw new AppError('no-face-to-restore');
    return readResult(path.join(results, RESULT), photo);
  }

  /** Removes the containers that dead processes have left. */
  async removeLeftOvers(): Promise<void> {
    const label = `label=aisha.installation=${this.options.installation}`;
    const { told } = await this.ended(['ps', '-a', '--filter', label, '--format', '{{.Names}}']);
    await this.remove(told.split('\n').filter((name) => name.startsWith('aisha-gfpgan-')));
  }

  private async remove(names: readonly string[]): Promise<void> {
    if (names.length > 0) await this.ended(['rm', '-f', ...names]);
  }

  private runOf(
    name: string,
    factor: number,
    folders: { readonly inputs: string; readonly results: string },
  ): string[] {
    const { image, script, weights, installation } = this.options;
    const home = path.posix.dirname(script); // the script looks for its models beside itself
    return [
      ...['run', '--rm', '--pull=never', '--name', name, '--label', `aisha.installation=${installation}`],
      // The container runs as our own user, so that we may read and remove the files that it writes.
      ...['--user', `${process.getuid?.() ?? 1000}:${process.getgid?.() ?? 1000}`],
      ...['--network', 'none', '--memory', MEMORY, '--pids-limit', PIDS, '--read-only', '--tmpfs', '/tmp'],
      ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
      ...['-v', `${weights}:${home}/gfpgan/weights:ro`],
      ...['-v', `${folders.inputs}:/job/inputs:ro`, '-v', `${folders.results}:/job/results`, '-w', home],
      // GFPGAN leaves the background as it is. Without a GPU it would do so with any setting.
      ...[image, 'python', script, '-i', `/job/inputs/${PHOTO}`, '-o', '/job/results', '-v', '1.4'],
      ...['-s', String(factor), '--bg_upsampler', 'none', '--ext', 'png'],
    ];
  }

  /**
   * Runs docker until it exits. A container goes on when docker itself is killed. So when a run takes too long, or no order needs its result
   * any more, the container is removed by its name, too.
   */
  private ended(
    args: readonly string[],
    container?: { readonly name: string; readonly signal: AbortSignal },
  ): Promise<Ended> {
    const { docker = 'docker', environment, timeoutMs } = this.options;
    return new Promise((resolve, reject) => {
      const stop = container
        ? AbortSignal.any([container.signal, AbortSignal.timeout(timeoutMs)])
        : AbortSignal.timeout(ASK_MS);
      const child = spawn(docker, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: environment });
      countProcess('docker', child);
      let told = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          if (told.length < MOST_TOLD) told += chunk.toString('utf8');
        });
      const kill = (): void => {
        if (child.pid) killGroup(child.pid);
        const removed = container ? this.remove([container.name]) : Promise.resolve();
        const fail = (): void => reject(new AppError('took-too-long'));
        void removed.then(fail, fail);
      };
      stop.addEventListener('abort', kill, { once: true });
      if (stop.aborted) kill();
      child.once('error', (cause) => {
        stop.removeEventListener('abort', kill);
        reject(new AppError('provider-unreachable', { cause, facts: { problem: 'no-docker' } }));
      });
      child.once('close', (code) => {
        stop.removeEventListener('abort', kill);
        if (!stop.aborted) resolve({ code, told }); // otherwise the run ends when its container is gone
      });
    });
  }
}

/** Reads the result. Throws `provider-failed` unless it is a picture of exactly the expected size. */
async function readResult(file: string, { width, height, factor }: PhotoToRestore): Promise<Buffer> {
  try {
    const content = await readFile(file);
    const made = await sharp(content).metadata();
    if (made.width === width * factor && made.height === height * factor) return content;
  } catch {
    // the file is missing, or no picture
  }
  throw new AppError('provider-failed', { facts: { errorType: 'no-result' } });
}
