import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  rmdirSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MB = 1024 ** 2;
const SIZE_MB = { temporary: 2_000, storage: 6_000, redis: 400, postgres: 4_000 };
export type DiskName = keyof typeof SIZE_MB;

/** How many writes per second a failing or overloaded disk makes: with two, an `fsync` takes half a second. */
const SLOW_WRITES_A_SECOND = 2;
const BLKIO = '/sys/fs/cgroup/blkio';
const THROTTLE = 'blkio.throttle.write_iops_device';

/**
 * Gives the folders of one product disks of their own, which can be full: disks in memory, and for Postgres a file with a file system, which
 * can also be slow. Only root may mount the disks, and only a cgroup can slow one down. The run reports which of this the machine does not
 * allow.
 */
export class Disks {
  private readonly mounted = new Map<DiskName, string>();
  private readonly image = path.join(tmpdir(), `aisha-chaos-${process.pid}.disk`);
  private readonly group = path.join(BLKIO, `aisha-chaos-${process.pid}`);
  private readonly filler = new Map<DiskName, string>();
  private device: string | undefined;

  constructor(
    private readonly temporary: string,
    private readonly mayMount: boolean,
  ) {}

  /** Mounts the disks that this machine allows, below the folder of a product that has not started. */
  mount(stateDir: string): void {
    if (!this.mayMount) return;
    for (const name of ['temporary', 'storage', 'redis'] as const) {
      const folder = this.folderOf(name, stateDir);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (done('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB[name]}m`, 'aisha-chaos', folder]))
        this.mounted.set(name, folder);
    }
    const folder = this.folderOf('postgres', stateDir);
    mkdirSync(folder, { recursive: true });
    if (
      done('truncate', ['-s', `${SIZE_MB.postgres}M`, this.image]) &&
      done('mkfs.ext4', ['-q', '-F', '-m', '0', this.image]) &&
      done('mount', ['-o', 'loop', this.image, folder])
    )
      this.mounted.set('postgres', folder);
    rmSync(this.image, { force: true }); // the mount keeps the image until the disk is unmounted
  }

  /** Puts Postgres into the cgroup that can slow it down; its later children join it. */
  watches(postgresPid: number): void {
    const folder = this.mounted.get('postgres');
    if (!folder || !existsSync(path.join(BLKIO, THROTTLE))) return;
    mkdirSync(this.group, { recursive: true });
    const id = statSync(folder).dev;
    this.device = `${id >> 8}:${id & 0xff}`;
    this.keeps(postgresPid);
  }

  /** Puts a Postgres that was started again into the same cgroup. */
  keeps(postgresPid: number): void {
    if (!this.device) return;
    for (const pid of [postgresPid, ...childrenOf(postgresPid)]) {
      try {
        writeFileSync(path.join(this.group, 'cgroup.procs'), String(pid));
      } catch {
        // the process has ended
      }
    }
  }

  /** The disks that can be full. */
  get names(): readonly DiskName[] {
    return [...this.mounted.keys()];
  }

  get canBeSlow(): boolean {
    return this.device !== undefined;
  }

  /** Fills a disk; false if the machine does not allow it. */
  fills(name: DiskName): boolean {
    const folder = this.mounted.get(name)!;
    if (name === 'postgres') {
      const file = path.join(folder, 'filler');
      this.filler.set(name, file);
      const { bavail, bsize } = statfsSync(folder);
      return done('fallocate', ['-l', String(Math.max(1, bavail * bsize - MB)), file]);
    }
    // The disk in memory is made smaller instead of being filled by a file, because the file would take memory.
    const { blocks, bavail, bsize } = statfsSync(folder);
    return done('mount', ['-o', `remount,size=${(blocks - bavail) * bsize + bsize}`, folder]);
  }

  frees(name: DiskName): void {
    const folder = this.mounted.get(name)!;
    if (name === 'postgres') rmSync(this.filler.get(name) ?? '', { force: true });
    else done('mount', ['-o', `remount,size=${SIZE_MB[name]}m`, folder]);
  }

  /** Slows Postgres' disk down to SLOW_WRITES_A_SECOND, or lets it go at full speed. */
  isSlow(slow: boolean): void {
    writeFileSync(path.join(this.group, THROTTLE), `${this.device} ${slow ? SLOW_WRITES_A_SECOND : 0}`);
  }

  comeRight(): void {
    for (const name of this.names) this.frees(name);
    if (this.canBeSlow) this.isSlow(false);
  }

  /** Detaches the disks, and removes the cgroup. A process that still uses a disk keeps it until it ends. The empty folders stay. */
  unmount(): void {
    for (const folder of this.mounted.values()) done('umount', ['-l', folder]);
    this.mounted.clear();
    if (this.device) rmdirSync(this.group);
    this.device = undefined;
  }

  private folderOf(name: DiskName, stateDir: string): string {
    return name === 'temporary' ? this.temporary : path.join(stateDir, name === 'storage' ? 'sandbox/s3' : name);
  }
}

const done = (command: string, words: readonly string[]): boolean => {
  try {
    execFileSync(command, words, { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
};

const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent;
      } catch {
        return false; // the process has ended
      }
    })
    .map(Number);
