import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { Avatar } from '@aisha/database/trainer';
import type { AvatarId, FaceStop } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AvatarStore } from '../avatars/avatar.store';
import { PhotoStore } from '../photo-check/photo.store';
import { KnownFaceStore } from '../whose-face/known-face.store';
import { SelfieStore } from '../whose-face/selfie.store';
import { shownFaces } from '../whose-face/set-faces';

/** Stops and frees avatars as an operator has decided, and tells their people. */
@Injectable()
export class FaceStops {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly known: KnownFaceStore,
    private readonly selfies: SelfieStore,
    private readonly outbox: Outbox,
  ) {}

  /** Finds an avatar and locks it; undefined when it is deleted or was never there. */
  async locked(tx: Transaction, id: AvatarId): Promise<Avatar | undefined> {
    const avatar = await tx.findOneBy(Avatar, { id, deletedAt: IsNull() });
    return (avatar && (await this.avatars.lock(tx, { userId: avatar.userId, avatarId: id }))) ?? undefined;
  }

  async stop(tx: Transaction, avatar: Avatar, stop: FaceStop): Promise<void> {
    await this.avatars.stop(tx, avatar.id, stop);
    // When the avatar is deleted and made again, its face is known, and its person is asked for selfies.
    const shown = shownFaces(await this.photos.ofSet(tx, avatar.id));
    if (shown) await this.known.keep(tx, { id: avatar.id, source: 'avatar', userId: avatar.userId }, shown.middle);
    await this.tell(tx, avatar, stop);
  }

  async free(tx: Transaction, avatar: Avatar): Promise<void> {
    await this.avatars.stop(tx, avatar.id, null);
    await this.known.forget(tx, avatar.id);
    // The operator's decision counts as two selfies: the next report of this face stops nothing, until the photos show another face.
    const shown = shownFaces(await this.photos.ofSet(tx, avatar.id));
    if (shown) await this.selfies.prove(tx, avatar.id, shown.middle);
    await this.tell(tx, avatar, null);
  }

  private async tell(tx: Transaction, { id: avatarId, userId }: Avatar, stop: FaceStop | null): Promise<void> {
    await this.outbox.add(tx, message(botGatewayInbox, 'show-avatar-stop', { userId, avatarId, stop }));
  }
}
