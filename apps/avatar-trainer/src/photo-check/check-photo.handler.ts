import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { CheckPhoto } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { AvatarReader, type Avatar } from '@aisha/database/trainer';
import { AppError, isAccepted, MAX_FILE_BYTES, MAX_PHOTOS, type AvatarState, type PhotoFinding } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import {
  avatarPhotoKey,
  fromReference,
  incomingPhotosPrefix,
  ObjectStore,
  toReference,
  type StoredObject,
} from '@aisha/storage';
import { AvatarStore } from '../avatars/avatar.store';
import { PhotoCheck, type CheckedPhoto } from './photo-check';
import { photosChecked } from './photo.metrics';
import { PhotoStore } from './photo.store';

/** States in which photos come and go. */
export const OPEN_FOR_PHOTOS: readonly AvatarState[] = [
  'draft',
  'photos_uploading',
  'ready_for_training',
  'error',
  'cancelled',
];

const NOTHING_THERE: Omit<CheckedPhoto, 'findings'> = { measurements: {}, sha256: '', jpeg: null };

/** Looks a photo over, keeps it or not, and always answers: a photo that nobody speaks of again looks like a broken bot. */
@Injectable()
export class CheckPhotoHandler implements JobHandler<CheckPhoto> {
  constructor(
    private readonly reader: AvatarReader,
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly photoCheck: PhotoCheck,
    private readonly storage: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (data: CheckPhoto, context: JobContext): Promise<void> => {
    const { userId, avatarId, photoId } = data;
    const incoming = whereItLies(data);
    const refusal = await this.refusalUnseen(data, context.isLastAttempt);
    const checked = refusal ? { ...NOTHING_THERE, findings: [refusal] } : await this.look(incoming);
    const target = avatarPhotoKey(userId, avatarId, photoId);
    // Stored before the row says so: a row never points at nothing. What the set then refuses is removed again.
    if (checked.jpeg) await this.storage.put(target, checked.jpeg, { contentType: 'image/jpeg' });
    const findings = await context.once((tx) => this.enter(tx, data, checked));
    if (findings && !isAccepted(findings)) await this.storage.remove([target]); // a run before this one may have stored it
    if (incoming) await this.storage.remove([incoming]);
  };

  /** Could not be looked at in all attempts: the person hears that, too. */
  readonly giveUp = async (data: CheckPhoto, _error: AppError, tx: Transaction): Promise<void> => {
    const avatar = await this.avatars.lock(tx, data);
    await this.answer(tx, data, ['could-not-be-fetched'], avatar ? await this.photos.countAccepted(tx, avatar.id) : 0);
  };

  /**
   * Why the set will not take a photo, whatever is on it. Asked first, because decoding one may take a core for a second; the answer
   * that counts is `enter`'s.
   */
  private async refusalUnseen({ userId, avatarId }: CheckPhoto, isLastAttempt: boolean): Promise<PhotoFinding | null> {
    const avatar = await this.reader.find(userId, avatarId);
    // Its create-avatar may still be on the way; a deleted one, or a stranger's, never comes.
    if (!avatar && !isLastAttempt) throw new AppError('unexpected', { facts: { reason: 'no such avatar yet' } });
    if (!avatar || !OPEN_FOR_PHOTOS.includes(avatar.status)) return 'set-is-closed';
    return (await this.reader.countPhotos(avatarId)) >= MAX_PHOTOS ? 'set-is-full' : null;
  }

  private async look(incoming: StoredObject | null): Promise<CheckedPhoto> {
    if (incoming === null) return { ...NOTHING_THERE, findings: ['could-not-be-fetched'] };
    try {
      return await this.photoCheck.check(await this.storage.getBuffer(incoming, { maxBytes: MAX_FILE_BYTES }));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'file-too-large') return { ...NOTHING_THERE, findings: ['file-too-large'] };
      if (error.code === 'file-missing') return { ...NOTHING_THERE, findings: ['could-not-be-fetched'] };
      throw error;
    }
  }

  /** Answers the findings that count: the set's own reasons come before the photo's. */
  private async enter(tx: Transaction, data: CheckPhoto, checked: CheckedPhoto): Promise<readonly PhotoFinding[]> {
    const { userId, avatarId, photoId } = data;
    const avatar = await this.avatars.lock(tx, data);
    if (!avatar) return this.answer(tx, data, ['set-is-closed'], 0);
    const known = await this.photos.find(tx, avatarId, photoId);
    const count = await this.photos.countAccepted(tx, avatarId);
    if (known) return this.answer(tx, data, known.findings, count);

    const objection = await this.objectionOfSet(tx, avatar, count, checked);
    const findings = objection ? [objection] : checked.findings;
    const accepted = checked.jpeg !== null && isAccepted(findings);
    await this.photos.add(tx, {
      id: photoId,
      avatarId,
      accepted,
      findings: [...findings],
      filePath: accepted ? toReference(avatarPhotoKey(userId, avatarId, photoId)) : null,
      sha256: checked.sha256 || null,
      metadata: checked.measurements,
    });
    const countNow = accepted ? count + 1 : count;
    if (accepted) await this.avatars.moveByPhotos(tx, avatar, countNow);
    photosChecked.inc({ verdict: accepted ? 'accepted' : 'refused' });
    return this.answer(tx, data, findings, countNow);
  }

  private async objectionOfSet(
    tx: Transaction,
    avatar: Avatar,
    count: number,
    { sha256 }: CheckedPhoto,
  ): Promise<PhotoFinding | null> {
    if (!OPEN_FOR_PHOTOS.includes(avatar.status)) return 'set-is-closed';
    if (sha256 && (await this.photos.hasSame(tx, avatar.id, sha256))) return 'already-sent';
    return count >= MAX_PHOTOS ? 'set-is-full' : null;
  }

  private async answer(
    tx: Transaction,
    { userId, avatarId, photoId }: CheckPhoto,
    findings: readonly PhotoFinding[],
    acceptedCount: number,
  ): Promise<readonly PhotoFinding[]> {
    const accepted = isAccepted(findings);
    const verdict = { userId, avatarId, photoId, accepted, findings: [...findings], acceptedCount };
    await this.outbox.add(tx, message(botGatewayInbox, 'show-photo-verdict', verdict));
    return findings;
  }
}

/** Null when it was never fetched. What lies elsewhere than where this person's photos arrive is nobody's to read and remove. */
const whereItLies = ({ incoming, userId }: CheckPhoto): StoredObject | null => {
  if (incoming === null) return null;
  return incoming.startsWith(toReference(incomingPhotosPrefix(userId))) ? fromReference(incoming) : null;
};
