import type { Database } from '@aisha/database';
import { PendingChangeReader } from '@aisha/database/bot';
import type { OrderId, UserId } from '@aisha/domain';
import {
  type ListedTranscript,
  type NamedTranscript,
  type Transcript,
  type TranscriptOfRecording,
  type TranscriptPage,
  TranscriptReader,
} from '@aisha/kinds/tables';
import { removedBy } from './with-changes';

/**
 * Reads transcripts, with the person's pending changes applied. The transcriber renames and deletes transcripts after it gets a message;
 * until then this class applies the change to the rows it reads. It reads the changes before the rows, so a change that the transcriber
 * makes in between is applied twice, which is harmless.
 */
export class ChangedTranscripts {
  private readonly stored: TranscriptReader;
  private readonly pending: PendingChangeReader;

  constructor(database: Database) {
    this.stored = new TranscriptReader(database);
    this.pending = new PendingChangeReader(database);
  }

  async find(userId: UserId, orderId: OrderId): Promise<TranscriptOfRecording | null> {
    const changes = await this.pending.of(userId);
    if (removedBy<OrderId>(changes).includes(orderId)) return null;
    const transcript = await this.stored.find(userId, orderId);
    return transcript && { ...transcript, title: titleIn(changes, transcript) };
  }

  async named(userId: UserId, orderIds: readonly OrderId[]): Promise<NamedTranscript[]> {
    const changes = await this.pending.of(userId);
    const removed = removedBy<OrderId>(changes);
    const named = await this.stored.named(
      userId,
      orderIds.filter((orderId) => !removed.includes(orderId)),
    );
    return named.map((transcript) => ({ ...transcript, title: titleIn(changes, transcript) }));
  }

  /** The names that the person has given to speakers, newest first. */
  speakerNames(userId: UserId, limit: number): Promise<string[]> {
    return this.stored.speakerNames(userId, limit);
  }

  async page(userId: UserId, page: Omit<TranscriptPage, 'without'>): Promise<ListedTranscript[]> {
    const changes = await this.pending.of(userId);
    const transcripts = await this.stored.page(userId, { ...page, without: removedBy<OrderId>(changes) });
    return transcripts.map((transcript) => ({ ...transcript, title: titleIn(changes, transcript) }));
  }
}

const titleIn = (
  changes: Awaited<ReturnType<PendingChangeReader['of']>>,
  { orderId, title }: Pick<Transcript, 'orderId' | 'title'>,
): string | null => changes.find(({ change, itemId }) => change === 'renamed' && itemId === orderId)?.name ?? title;
