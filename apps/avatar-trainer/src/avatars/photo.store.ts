import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { AvatarPhoto } from '@aisha/database/trainer';
import type { AvatarId, PhotoId } from '@aisha/domain';

type NewPhoto = Omit<AvatarPhoto, 'createdAt' | 'referenceRank' | 'isMain' | 'mainChosen' | 'personConfirmed'>;

/** The only writer of trainer.avatar_photo. The caller has locked the avatar. */
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

  /** Reads the accepted photos with their embeddings, in the order they came. */
  ofSet(tx: Transaction, avatarId: AvatarId): Promise<AvatarPhoto[]> {
    return tx
      .createQueryBuilder(AvatarPhoto, 'photo')
      .addSelect('photo.embedding')
      .where({ avatarId, accepted: true })
      .orderBy('photo.id')
      .getMany();
  }

  /** Writes a photo's findings after a change of its set has changed them. */
  async say(tx: Transaction, { id, findings }: AvatarPhoto): Promise<void> {
    await tx.update(AvatarPhoto, { id }, { findings });
  }

  /** Records the ranks of the photos from which the avatar is drawn; all other photos have no rank. */
  async rank(tx: Transaction, avatarId: AvatarId, references: readonly PhotoId[]): Promise<void> {
    await tx.query(
      `UPDATE trainer.avatar_photo SET reference_rank = array_position($2::uuid[], id)
        WHERE avatar_id = $1 AND reference_rank IS DISTINCT FROM array_position($2::uuid[], id)`,
      [avatarId, references],
    );
  }

  /** Refuses a photo that was accepted before; the caller removes its file. */
  async refuse(tx: Transaction, { id, avatarId, findings }: AvatarPhoto): Promise<void> {
    const refused = { accepted: false, filePath: null, embedding: null, isMain: false, mainChosen: false };
    await tx.update(AvatarPhoto, { id }, { ...refused, findings });
    await this.ensureMain(tx, avatarId);
  }

  async forgetFaces(tx: Transaction, avatarId: AvatarId): Promise<void> {
    await tx.update(AvatarPhoto, { avatarId }, { embedding: null });
  }

  /** Records that the person says the photo shows them. */
  async confirmPerson(tx: Transaction, { id, findings }: AvatarPhoto): Promise<void> {
    await tx.update(AvatarPhoto, { id }, { personConfirmed: true, findings });
  }

  /**
   * Adds a photo. The photo that was sent first is the main one until the person chooses another. Photos are checked in parallel, so the
   * check of the first photo may end last.
   */
  async add(tx: Transaction, photo: NewPhoto): Promise<void> {
    await tx.insert(AvatarPhoto, { ...photo, metadata: photo.metadata as object, isMain: false, mainChosen: false });
    await this.ensureMain(tx, photo.avatarId);
  }

  async remove(tx: Transaction, photo: AvatarPhoto): Promise<void> {
    await tx.delete(AvatarPhoto, { id: photo.id });
    await this.ensureMain(tx, photo.avatarId);
  }

  async makeMain(tx: Transaction, photo: AvatarPhoto): Promise<void> {
    await this.setMain(tx, photo, true);
  }

  private async ensureMain(tx: Transaction, avatarId: AvatarId): Promise<void> {
    if (await tx.existsBy(AvatarPhoto, { avatarId, mainChosen: true })) return;
    // A photo's id is made when the photo arrives, and ids of version 7 sort by time, so the lowest id is the first photo.
    const first = await tx.findOne(AvatarPhoto, { where: { avatarId, accepted: true }, order: { id: 'ASC' } });
    if (first && !first.isMain) await this.setMain(tx, first, false);
  }

  private async setMain(tx: Transaction, { id, avatarId }: AvatarPhoto, mainChosen: boolean): Promise<void> {
    await tx.update(AvatarPhoto, { avatarId, isMain: true }, { isMain: false, mainChosen: false });
    await tx.update(AvatarPhoto, { id }, { isMain: true, mainChosen });
  }
}
