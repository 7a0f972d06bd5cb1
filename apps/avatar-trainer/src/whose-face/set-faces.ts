import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import type { Avatar, AvatarPhoto } from '@aisha/database/trainer';
import { isEndedBySelfies, type AvatarId, type FaceStop } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { AvatarStore } from '../avatars/avatar.store';
import { middleOfPerson } from '../likeness/likeness';
import type { Embedding } from '../photo-check/analysis';
import { PhotoStore } from '../avatars/photo.store';
import { ageOfSet } from '../photo-comparison/face-age';
import { referencesOf } from '../photo-comparison/references';
import { distanceOf } from '../photo-comparison/same-person';
import { THRESHOLDS } from '../photo-check/thresholds';
import { KnownFaceStore } from './known-face.store';
import { SelfieStore } from './selfie.store';

/**
 * The faces that an avatar would show: the mean of its photos' faces, and the face of the main photo, from which the avatar is drawn while
 * it has no model.
 */
export interface ShownFaces {
  readonly middle: Embedding;
  readonly main: Embedding | null;
}

/** The faces of a set; null when it has none. */
export function shownFaces(set: readonly AvatarPhoto[]): ShownFaces | null {
  const faces = set.flatMap(({ embedding, personConfirmed }) => (embedding ? [{ embedding, personConfirmed }] : []));
  const middle = middleOfPerson(faces);
  return middle && { middle, main: set.find(({ isMain }) => isMain)?.embedding ?? null };
}

/** Whether a face is the one that an avatar's photos show. The main photo counts until the avatar is trained. */
export const isOfShown = (face: Embedding, { middle, main }: ShownFaces, { status }: Pick<Avatar, 'status'>): boolean =>
  distanceOf(face, middle) <= THRESHOLDS.personDistance.warn &&
  (status === 'completed' || main === null || distanceOf(face, main) < THRESHOLDS.linkedFaces.warn);

/**
 * Decides from the faces of a set how old its avatar looks, whether its person must send selfies (decisions 118, 119), and which photos are
 * used when the avatar is drawn from several (decision 192).
 */
@Injectable()
export class SetFaces {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly known: KnownFaceStore,
    private readonly selfies: SelfieStore,
    private readonly log: Logger,
  ) {}

  /** Writes the distances of a set to the log, so that the threshold can be fitted again. */
  compared(avatarId: AvatarId, distances: readonly { readonly photoId: string; readonly distance: number }[]): void {
    this.log.info('photo-set.compared', { avatarId, distances });
  }

  /**
   * Updates the age, the stop and the references of an avatar, because each photo that is added or removed may move the middle of the set.
   * The caller holds the avatar's lock. A style has no references, because it shows no person.
   */
  async setChanged(tx: Transaction, avatar: Avatar): Promise<void> {
    const set = await this.photos.ofSet(tx, avatar.id);
    await this.avatars.keepFaceAge(tx, avatar.id, ageOfSet(set));
    await this.photos.rank(tx, avatar.id, avatar.trainingType === 'portrait' ? referencesOf(set) : []);
    await this.avatars.stop(tx, avatar.id, await this.stopOf(tx, avatar, set));
  }

  /** Why the avatar's photos stop it; null when they do not. A stop because of a report or of misuse stays, whatever the photos show. */
  private async stopOf(tx: Transaction, avatar: Avatar, set: readonly AvatarPhoto[]): Promise<FaceStop | null> {
    const { stoppedFor } = avatar;
    if (stoppedFor === 'reported' || (stoppedFor && !isEndedBySelfies(stoppedFor))) return stoppedFor;
    const shown = shownFaces(set);
    if (!shown) return null;
    const proof = await this.selfies.proofOf(tx, avatar.id);
    // Earlier selfies count only while the photos show the same person.
    if (proof) return isOfShown(proof.embedding, shown, avatar) ? null : 'several-people';
    if (set.some(({ findings }) => findings.includes('another-person'))) return 'several-people';
    const faces = shown.main ? [shown.middle, shown.main] : [shown.middle];
    return (await this.known.isNear(tx, faces)) ? 'known-face' : null;
  }
}
