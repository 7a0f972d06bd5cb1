import { Injectable } from '@nestjs/common';
import type { CheckSelfie } from '@aisha/contracts/avatar-trainer';
import type { Transaction } from '@aisha/database';
import type { Avatar, Selfie } from '@aisha/database/trainer';
import { isEndedBySelfies, type SelfieOutcome } from '@aisha/domain';
import { AvatarStore } from '../avatars/avatar.store';
import { PhotoStore } from '../avatars/photo.store';
import { middleOf } from '../photo-comparison/same-person';
import { KnownFaceStore } from '../whose-face/known-face.store';
import { faultOf, type measuresOf } from './selfies';
import { isOfShown, shownFaces } from '../whose-face/set-faces';
import { SelfieStore } from '../whose-face/selfie.store';

/**
 * Decides whether the owner of an avatar has shown that its face is their own: two selfies must be newly taken, in the poses asked for, and
 * must look like each other and like the photos.
 */
@Injectable()
export class FaceProofs {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly selfies: SelfieStore,
    private readonly known: KnownFaceStore,
  ) {}

  /**
   * Takes a selfie and returns the verdict; null until the other selfie comes. A selfie that does not count, or that is not needed, ends
   * the challenge at once.
   */
  async take(tx: Transaction, selfie: CheckSelfie, seen: ReturnType<typeof measuresOf>): Promise<SelfieOutcome | null> {
    const avatar = await this.avatars.lock(tx, selfie);
    const { challengeId, at } = selfie;
    const isNeeded = avatar?.stoppedFor != null && isEndedBySelfies(avatar.stoppedFor);
    const refused = isNeeded ? (typeof seen === 'string' ? seen : null) : 'not-needed';
    if (!avatar || refused || typeof seen === 'string') {
      await this.selfies.forget(tx, challengeId);
      return refused ?? 'not-needed';
    }
    const { id: avatarId, userId } = avatar;
    const measured = { ...seen.measured };
    await this.selfies.add(tx, { challengeId, at, avatarId, userId, measured, embedding: [...seen.embedding] });
    const [first, second] = await this.selfies.ofChallenge(tx, challengeId);
    if (!first || !second) return null;
    await this.selfies.forget(tx, challengeId);
    return this.judge(tx, avatar, [first, second]);
  }

  private async judge(tx: Transaction, avatar: Avatar, pair: readonly [Selfie, Selfie]): Promise<SelfieOutcome> {
    // A challenge belongs to one avatar. A pair with a selfie of another avatar proves nothing.
    if (pair.some(({ avatarId }) => avatarId !== avatar.id)) return 'another-person';
    const set = await this.photos.ofSet(tx, avatar.id);
    const fault = faultOf(pair[0].challengeId, pair, set);
    if (fault) return fault;
    const face = middleOf(pair.map(({ embedding }) => embedding));
    const shown = shownFaces(set);
    if (!shown || !isOfShown(face, shown, avatar)) return 'another-person';
    await this.selfies.prove(tx, avatar.id, face);
    await this.avatars.stop(tx, avatar.id, null);
    // The owner has shown that the face of the stopped avatar is their own, so the register forgets the face.
    await this.known.forget(tx, avatar.id);
    return 'passed';
  }
}
