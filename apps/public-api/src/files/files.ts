import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { message, type Message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { Database } from '@aisha/database';
import { UploadedFile, type UploadUse } from '@aisha/database/api';
import { MAX_FILE_BYTES, MB, type PhotoId, type SourceId, type UploadedFileId, type UserId } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { incomingPhotoKey, incomingRecordingKey, ObjectStore, type StoredObject } from '@aisha/storage';
import { PublicApiConfig } from '../config';
import type { Caller } from '../http/caller';
import { Problem } from '../http/problem';
import { ensureMayOrder } from '../account/may-order';
import { ArrivingBody, type Measured } from '../uploads/arriving-body';
import { PersonRoom } from '../uploads/person-room';
import { UploadPlaces } from '../uploads/upload-places';
import { isPhoto, type NewFile, UploadedFileStore } from './uploaded-file.store';

/** A file that a program is sending. */
interface Sent {
  readonly usedFor: UploadUse;
  /** The header Idempotency-Key. */
  readonly name: string;
  readonly body: IncomingMessage;
}

/** The storage of files, and the limits for them. */
@Injectable()
export class FileKeeping {
  constructor(
    readonly objects: ObjectStore,
    readonly places: UploadPlaces,
    readonly room: PersonRoom,
    readonly config: PublicApiConfig,
  ) {}

  maxBytes(usedFor: UploadUse): number {
    return isPhoto(usedFor) ? MAX_FILE_BYTES : this.config.PUBLIC_API_RECORDING_MB * MB;
  }
}

/**
 * Takes files as the gateway takes those that people send: it stores them at the same places, has the same apps check them, and applies the
 * same limits. It writes the row once the file is stored. If the process dies before that, the app that checks such files later removes the
 * file, because it has no row.
 */
@Injectable()
export class Files {
  constructor(
    private readonly database: Database,
    private readonly store: UploadedFileStore,
    private readonly outbox: Outbox,
    private readonly keeping: FileKeeping,
  ) {}

  /** A file of the person; throws `not-found` when the person has no such file. */
  async find(userId: UserId, id: UploadedFileId): Promise<UploadedFile> {
    const file = await this.store.find(userId, id);
    if (!file) throw new Problem('not-found');
    return file;
  }

  /**
   * Stores a file. The same content with the same Idempotency-Key is the same file; other content, or another use, with that key is
   * refused.
   */
  async receive({ userId, keyId }: Caller, sent: Sent): Promise<UploadedFile> {
    const { usedFor, name, body } = sent;
    await ensureMayOrder(this.database, userId);
    const maxBytes = this.keeping.maxBytes(usedFor);
    if (Number(body.headers['content-length'] ?? 0) > maxBytes) throw new Problem('file-too-large', { maxBytes });
    return this.keeping.places.within(userId, async (signal) => {
      const arriving = new ArrivingBody(body, maxBytes, signal);
      const earlier = await this.store.named(keyId, name);
      if (earlier) return sameAs(earlier, usedFor, await throughout(arriving));
      await this.ensureRoom(userId, usedFor);
      const id = newId<UploadedFileId>();
      const file = incomingOf(userId, id, usedFor);
      let isKept = false;
      try {
        const { bytes, digest } = await this.keep(file, arriving);
        await ensureMayOrder(this.database, userId); // the person may have withdrawn the consent meanwhile
        const added = await this.add({ id, userId, keyId, usedFor, name, digest, bytes });
        isKept = added.id === id;
        return added;
      } finally {
        if (!isKept) await this.keeping.objects.remove([file]).catch(() => undefined); // if this fails, a periodic task removes the file
      }
    });
  }

  private async ensureRoom(userId: UserId, usedFor: UploadUse): Promise<void> {
    await this.keeping.room.ensure(userId);
    const full = await this.store.fullOf({ userId, usedFor });
    if (full) throw new Problem(full);
  }

  private async keep(file: StoredObject, arriving: ArrivingBody): Promise<Measured> {
    await this.keeping.objects.put(file, arriving.content, { contentType: 'application/octet-stream' });
    const { measured } = arriving;
    if (measured.bytes === 0) throw new Problem('file-empty');
    return measured;
  }

  /**
   * Adds the row of a file, and asks the app that checks such files to check it, in one transaction. If the same file already has a row
   * with this Idempotency-Key, returns that row.
   */
  private async add(file: NewFile): Promise<UploadedFile> {
    const added = await this.database.transaction(async (tx) => {
      const row = await this.store.add(tx, file);
      if (typeof row === 'object') await this.outbox.add(tx, lookAt(file));
      return row;
    });
    if (typeof added === 'object') return added;
    if (added === 'key-gone') throw new Problem('key-not-valid');
    if (added !== 'name-taken') throw new Problem(added);
    const { digest, bytes, usedFor } = file;
    return sameAs((await this.store.named(file.keyId, file.name))!, usedFor, { digest, bytes });
  }
}

const incomingOf = (userId: UserId, id: UploadedFileId, usedFor: UploadUse): StoredObject =>
  isPhoto(usedFor) ? incomingPhotoKey(userId, id, 'jpg') : incomingRecordingKey(userId, id as string as SourceId);

/** Asks the app that checks such files to check this one. That app sends its answer to this app. */
const lookAt = ({ id, userId, usedFor }: NewFile): Message =>
  isPhoto(usedFor)
    ? message(avatarTrainerInbox, 'shrink-photo', {
        ...{ userId, photoId: id as string as PhotoId, purpose: ORDER_KIND[usedFor].ofPhotos, answerTo: 'public-api' },
      })
    : message(transcriberInbox, 'measure-recording', {
        ...{ userId, sourceId: id as string as SourceId, answerTo: 'public-api' },
      });

/** Reads a body to its end without storing it. */
async function throughout(arriving: ArrivingBody): Promise<Measured> {
  for await (const _ of arriving.content);
  return arriving.measured;
}

function sameAs(earlier: UploadedFile, usedFor: UploadUse, { digest }: Measured): UploadedFile {
  if (earlier.digest !== digest || earlier.usedFor !== usedFor) throw new Problem('idempotency-key-reused');
  return earlier;
}
