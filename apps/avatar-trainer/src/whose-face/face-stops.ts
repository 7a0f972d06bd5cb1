import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { Avatar } from '@aisha/database/trainer';
import type { AvatarId, FaceStop } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { AvatarStore } from '../avatars/avatar.store';
import { PhotoStore } from '../avatars/photo.store';
import { KnownFaceStore } from './known-face.store';
import { SelfieStore } from './selfie.store';
import { shownFaces, type ShownFaces } from './set-faces';

/** Stops and frees avatars, and tells their owners. */
@Injectable()
export class FaceStops {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly known: KnownFaceStore,
    private readonly selfies: SelfieStore,
    private readonly outbox: Outbox,
  ) {}

  /** Finds an avatar by the id that an operator knows, and locks it; null when it is deleted or unknown. */
  lockForOperator(tx: Transaction, id: AvatarId): Promise<Avatar | null> {
    return this.avatars.lockForOperator(tx, id);
  }

  /**
   * Stops an avatar, keeps its face in the register, and tells its person. The caller holds the avatar's lock. `shown` are the faces of the
   * avatar's set, where the caller knows them.
   */
  async stop(tx: Transaction, avatar: Avatar, stop: FaceStop, shown?: ShownFaces): Promise<void> {
    await this.avatars.stop(tx, avatar.id, stop);
    // The register keeps the face, so that an avatar that is deleted and made again from the same photos needs selfies too.
    const face = shown ?? shownFaces(await this.photos.ofSet(tx, avatar.id));
    if (face) await this.known.keep(tx, { id: avatar.id, source: 'avatar', userId: avatar.userId }, face.middle);
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
