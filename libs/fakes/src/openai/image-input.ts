import sharp from 'sharp';
import { invalid } from './api-error';

/** @throws ApiError unless the URL is https or a data URL whose picture really decodes. */
export const checkImage = async (url: unknown, param: string): Promise<void> => {
  if (typeof url !== 'string' || url === '') throw invalid('Invalid image URL.', 'invalid_image_url', param);
  if (/^https?:\/\//.test(url)) return;
  const [, type, base64] = /^data:(image\/[\w.+-]+);base64,([A-Za-z0-9+/=]+)$/.exec(url) ?? [];
  if (type === undefined || base64 === undefined) {
    throw invalid('Expected a base64-encoded data URL with an image MIME type.', 'invalid_base64_image', param);
  }
  if (!/^image\/(png|jpe?g|webp|gif)$/.test(type)) {
    throw invalid(`Unsupported MIME type: ${type}.`, 'unsupported_image_media_type', param);
  }
  await sharp(Buffer.from(base64, 'base64'), { failOn: 'error' })
    .stats()
    .catch(() => {
      throw invalid('The image data you provided does not represent a valid image.', 'invalid_image', param);
    });
};
