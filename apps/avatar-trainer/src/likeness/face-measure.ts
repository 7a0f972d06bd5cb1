import { Injectable } from '@nestjs/common';
import type { UserId } from '@aisha/domain';
import type { FaceMatch } from '@aisha/kinds';
import { fileOf, isMissing, ObjectStore } from '@aisha/storage';
import type { Embedding } from '../photo-check/analysis';
import { PhotoDecoder } from '../photo-check/photo-decoder';
import { facesKept, matchFaces, nearestFace, type FacesKept } from './likeness';

/** The size in bytes of the largest picture that is measured: the generator accepts none larger. */
const MAX_BYTES = 16 * 1024 * 1024;
/** How many faces of a picture of several people are measured: twice as many as the people whom it may show. */
const FACES_OF_SEVERAL = 8;

/** Measures how far the face in a drawn picture is from a person's face. */
@Injectable()
export class FaceMeasure {
  constructor(
    private readonly storage: ObjectStore,
    private readonly decoder: PhotoDecoder,
  ) {}

  /**
   * The distance of a stored picture from `middle`. Null if the detector is sure of no face; undefined for a picture that is deleted, or
   * another person's.
   */
  async ofStored(
    userId: UserId,
    reference: string,
    middle: Embedding,
    signal: AbortSignal,
  ): Promise<number | null | undefined> {
    try {
      const picture = await this.storage.getBuffer(fileOf(userId, reference), { maxBytes: MAX_BYTES });
      return await this.of(picture, middle, signal);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /**
   * How similar the faces of a stored picture are to those before its change. Undefined when one of the two pictures is gone, or another
   * person's.
   */
  async ofEdit(userId: UserId, before: string, after: string, signal: AbortSignal): Promise<FacesKept | undefined> {
    try {
      const files = [before, after].map((reference) =>
        this.storage.getBuffer(fileOf(userId, reference), { maxBytes: MAX_BYTES }),
      );
      const [were, are] = await Promise.all(files);
      return facesKept(
        (await this.decoder.everyFaceOf(were ?? Buffer.of(), signal)).faces,
        (await this.decoder.everyFaceOf(are ?? Buffer.of(), signal)).faces,
      );
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Which of the people with these mean faces a stored picture shows. Undefined for a picture that is deleted, or another person's. */
  async match(
    userId: UserId,
    reference: string,
    middles: readonly (Embedding | null)[],
    signal: AbortSignal,
  ): Promise<FaceMatch | undefined> {
    try {
      const picture = await this.storage.getBuffer(fileOf(userId, reference), { maxBytes: MAX_BYTES });
      return matchFaces(await this.decoder.facesOf(picture, signal, FACES_OF_SEVERAL), middles);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async of(picture: Buffer, middle: Embedding, signal: AbortSignal): Promise<number | null> {
    return nearestFace(await this.decoder.facesOf(picture, signal), middle);
  }
}
