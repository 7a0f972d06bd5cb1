import path from 'node:path';
import { type BeforeApplicationShutdown, type OnApplicationBootstrap, Injectable, Optional } from '@nestjs/common';
import { AppError, MAX_TEXT_BYTES } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { ConfinedChildren, NoAnswer, type ChildLimits } from '@aisha/platform/confined';

export const TEXT_READER_LIMITS: ChildLimits = {
  children: 2,
  /** A .docx of 2 MB of text takes 300 MB (measured), and a PDF takes less. */
  childMb: 600,
  /** A file that takes longer is an attack. */
  timeoutMs: 30_000,
  callsPerChild: 500,
  /** An idle child is kept only for a short time: a file is seldom followed by another, and a child starts in 0.3 s (measured). */
  idleMs: 30_000,
};

const CHILD = path.join(__dirname, 'reader.child.mjs');

/** The reasons why a file gives no text. Another attempt would fail for the same reason. */
type Refusal = 'text-not-taken' | 'text-empty' | 'text-too-long' | 'text-too-complex' | 'text-locked' | 'text-scanned';
type Answer = { readonly text: string } | { readonly refused: Refusal };

/**
 * Reads the text of .txt, .md, .docx and .pdf files in confined children (decision 81). The content of a file decides about its type. A
 * file that kills its child counts as unreadable, and another child reads the next file.
 */
@Injectable()
export class TextReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly children: ConfinedChildren;

  constructor(log: Logger, @Optional() limits: ChildLimits = TEXT_READER_LIMITS) {
    this.children = new ConfinedChildren('text-reader', CHILD, limits, log);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.children.onApplicationBootstrap();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.children.beforeApplicationShutdown();
  }

  /**
   * Reads a file. Throws `text-*` with the reason why the file gives no text. Throws another error when the app stops, because that is not
   * the file's fault.
   */
  async read(file: Buffer): Promise<string> {
    const answer = await this.children.ask<Answer>('read', [file, MAX_TEXT_BYTES]).catch((error: unknown) => {
      if (!(error instanceof NoAnswer) || !error.isOfTheFile) throw error;
      throw new AppError('text-unreadable', { facts: { reader: error.end } });
    });
    if ('refused' in answer) throw new AppError(answer.refused, { facts: { bytes: file.length } });
    return answer.text;
  }
}
