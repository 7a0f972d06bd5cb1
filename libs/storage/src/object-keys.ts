import { AppError, type AvatarId, type OrderId, type PhotoId, type SourceId, type UserId } from '@aisha/domain';

/** `avatars` holds photographs of people, `files` all other files. The configuration names the buckets. */
export const BUCKET_KINDS = ['avatars', 'files'] as const;
export type BucketKind = (typeof BUCKET_KINDS)[number];

/** The place of a stored file. Rows and messages carry it as text: see `toReference`. */
export interface StoredObject {
  readonly bucket: BucketKind;
  readonly key: string;
}

/** A file name's ending as it may stand in a key; anything odd becomes `bin`. */
const ending = (extension: string): string => {
  const plain = extension.replace(/^\./, '').toLowerCase();
  return /^[a-z0-9]{1,8}$/.test(plain) ? plain : 'bin';
};

const photograph = (key: string): StoredObject => ({ bucket: 'avatars', key });
const file = (key: string): StoredObject => ({ bucket: 'files', key });

/** A checked photograph of a person, as JPEG without metadata. */
export const avatarPhotoKey = (userId: UserId, avatarId: AvatarId, photoId: PhotoId): StoredObject =>
  photograph(`avatars/${userId}/${avatarId}/${photoId}.jpg`);

/** The picture that shows what an avatar's photos cover, with their faces on it. The name changes with what is on it. */
export const photoMapKey = (userId: UserId, avatarId: AvatarId, version: string): StoredObject =>
  photograph(`avatars/${userId}/${avatarId}/map-${version}.png`);

/** A photograph as it came, not checked yet. */
export const incomingPhotoKey = (userId: UserId, fileId: string, extension: string): StoredObject =>
  photograph(`incoming/${userId}/${fileId}.${ending(extension)}`);

/** The prefix of a person's photographs before their check. */
export const incomingPhotosPrefix = (userId: UserId): StoredObject => photograph(`incoming/${userId}/`);

/** The prefix of all photographs before their check: none may stay under it. */
export const everyIncomingPhoto: StoredObject = photograph('incoming/');

/** A photograph to be described as an idea: smaller, without metadata, and there until it is described. */
export const describedPhotoKey = (userId: UserId, photoId: PhotoId): StoredObject =>
  photograph(`described/${userId}/${photoId}.jpg`);

/** The prefix of all photographs to be described: none may stay under it. */
export const everyDescribedPhoto: StoredObject = photograph('described/');

/** Our own copy of a trained model: the provider's link may expire. An order trains at most twice; each model has a file of its own. */
export const loraKey = (userId: UserId, avatarId: AvatarId, orderId: OrderId, attempt: 1 | 2): StoredObject =>
  file(`loras/${userId}/${avatarId}/${orderId}-${attempt}.safetensors`);

/** The prefix of an avatar's models. */
export const lorasPrefix = (userId: UserId, avatarId: AvatarId): StoredObject => file(`loras/${userId}/${avatarId}/`);

/** One picture of a generation, counted from 0. */
export const pictureKey = (userId: UserId, orderId: OrderId, index: number, extension: string): StoredObject =>
  file(`pictures/${userId}/${orderId}/${index}.${ending(extension)}`);

/** A delivered picture made larger. */
export const upscaleKey = (userId: UserId, orderId: OrderId, extension: string): StoredObject =>
  file(`upscales/${userId}/${orderId}.${ending(extension)}`);

/** A recording as it came, to be measured: there until that is done. */
export const incomingRecordingKey = (userId: UserId, sourceId: SourceId): StoredObject =>
  file(`incoming-recordings/${userId}/${sourceId}`);

/** The prefix of all recordings before they are measured: none may stay under it. */
export const everyIncomingRecording: StoredObject = file('incoming-recordings/');

/** A measured recording, as the speech model will hear it. An order takes it over. */
export const sourceKey = (userId: UserId, sourceId: SourceId): StoredObject =>
  file(`sources/${userId}/${sourceId}.mp3`);

export const recordingKey = (userId: UserId, orderId: OrderId, extension: string): StoredObject =>
  file(`recordings/${userId}/${orderId}.${ending(extension)}`);

export const transcriptKey = (userId: UserId, orderId: OrderId, extension: string): StoredObject =>
  file(`transcripts/${userId}/${orderId}.${ending(extension)}`);

/** One of the archives with a person's pictures. */
export const archiveKey = (userId: UserId, archiveId: string, part: number): StoredObject =>
  file(`archives/${userId}/${archiveId}/${part}.zip`);

/** The prefix of all archives: each stays for the time it takes to send it. */
export const everyArchive: StoredObject = file('archives/');

/** All photographs of one avatar: the prefix to remove with it. */
export const avatarPhotosPrefix = (userId: UserId, avatarId: AvatarId): StoredObject =>
  photograph(`avatars/${userId}/${avatarId}/`);

/** `files:pictures/…`: how a row or a message carries a stored file. */
export const toReference = ({ bucket, key }: StoredObject): string => `${bucket}:${key}`;

/** Throws `file-missing` when the text is no reference. */
export const fromReference = (reference: string): StoredObject => {
  const at = reference.indexOf(':');
  const bucket = BUCKET_KINDS.find((kind) => kind === reference.slice(0, at));
  const key = reference.slice(at + 1);
  if (!bucket || key === '') throw new AppError('file-missing');
  return { bucket, key };
};

/**
 * The file that a message or a row names for a person. Throws `file-missing` for another person's, as for one that is not there: every
 * key is `<what>/<owner>/…`, and who can write a message must not read, send, replace or remove a stranger's file by it.
 */
export const fileOf = (owner: UserId, reference: string): StoredObject => {
  const object = fromReference(reference);
  const [, userId, ...rest] = object.key.split('/');
  if (userId !== owner || rest.length === 0 || rest.some((part) => ['', '.', '..'].includes(part))) {
    throw new AppError('file-missing');
  }
  return object;
};
