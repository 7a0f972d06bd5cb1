import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Avatar, AvatarPhoto } from '@aisha/database/trainer';
import type { AvatarId, UserId } from '@aisha/domain';
import type { Embedding } from '../photo-check/analysis';
import { IsNull, Not } from 'typeorm';
import { middleOfPerson } from './likeness';

/** The faces of an avatar's photos. Only this class reads them for the comparison with pictures, and it sends them nowhere. */
@Injectable()
export class AvatarFaces {
  constructor(private readonly database: Database) {}

  /**
   * The mean of the faces in an avatar's photos. Null when the photos have no embedding (those of a style have none), and when the avatar is
   * deleted or another person's.
   */
  async middleOf(userId: UserId, avatarId: AvatarId): Promise<Embedding | null> {
    const photos = await this.database.read
      .createQueryBuilder(AvatarPhoto, 'photo')
      .addSelect('photo.embedding')
      .innerJoin(Avatar, 'avatar', 'avatar.id = photo.avatar_id AND avatar.user_id = :userId', { userId })
      .where('photo.avatar_id = :avatarId AND photo.embedding IS NOT NULL AND avatar.deleted_at IS NULL', { avatarId })
      .getMany();
    return middleOfPerson(photos.map(({ embedding, personConfirmed }) => ({ embedding: embedding!, personConfirmed })));
  }

  /**
   * The means of the faces of the person's portraits. A portrait counts if it is not stopped and the person has said whose face it shows. A
   * portrait without a face is left out.
   */
  async middlesOf(userId: UserId): Promise<readonly Embedding[]> {
    const portraits = await this.database.read.find(Avatar, {
      select: { id: true },
      where: { userId, trainingType: 'portrait', faceOwner: Not(IsNull()), stoppedFor: IsNull(), deletedAt: IsNull() },
    });
    const middles = await Promise.all(portraits.map(({ id }) => this.middleOf(userId, id)));
    return middles.flatMap((middle) => (middle ? [middle] : []));
  }
}
