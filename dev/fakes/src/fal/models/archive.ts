import JSZip from 'jszip';
import sharp from 'sharp';
import { ModelError } from '../jobs/errors';

const IMAGE_NAME = /\.(jpe?g|png|webp|avif|gif|bmp|tiff?|heic)$/i;
const SUPPORTED = ['jpg', 'jpeg', 'png', 'webp'];
const SUPPORTED_NAME = /\.(jpe?g|png|webp)$/i;
/** How many photos a LoRA keeps: enough for varied pictures, and few enough for a small file. */
const KEPT_PHOTOS = 8;
const KEPT_SIDE_PX = 1_024;
const MAX_IMAGES = 1_000;
const MAX_PIXELS = 100_000_000;

interface TrainingSet {
  readonly photos: readonly Buffer[];
  readonly imageCount: number;
  /** How many images have a caption `name.txt` beside `name.jpg`. */
  readonly captionCount: number;
}

/** Opens the archive given to a trainer, and refuses it for the same reasons as FAL. */
export const readTrainingSet = async (bytes: Buffer, minImages: number): Promise<TrainingSet> => {
  const zip = await JSZip.loadAsync(bytes, { checkCRC32: true }).catch(() => {
    throw refused('invalid_archive', 'The archive could not be opened.', { supported_extensions: ['.zip'] });
  });
  const entries = Object.values(zip.files).filter(({ dir, name }) => !dir && !/(^|\/)(__MACOSX|\.)/.test(name));
  const images = entries.filter(({ name }) => IMAGE_NAME.test(name));
  if (images.length < minImages) {
    throw refused(
      'archive_file_count_below_minimum',
      `The archive holds ${images.length} images, ${minImages} are needed.`,
      {
        min_count: minImages,
        provided_count: images.length,
        supported_extensions: SUPPORTED.map((name) => `.${name}`),
      },
    );
  }
  if (images.length > MAX_IMAGES) {
    throw refused('archive_file_count_exceeds_maximum', 'The archive holds too many images.', {
      max_count: MAX_IMAGES,
    });
  }

  const photos: Buffer[] = [];
  for (const image of images) {
    const photo = SUPPORTED_NAME.test(image.name) ? await decode(await image.async('nodebuffer')) : undefined;
    if (!photo) {
      throw refused('unsupported_image_format', `${image.name} is not a supported image.`, {
        supported_formats: SUPPORTED,
      });
    }
    if (photos.length < KEPT_PHOTOS) photos.push(photo);
  }
  const captions = new Set(entries.filter(({ name }) => name.endsWith('.txt')).map(({ name }) => stem(name)));
  return {
    photos,
    imageCount: images.length,
    captionCount: images.filter(({ name }) => captions.has(stem(name))).length,
  };
};

const decode = (bytes: Buffer): Promise<Buffer | undefined> =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .rotate()
    .resize(KEPT_SIDE_PX, KEPT_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 88 })
    .toBuffer()
    .catch(() => undefined);

const stem = (name: string): string => name.replace(/\.[^./]+$/, '');

const refused = (type: ModelError['details'][0]['type'], msg: string, ctx: Record<string, unknown>): ModelError =>
  ModelError.at('images_data_url', type, msg, { ctx });
