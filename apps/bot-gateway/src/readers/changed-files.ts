import type { Database } from '@aisha/database';
import { type PendingChange, PendingChangeReader } from '@aisha/database/bot';
import {
  FileHistoryReader,
  type FilePlace,
  type FilesWanted,
  type FileUsage,
  type KeptFile,
} from '@aisha/database/files';
import type { UserId } from '@aisha/domain';
import { removedBy } from './with-changes';

/** A person's files, without those that the person has deleted but the app that owns them has not removed yet. */
export class ChangedFiles {
  private readonly stored: FileHistoryReader;
  private readonly pending: PendingChangeReader;

  constructor(database: Database) {
    this.stored = new FileHistoryReader(database);
    this.pending = new PendingChangeReader(database);
  }

  /** A page of files, newest first. It has fewer files than asked for while one of them is being removed. */
  async page(userId: UserId, page: FilesWanted): Promise<KeptFile[]> {
    const changes = await this.pending.ofPerson(userId);
    return (await this.stored.page(userId, page)).filter((file) => !isRemoved(file, changes));
  }

  async find(userId: UserId, place: FilePlace): Promise<KeptFile | null> {
    const changes = await this.pending.ofPerson(userId);
    const file = await this.stored.find(userId, place);
    return file && !isRemoved(file, changes) ? file : null;
  }

  /** The files at these places that are still there, newest first. */
  async these(userId: UserId, places: readonly FilePlace[]): Promise<KeptFile[]> {
    if (places.length === 0) return [];
    const changes = await this.pending.ofPerson(userId);
    return (await this.stored.these(userId, places)).filter((file) => !isRemoved(file, changes));
  }

  async usage(userId: UserId): Promise<FileUsage[]> {
    const changes = await this.pending.ofPerson(userId);
    const others = removedBy<string>(changes);
    const recordings = changes.filter(({ change }) => change === 'recording-removed').map(({ itemId }) => itemId);
    return this.stored.usage(userId, { recordings: [...recordings, ...others], others });
  }
}

/**
 * Whether a file is being removed. A recording has the same id as its transcript, so the removal of a recording is a change of its own
 * kind. The removal of a transcript includes its recording, that of an avatar its photos, and that of an order its pictures.
 */
const isRemoved = ({ kind, id, orderId }: KeptFile, changes: readonly PendingChange[]): boolean => {
  const removed = removedBy<string>(changes);
  if (removed.includes(id) || removed.includes(orderId)) return true;
  return kind === 'recording' && changes.some(({ change, itemId }) => change === 'recording-removed' && itemId === id);
};
