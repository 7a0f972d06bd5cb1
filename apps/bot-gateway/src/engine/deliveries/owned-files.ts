import type { Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import type { Content } from './content';

/** The delivery that files belong to. */
export interface DeliveryOfFiles {
  readonly userId: UserId;
  /** The id of the order whose files are sent; null when the delivery is of no order. */
  readonly traceId: string | null;
  /** When the delivery was added, which is after its files were stored; of an export right after it. */
  readonly addedAt: Date;
}

/**
 * Tells a deleted file from a lost one. The rows that own files are those of other apps, which the engine does not know: the bot provides
 * this.
 */
export abstract class OwnedFiles {
  /** The storage references, of these, whose files should still be there. Their person or a rule has deleted the others. */
  abstract of(tx: Transaction, delivery: DeliveryOfFiles, references: readonly string[]): Promise<readonly string[]>;
}

/** The stored files without which a content is not sent. A picture of a message is not one of them: the words are sent without it. */
export const neededFiles = (content: Content): readonly string[] => {
  if (content.kind === 'album') return content.pictures;
  if (content.kind === 'files') return content.files.map(({ document }) => document);
  return 'document' in content ? [content.document] : [];
};

/**
 * A content without the files that were deleted; null when nothing is left of it. An album stays as it is while one picture is left, because
 * its sender leaves out what is not there.
 */
export function leavingOut(content: Content, deleted: ReadonlySet<string>): Content | null {
  if (neededFiles(content).every((file) => deleted.has(file))) return null;
  if (content.kind !== 'files' || deleted.size === 0) return content;
  const { files: all, ...rest } = content;
  const [only, ...others] = all.filter(({ document }) => !deleted.has(document));
  return only && others.length === 0 ? { ...rest, kind: 'document', ...only } : { ...rest, files: [only!, ...others] };
}
