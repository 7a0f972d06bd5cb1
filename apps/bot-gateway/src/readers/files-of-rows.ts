import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { PendingChangeReader } from '@aisha/database/bot';
import { FileHistoryReader, OwnedFilesReader } from '@aisha/database/files';
import { RETENTION_MS } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { everyExport, FORGET_FILES_EVERY_MS, toReference } from '@aisha/storage';
import { type DeliveryOfFiles, OwnedFiles } from '../engine/deliveries/owned-files';
import { removedBy } from './with-changes';

/**
 * A file should be there while a row names it and no change that is under way deletes it: the app that owns the file removes it before its
 * row. The changes are read before the rows, so that a deletion that ends in between is seen in one of the two.
 */
@Injectable()
export class FilesOfRows extends OwnedFiles {
  constructor(private readonly clock: Clock) {
    super();
  }

  async of(tx: Transaction, delivery: DeliveryOfFiles, references: readonly string[]): Promise<readonly string[]> {
    const { userId, traceId } = delivery;
    const database = Database.within(tx);
    const pending = new PendingChangeReader(database);
    const changes = [...(await pending.ofPerson(userId)), ...(traceId === null ? [] : await pending.of(traceId))];
    const removed = removedBy<string>(changes);
    if (traceId !== null && removed.includes(traceId)) return [];
    const leaving = await new FileHistoryReader(database).these(userId, [
      ...removed.flatMap((id) => [{ kind: 'picture', id } as const, { kind: 'photo', id } as const]),
      ...changes.flatMap(({ change, itemId }) =>
        change === 'recording-removed' ? [{ kind: 'recording', id: itemId } as const] : [],
      ),
    ]);
    const named = await new OwnedFilesReader(database).named(userId, references);
    const exported = (await this.areExportsKept(database, delivery)) ? references.filter(isExport) : [];
    return [...named.filter((file) => !leaving.some(({ filePath }) => filePath === file)), ...exported];
  }

  /** No row names an exported file. A round removes it before it is a day old, and so does the deletion of what it was made of. */
  private async areExportsKept(database: Database, { userId, traceId, addedAt }: DeliveryOfFiles): Promise<boolean> {
    const ageMs = this.clock.now().getTime() - addedAt.getTime();
    if (traceId === null || ageMs >= RETENTION_MS.transcriptFile - FORGET_FILES_EVERY_MS) return false;
    const sources = [{ kind: 'transcript', id: traceId } as const, { kind: 'document', id: traceId } as const];
    return (await new FileHistoryReader(database).these(userId, sources)).length > 0;
  }
}

const isExport = (reference: string): boolean => reference.startsWith(toReference(everyExport));
