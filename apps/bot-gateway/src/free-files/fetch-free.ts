import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox, type FreeFiles } from '@aisha/contracts/bot-gateway';
import { MAX_FILE_BYTES, type UserId } from '@aisha/domain';
import { isReference, toReference, type StoredObject } from '@aisha/storage';
import { send, type Effect, type IncomingFile } from '../engine/conversation';

interface FreeFile {
  readonly userId: UserId;
  readonly fileId: string;
  /** The id under which the file counts in its budget; the answer about the file names it. */
  readonly countedFor: string;
  readonly target: StoredObject;
  readonly countedAs: FreeFiles;
  /** The message to the app that looks at the stored file. */
  readonly onStored: Message;
  /** Makes the answer for a file that cannot be stored. */
  readonly refused: (
    refusal: 'not-fetched' | 'deleted' | 'too-many-at-once' | 'too-many-today' | 'unavailable',
  ) => Message;
  /** The answer when the person's storage is full; absent for a file that is not kept. */
  readonly storageFull?: Message;
}

/** Fetches a file for the app that looks at it free of charge, within the person's budget. */
export const fetchFree = ({
  userId,
  fileId,
  countedFor,
  target,
  countedAs,
  onStored,
  refused,
  storageFull,
}: FreeFile): Effect =>
  send(
    message(botGatewayInbox, 'fetch-file', {
      userId,
      fileId,
      target: toReference(target),
      onStored,
      // A file that we keep does not come from Telegram, but may be deleted meanwhile, so its failures have messages of their own.
      ...(isReference(fileId)
        ? { onFailed: refused('unavailable'), onDeleted: refused('deleted') }
        : { onFailed: refused('not-fetched') }),
      countedFor,
      countedAs,
      overBudget: {
        atOnce: refused('too-many-at-once'),
        today: refused('too-many-today'),
        ...(storageFull && { storageFull }),
      },
    }),
  );

/** The reason why a file is not even fetched; undefined for a file that may be a picture. */
export const noPicture = ({ bytes, mimeType }: IncomingFile): 'too-large' | 'not-a-picture' | undefined => {
  if ((bytes ?? 0) > MAX_FILE_BYTES) return 'too-large';
  return mimeType === null || mimeType.startsWith('image/') ? undefined : 'not-a-picture';
};
