import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { CheckPhoto } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { Avatar } from '@aisha/database/trainer';
import { isAccepted, MAX_PHOTOS, type AvatarState, type PhotoFinding } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { avatarPhotoKey, toReference } from '@aisha/storage';
import { AvatarStore } from '../avatars/avatar.store';
import type { CheckedPhoto } from './photo-check';
import { photosChecked } from './photo.metrics';
import { PhotoStore } from './photo.store';

/** States in which a person may add and remove photos. */
export const OPEN_FOR_PHOTOS: readonly AvatarState[] = [
  'draft',
  'photos_uploading',
  'ready_for_training',
  'error',
  'cancelled',
];

/** An avatar's photos: accepts or refuses a checked photo, and tells the person either way. */
@Injectable()
export class PhotoSet {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly outbox: Outbox,
  ) {}

  /** The photo was never checked. */
  async refuse(tx: Transaction, data: CheckPhoto, why: PhotoFinding): Promise<void> {
    const avatar = await this.avatars.lock(tx, data);
    await this.answer(tx, data, [why], avatar ? await this.photos.countAccepted(tx, avatar.id) : 0);
  }

  /** Returns the decisive findings: the set's own reasons come before the photo's. */
  async enter(tx: Transaction, data: CheckPhoto, checked: CheckedPhoto): Promise<readonly PhotoFinding[]> {
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
