import path from 'node:path';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import workerpool, { type Pool } from 'workerpool';
import { AppError } from '@aisha/domain';
import type { Logger } from '@aisha/platform';

/** The most text that is taken, as UTF-8: a thick novel. */
export const MAX_TEXT_BYTES = 2_000_000;

export interface TextReaderLimits {
  /** Children at once. */
  readonly children: number;
  /** Memory a child may write beyond what Node begins with: a .docx of 2 MB of text takes 300, measured, a PDF less. */
  readonly childMb: number;
  /** A file that takes longer is an attack. */
  readonly timeoutMs: number;
}

export const TEXT_READER_LIMITS: TextReaderLimits = { children: 2, childMb: 600, timeoutMs: 30_000 };

/** A child that took too long gets this long to say that it ends, then it is killed. */
const KILLED_AFTER_MS = 100;
const STOPS_WITHIN_MS = 2_000;
const CHILD = path.join(__dirname, 'reader.child.mjs');

/** Why a file gives no text, when that is not for us to mend. */
type Refusal = 'text-not-taken' | 'text-empty' | 'text-too-long' | 'text-too-complex' | 'text-locked' | 'text-scanned';
type Answer = { readonly text: string } | { readonly refused: Refusal };

/**
 * Reads the text of .txt, .md, .docx and .pdf files, known by what is in them, in child processes with limits of memory and time and
 * with an empty environment (decision 30). A file that kills its child is unreadable; no other file suffers.
 */
export class TextReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pool: Pool;
  private readonly places: Semaphore;
  private isStopping = false;

  constructor(
    private readonly log: Logger,
    private readonly limits: TextReaderLimits = TEXT_READER_LIMITS,
  ) {
    this.places = new Semaphore(limits.children);
    this.pool = workerpool.pool(CHILD, {
      workerType: 'process',
      maxWorkers: limits.children,
      workerTerminateTimeout: KILLED_AFTER_MS,
      forkArgs: [String(limits.childMb)],
      forkOpts: { env: {}, serialization: 'advanced' },
      emitStdStreams: true, // the output is dropped: what parsers print of a bad file is no log line of ours
    });
  }

  /** Throws if children do not start here: without this, every file would seem unreadable. */
  async onApplicationBootstrap(): Promise<void> {
    const isLimited = await this.inChild<boolean>('isLimited', []);
    if (!isLimited)
      this.log.warn('text-reader.memory-not-limited', { remedy: 'install util-linux, which has prlimit' });
  }

  /** Children end at once; the queue tries their files again, in the next process. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.pool.terminate(true, STOPS_WITHIN_MS);
  }

  /** Throws `text-*`: why the file gives no text. Throws something else when the app stops: the file is not at fault. */
  async read(file: Buffer): Promise<string> {
    const answer = await this.inChild<Answer>('read', [file, MAX_TEXT_BYTES]).catch((error: unknown) => {
      if (this.isStopping) throw error;
      throw new AppError('text-unreadable', { facts: { reader: howItEnded(error) } });
    });
    if ('refused' in answer) throw new AppError(answer.refused, { facts: { bytes: file.length } });
    return answer.text;
  }

  private inChild<Result>(method: 'isLimited' | 'read', parameters: unknown[]): Promise<Result> {
    return this.places.runExclusive(() => {
      // A pool that has ended starts no other child, and what is asked of it waits for ever.
      if (this.isStopping) throw new Error('the app stops');
      return this.pool.exec(method, parameters).timeout(this.limits.timeoutMs) as unknown as Promise<Result>;
    });
  }
}

const howItEnded = (error: unknown): string => {
  if (error instanceof workerpool.TerminateError) return 'died';
  return error instanceof workerpool.Promise.TimeoutError ? 'too-slow' : 'failed';
};
