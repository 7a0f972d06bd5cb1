import sharp from 'sharp';
import { invalid } from './api-error';

/**
 * The largest picture that the model takes. The reference describes the refusal and names no number, so this number is a generous guess.
 */
const LARGEST_IMAGE_BYTES = 20 * 1_024 * 1_024;

/**
 * The bytes of a data URL; undefined for an http or https address, which the fake does not open.
 *
 * @throws ApiError for any other URL, and for a data URL whose picture does not decode or is too large.
 */
export const imageIn = async (url: unknown, param: string): Promise<Buffer | undefined> => {
  if (typeof url !== 'string' || url === '') throw invalid('Invalid image URL.', 'invalid_image_url', param);
  if (/^https?:\/\//.test(url)) return undefined;
  const [head = '', type] = /^data:(image\/[\w.+-]+);base64,/.exec(url) ?? [];
  const base64 = url.slice(head.length);
  // No pattern matches the whole string at once: backtracking over 28 million letters may run out of stack.
  if (type === undefined || base64 === '' || /[^A-Za-z0-9+/=]/.test(base64)) {
    throw invalid('Expected a base64-encoded data URL with an image MIME type.', 'invalid_base64_image', param);
  }
  if (!/^image\/(png|jpe?g|webp|gif)$/.test(type)) {
    throw invalid(`Unsupported MIME type: ${type}.`, 'unsupported_image_media_type', param);
  }
  const image = Buffer.from(base64, 'base64');
  if (image.length > LARGEST_IMAGE_BYTES) throw invalid('Image file is too large.', 'image_file_too_large', param);
  await sharp(image, { failOn: 'error' })
    .stats()
    .catch(() => {
      throw invalid('The image data you provided does not represent a valid image.', 'invalid_image', param);
    });
  return image;
};
