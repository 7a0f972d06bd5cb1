import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** What releases need to know of a git repository. */
export class Repository {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  git(...words: readonly string[]): string {
    return execFileSync('git', words, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trimEnd();
  }

  /** The tag of the newest release that HEAD descends from; undefined before the first. */
  lastRelease(): string | undefined {
    try {
      return this.git('describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*.[0-9]*.[0-9]*');
    } catch {
      return undefined;
    }
  }

  /** The full id of a commit, or of the commit that a tag names; undefined where the clone has neither. */
  commitOf(revision: string): string | undefined {
    try {
      return this.git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
    } catch {
      return undefined;
    }
  }

  /** A file as it was at a commit or a tag; undefined if it was not there. */
  fileAt(revision: string, file: string): string | undefined {
    try {
      return this.git('show', `${revision}:${file}`);
    } catch {
      return undefined;
    }
  }

  changesInTree(): string[] {
    return this.git('status', '--porcelain').split('\n').filter(Boolean);
  }

  /** The files of these patterns that were changed or removed since the revision; new files are left out. */
  changedSince(revision: string, ...patterns: readonly string[]): string[] {
    const specs = patterns.map((pattern) => `:(glob)${pattern}`);
    return this.git('diff', '--name-only', '--no-renames', '--diff-filter=MDT', revision, 'HEAD', '--', ...specs)
      .split('\n')
      .filter(Boolean);
  }

  /** The tracked files of these patterns that are on the disk. */
  files(...patterns: readonly string[]): string[] {
    return this.git('ls-files', '--', ...patterns.map((pattern) => `:(glob)${pattern}`))
      .split('\n')
      .filter((file) => file && existsSync(path.join(this.folder, file)));
  }
}
