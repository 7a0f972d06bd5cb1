import {
  AppError,
  type AvatarId,
  type OrderId,
  type PhotoId,
  type SourceId,
  type TextId,
  type UserId,
} from '@aisha/domain';
import type { ExportFormat } from '@aisha/kinds';
import { BUCKET_KINDS, ending, everyVoiceSample, file, photograph, type StoredObject } from '@aisha/kinds/files';

/** A checked photograph of a person, as JPEG without metadata. */
export const avatarPhotoKey = (userId: UserId, avatarId: AvatarId, photoId: PhotoId): StoredObject =>
  photograph(`avatars/${userId}/${avatarId}/${photoId}.jpg`);

/**
 * The picture that shows what an avatar's photos cover, with the faces themselves. The name changes with the content.
 */
export const photoMapKey = (userId: UserId, avatarId: AvatarId, version: string): StoredObject =>
  photograph(`avatars/${userId}/${avatarId}/map-${version}.png`);

/** A photograph as it came, not checked yet. */
export const incomingPhotoKey = (userId: UserId, fileId: string, extension: string): StoredObject =>
  photograph(`incoming/${userId}/${fileId}.${ending(extension)}`);

/** The prefix of a person's photographs before their check. */
export const incomingPhotosPrefix = (userId: UserId): StoredObject => photograph(`incoming/${userId}/`);

/** The prefix of all photographs before their check. A round removes those that no check has removed. */
export const everyIncomingPhoto: StoredObject = photograph('incoming/');

/** A photograph to be described as an idea: smaller, without metadata, and kept until it is described. */
export const describedPhotoKey = (userId: UserId, photoId: PhotoId): StoredObject =>
  photograph(`described/${userId}/${photoId}.jpg`);

/** The prefix of all photographs to be described. A round removes those that were left there. */
export const everyDescribedPhoto: StoredObject = photograph('described/');

/** A photo that was sent to be worked on: smaller, without metadata, and kept for a day at most. */
export const sentPhotoKey = (userId: UserId, photoId: PhotoId): StoredObject =>
  photograph(`sent-photos/${userId}/${photoId}.jpg`);

/** The prefix of a person's photos that wait for their orders. */
export const sentPhotosPrefix = (userId: UserId): StoredObject => photograph(`sent-photos/${userId}/`);

/** The prefix of all photos that wait for their orders. A round removes them when they are a day old. */
export const everySentPhoto: StoredObject = photograph('sent-photos/');

/** Our own copy of a trained model: the provider's link may expire. An order trains at most twice; each model has a file of its own. */
export const loraKey = (userId: UserId, avatarId: AvatarId, orderId: OrderId, attempt: 1 | 2): StoredObject =>
  file(`loras/${userId}/${avatarId}/${orderId}-${attempt}.safetensors`);

/** The prefix of an avatar's models. */
export const lorasPrefix = (userId: UserId, avatarId: AvatarId): StoredObject => file(`loras/${userId}/${avatarId}/`);

/** A recording as it came, kept until it is measured. */
export const incomingRecordingKey = (userId: UserId, sourceId: SourceId): StoredObject =>
  file(`incoming-recordings/${userId}/${sourceId}`);

/** The prefix of all recordings before they are measured. A round removes those that were never measured. */
export const everyIncomingRecording: StoredObject = file('incoming-recordings/');

/** A file with a text as it came, kept until it is read. */
export const incomingTextKey = (userId: UserId, textId: TextId): StoredObject =>
  file(`incoming-texts/${userId}/${textId}`);

/** The prefix of all files with texts before they are read. A round removes those that were never read. */
export const everyIncomingText: StoredObject = file('incoming-texts/');

/** A file made of a transcript or a document when the order's person asks for it. */
export const exportKey = (userId: UserId, orderId: OrderId, format: ExportFormat): StoredObject =>
  file(`exports/${userId}/${orderId}.${ending(format)}`);

/** The prefix of all exported files, which are removed after a day. */
export const everyExport: StoredObject = file('exports/');

/** One of the archives with a person's pictures. */
export const archiveKey = (userId: UserId, archiveId: string, part: number): StoredObject =>
  file(`archives/${userId}/${archiveId}/${part}.zip`);

/** The copy of a model in an export of its person. It lies among the archives, which the gateway may read; models it may not (decision 133). */
export const exportedModelKey = (userId: UserId, exportId: string, model: StoredObject): StoredObject =>
  file(`archives/${userId}/${exportId}/models/${model.key.split('/').slice(2).join('/')}`);

/** A statement of a month, kept as long as an archive. */
export const statementKey = (userId: UserId, statementId: string, type: 'pdf' | 'csv'): StoredObject =>
  file(`archives/${userId}/${statementId}/statement.${type}`);

/** The prefix of all archives, which are removed after a day. */
export const everyArchive: StoredObject = file('archives/');

/** Prefixes under which each file belongs to a row, or to an order that is open (ForgetUnowned). */
export const everyAvatarPhoto: StoredObject = photograph('avatars/');
export const everyLora: StoredObject = file('loras/');

/** The prefix of all photographs of one avatar, which are removed with the avatar. */
export const avatarPhotosPrefix = (userId: UserId, avatarId: AvatarId): StoredObject =>
  photograph(`avatars/${userId}/${avatarId}/`);

/** `files:pictures/…`: how a row or a message carries a stored file. */
export const toReference = ({ bucket, key }: StoredObject): string => `${bucket}:${key}`;

/** Whether a text has the form of a reference; Telegram's names of files have no colon. */
export const isReference = (text: string): boolean => BUCKET_KINDS.some((bucket) => text.startsWith(`${bucket}:`));

/** Throws `file-missing` when the text is no reference. */
export const fromReference = (reference: string): StoredObject => {
  const at = reference.indexOf(':');
  const bucket = BUCKET_KINDS.find((kind) => kind === reference.slice(0, at));
  const key = reference.slice(at + 1);
  if (!bucket || key === '') throw new AppError('file-missing');
  return { bucket, key };
};

/**
 * The file that a message or a row names for a person. Throws `file-missing` for another person's file, as for a missing one. Every key is
 * `<what>/<owner>/…`, so no message, no matter who wrote it, can read, send, replace or remove a stranger's file.
 */
export const fileOf = (owner: UserId, reference: string): StoredObject => {
  const object = fromReference(reference);
  const [, userId, ...rest] = object.key.split('/');
  if (userId !== owner || rest.length === 0 || rest.some((part) => ['', '.', '..'].includes(part))) {
    throw new AppError('file-missing');
  }
  return object;
};

/** The file if the person may see it: one of theirs, or a voice sample, which everyone may hear. Throws `file-missing` for any other. */
export const shownTo = (person: UserId, reference: string): StoredObject => {
  const object = fromReference(reference);
  const isVoice = object.bucket === everyVoiceSample.bucket && /^voice-samples\/[0-9a-f-]{36}\.ogg$/.test(object.key);
  return isVoice ? object : fileOf(person, reference);
};

/** What one app has of a person, as lines of JSON: a part of the person's export, kept as long as an archive. */
export const personRowsKey = (userId: UserId, exportId: string, schema: string): StoredObject =>
  file(`archives/${userId}/${exportId}/rows/${schema}.jsonl`);

/** The prefix of all archives and exports of one person. */
export const archivesOfPerson = (userId: UserId): StoredObject => file(`archives/${userId}/`);
