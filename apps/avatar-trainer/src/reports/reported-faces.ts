import { Injectable } from '@nestjs/common';
import type { ReportMisuse } from '@aisha/contracts/avatar-trainer';
import { Database, type Transaction } from '@aisha/database';
import { Avatar, type AvatarPhoto } from '@aisha/database/trainer';
import type { AvatarId } from '@aisha/domain';
import { In } from 'typeorm';
import { AvatarStore } from '../avatars/avatar.store';
import type { Embedding } from '../photo-check/analysis';
import { PhotoStore } from '../avatars/photo.store';
import { distanceOf } from '../photo-comparison/same-person';
import { THRESHOLDS } from '../photo-check/thresholds';
import { FaceStops } from '../whose-face/face-stops';
import { KnownFaceStore } from '../whose-face/known-face.store';
import { isOfShown, shownFaces, type ShownFaces } from '../whose-face/set-faces';
import { SelfieStore } from '../whose-face/selfie.store';

/** A reported face, and the avatars that have a photo that may show this face. */
export interface ReportedFace {
  readonly face: Embedding;
  readonly near: readonly AvatarId[];
}

/** Finds and stops the avatars that show a reported face. */
@Injectable()
export class ReportedFaces {
  private readonly known = new KnownFaceStore();

  constructor(
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly selfies: SelfieStore,
    private readonly stops: FaceStops,
    private readonly database: Database,
  ) {}

  /**
   * Waits for the photos that are being written at this moment, so that the comparison finds them. Enters the face into the register, if the
   * reporter says that it is their own and `mayReport` still holds: a later photo finds it there. A transaction of its own, before the photos
   * are compared.
   */
  awaitPhotos(
    { reportId: id, userId, about }: ReportMisuse,
    face: Embedding,
    mayReport: (tx: Transaction) => Promise<boolean>,
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      await this.known.lock(tx);
      if (about === 'my-face' && (await mayReport(tx)))
        await this.known.keep(tx, { id, source: 'report', userId }, face);
    });
  }

  /** Forgets the face of a report that is not kept, or kept without it. */
  async forget(tx: Transaction, { reportId }: ReportMisuse): Promise<void> {
    await this.known.forget(tx, reportId);
  }

  /**
   * Finds the avatars that have a photo that may show this face. Every photo is compared, so the caller asks before it
   * begins the transaction that stops the avatars.
   */
  near(face: Embedding): Promise<readonly AvatarId[]> {
    return this.known.avatarsNear(this.database, face);
  }

  /**
   * Stops other people's avatars that look like the face and tells their owners. Leaves an avatar alone when a report or an operator has
   * stopped it already, when selfies have shown that the face is the owner's, or when the report is about something else. Returns all
   * avatars that look like the face, including those that were not stopped.
   */
  async stop(tx: Transaction, report: ReportMisuse, { face, near }: ReportedFace): Promise<readonly AvatarId[]> {
    const { about } = report;
    const alike: AvatarId[] = [];
    for (const avatar of await this.candidates(tx, report, near)) {
      const set = await this.photos.ofSet(tx, avatar.id);
      const shown = shownFaces(set);
      if (!shown || !isLike(face, set, shown)) continue;
      alike.push(avatar.id);
      if (about === 'other' || avatar.stoppedFor === 'reported' || avatar.stoppedFor === 'misused') continue;
      const proof = await this.selfies.proofOf(tx, avatar.id);
      if (proof && isOfShown(proof.embedding, shown, avatar)) continue;
      await this.stops.stop(tx, avatar, 'reported', shown);
    }
    return alike;
  }

  /**
   * Locks the avatars, except the reporter's own, one after the other: by people, and then by their ids, so that neither two reports of one
   * face deadlock, nor a report and a person's choice of another main avatar.
   */
  private async candidates(
    tx: Transaction,
    { userId }: ReportMisuse,
    ids: readonly AvatarId[],
  ): Promise<readonly Avatar[]> {
    const near = await tx.find(Avatar, { where: { id: In([...ids]) }, order: { userId: 'ASC', id: 'ASC' } });
    const locked: Avatar[] = [];
    for (const avatar of near) {
      if (avatar.userId === userId) continue;
      const one = await this.avatars.lockAmongAll(tx, { userId: avatar.userId, avatarId: avatar.id });
      if (one) locked.push(one);
    }
    return locked;
  }
}

/** Whether a face is similar to a set. A set too small for a middle is compared photo by photo. */
function isLike(face: Embedding, set: readonly AvatarPhoto[], { middle, main }: ShownFaces): boolean {
  const { facesOfSet, knownFace, knownPhoto } = THRESHOLDS;
  const photos = set.flatMap(({ embedding }) => (embedding ? [embedding] : []));
  const isNear = (faces: readonly Embedding[], threshold: number) =>
    faces.some((other) => distanceOf(face, other) <= threshold);
  if (photos.length < facesOfSet.warn) return isNear(photos, knownPhoto.warn);
  return isNear(main ? [middle, main] : [middle], knownFace.warn);
}
