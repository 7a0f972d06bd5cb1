import { Injectable } from '@nestjs/common';
import type { FacesOfPhoto } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { AvatarFaces } from '../likeness/avatar-faces';
import { sureFaces } from '../likeness/likeness';
import { PhotoDecoder, type AnalysedPhoto } from '../photo-check/photo-decoder';
import { showsChild } from '../photo-comparison/face-age';
import { distanceOf } from '../photo-comparison/same-person';
import { THRESHOLDS } from '../photo-check/thresholds';
import { KnownFaceStore } from './known-face.store';

/** Says whose faces are on a photo that a person wants to change. The embeddings stay in this app. */
@Injectable()
export class SentFaces {
  constructor(
    private readonly database: Database,
    private readonly avatars: AvatarFaces,
    private readonly known: KnownFaceStore,
    private readonly decoder: PhotoDecoder,
  ) {}

  /**
   * `own`: each face belongs to one of the person's avatars; `others`: some face does not; `nobody`: there is no face. `known-face`: a face
   * that is not the person's own is in the register of faces that must not be drawn. `child`: some face is a child's, whoever it belongs to.
   * `too-many-faces`: there may be faces that nobody has looked at.
   */
  async whoseIn(
    userId: UserId,
    { jpeg, analysis }: AnalysedPhoto,
    signal: AbortSignal,
  ): Promise<FacesOfPhoto | 'known-face' | 'child' | 'too-many-faces'> {
    const { faces: every, areAll } = await this.decoder.everyFaceOf(jpeg, signal);
    const found = sureFaces(every);
    if (areAll && found.length === 0) return 'nobody';
    if (showsChild(found, analysis)) return 'child';
    if (!areAll) return 'too-many-faces';
    const faces = found.map(({ embedding }) => embedding);
    const own = await this.avatars.middlesOf(userId);
    const isOwn = (face: (typeof faces)[number]): boolean =>
      own.some((middle) => distanceOf(face, middle) <= THRESHOLDS.personDistance.warn);
    const others = faces.filter((face) => !isOwn(face));
    if (others.length === 0) return 'own';
    const isKnown = await this.database.transaction((tx) => this.known.isNear(tx, others));
    return isKnown ? 'known-face' : 'others';
  }
}
