import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { AvatarPhoto } from '@aisha/database/trainer';
import type { AvatarId, PhotoId } from '@aisha/domain';

export type NewPhoto = Omit<AvatarPhoto, 'createdAt' | 'isMain'>;

/** The one writer of trainer.avatar_photo. Whoever calls has locked the avatar. */
@Injectable()
export class PhotoStore {
  find(tx: Transaction, avatarId: AvatarId, photoId: PhotoId): Promise<AvatarPhoto | null> {
    return tx.findOneBy(AvatarPhoto, { id: photoId, avatarId });
  }

  countAccepted(tx: Transaction, avatarId: AvatarId): Promise<number> {
    return tx.countBy(AvatarPhoto, { avatarId, accepted: true });
  }

  hasSame(tx: Transaction, avatarId: AvatarId, sha256: string): Promise<boolean> {
    return tx.existsBy(AvatarPhoto, { avatarId, sha256, accepted: true });
  }

  /** The first photo taken is the main one until the person chooses another. */
  async add(tx: Transaction, photo: NewPhoto): Promise<void> {
    await tx.insert(AvatarPhoto, { ...photo, metadata: photo.metadata as object, isMain: false });
    await this.ensureMain(tx, photo.avatarId);
  }

  async remove(tx: Transaction, photo: AvatarPhoto): Promise<void> {
    await tx.delete(AvatarPhoto, { id: photo.id });
    await this.ensureMain(tx, photo.avatarId);
  }

  async makeMain(tx: Transaction, photo: AvatarPhoto): Promise<void> {
    await tx.update(AvatarPhoto, { avatarId: photo.avatarId, isMain: true }, { isMain: false });
    await tx.update(AvatarPhoto, { id: photo.id }, { isMain: true });
  }

  private async ensureMain(tx: Transaction, avatarId: AvatarId): Promise<void> {
    if (await tx.existsBy(AvatarPhoto, { avatarId, isMain: true })) return;
    const oldest = await tx.findOne(AvatarPhoto, { where: { avatarId, accepted: true }, order: { id: 'ASC' } });
    if (oldest) await tx.update(AvatarPhoto, { id: oldest.id }, { isMain: true });
  }
}
