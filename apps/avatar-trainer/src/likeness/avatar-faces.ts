import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { AvatarPhoto, AvatarReader } from '@aisha/database/trainer';
import type { AvatarId, UserId } from '@aisha/domain';
import type { Embedding } from '../photo-check/analysis';
import { middleOfPerson } from './likeness';

/** The faces of an avatar's photos: read here alone, and never sent anywhere. */
@Injectable()
export class AvatarFaces {
  constructor(
    private readonly database: Database,
    private readonly avatars: AvatarReader,
  ) {}

  /** Resolves to the middle of the faces; null for a style, which has no faces, and for an avatar that is deleted or another person's. */
  async middleOf(userId: UserId, avatarId: AvatarId): Promise<Embedding | null> {
    if (!(await this.avatars.find(userId, avatarId))) return null;
    const photos = await this.database.read
      .createQueryBuilder(AvatarPhoto, 'photo')
      .addSelect('photo.embedding')
      .where('photo.avatar_id = :avatarId AND photo.embedding IS NOT NULL', { avatarId })
      .getMany();
    return middleOfPerson(photos.map(({ embedding, personConfirmed }) => ({ embedding: embedding!, personConfirmed })));
  }
}
