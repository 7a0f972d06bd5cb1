import sharp from '@aisha/pictures/frugal-sharp';
import type { PhotoId } from '@aisha/domain';
import { fromReference, isMissing, ObjectStore } from '@aisha/storage';
import type { AvatarPhoto } from '@aisha/database/trainer';
import type { Analysis } from '../photo-check/analysis';

/** The side of a face on the map, in pixels. */
const FACE_PX = 96;
/** The limit on the size of a photo that is read. Photos are kept with sides of at most 2048 px, which as JPEG are some 1.5 MB. */
const KEPT_AT_MOST_BYTES = 20 * 1024 * 1024;
/** The side of the shown part of a photo, as a multiple of the side of the face's square. It shows the face with its hair. */
const SHOWN = 1.5;

type KeptPhoto = Pick<AvatarPhoto, 'id' | 'metadata'> & Partial<Pick<AvatarPhoto, 'filePath'>>;

/**
 * Cuts the faces of a set out as small JPEGs, with one photo in memory at a time. A photo without a measured face, or whose file is gone,
 * has no face in the result.
 */
export async function facesOf(
  storage: ObjectStore,
  photos: readonly KeptPhoto[],
): Promise<ReadonlyMap<PhotoId, Buffer>> {
  const faces = new Map<PhotoId, Buffer>();
  for (const { id, filePath, metadata } of photos) {
    const { face, body } = metadata as Partial<Analysis>;
    if (!filePath || !face || !body) continue;
    const file = await fileOf(storage, filePath);
    if (file) faces.set(id, await cutFace(file, face.middle, body.faceShare));
  }
  return faces;
}

async function fileOf(storage: ObjectStore, reference: string): Promise<Buffer | undefined> {
  try {
    return await storage.getBuffer(fromReference(reference), { maxBytes: KEPT_AT_MOST_BYTES });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Cuts the face out of a photo as a square of FACE_PX. Shrinks the photo while it is decoded, because the decoder then reads only a
 * fraction of the JPEG.
 */
async function cutFace(
  file: Buffer,
  middle: { readonly x: number; readonly y: number },
  share: number,
): Promise<Buffer> {
  const { width, height } = await sharp(file).metadata();
  const side = Math.min(SHOWN * share, 1) * Math.min(width, height);
  const by = FACE_PX / side;
  const small = {
    width: Math.max(Math.round(width * by), FACE_PX),
    height: Math.max(Math.round(height * by), FACE_PX),
  };
  const from = (at: number, whole: number): number =>
    Math.min(Math.max(Math.round(at * whole - FACE_PX / 2), 0), whole - FACE_PX);
  return sharp(file)
    .resize({ ...small, fit: 'fill' })
    .extract({ left: from(middle.x, small.width), top: from(middle.y, small.height), width: FACE_PX, height: FACE_PX })
    .jpeg({ quality: 88 })
    .toBuffer();
}
