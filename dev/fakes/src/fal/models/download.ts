import sharp from 'sharp';
import { ModelError } from '../jobs/errors';
import type { RunContext } from './model';

const DOWNLOAD_TIMEOUT_MS = 30_000;
const MAX_PIXELS = 100_000_000;

/** Fetches the file at an input's address, as the runner does: over HTTP, or out of a data URI. */
export const download = async (field: string, url: string, { signal }: RunContext): Promise<Buffer> => {
  const refused = (reason: string): ModelError =>
    ModelError.at(field, 'file_download_error', `Failed to download the file. ${reason}`, { input: withoutQuery(url) });
  if (url.startsWith('data:')) return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  if (!/^https?:\/\//.test(url)) throw refused('The URL is not valid.');
  const attempt = (): Promise<Response> =>
    fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)]) });
  // A kept-alive connection may have died when the server restarted; the second attempt opens a new one.
  const response = await attempt().catch(() => attempt().catch(() => undefined));
  if (!response) throw refused('The server did not answer.');
  if (!response.ok) throw refused(`The server answered ${response.status}.`);
  return response.arrayBuffer().then(
    (bytes) => Buffer.from(bytes),
    () => {
      throw refused('The connection was cut.');
    },
  );
};

/** Fetches the picture at an input's address, turns it upright, and makes it a JPEG. */
export const downloadImage = async (field: string, url: string, context: RunContext): Promise<Buffer> => {
  const bytes = await download(field, url, context);
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .rotate()
    .jpeg({ quality: 92 })
    .toBuffer()
    .catch(() => {
      throw ModelError.at(
        field,
        'image_load_error',
        'Failed to load the image. Please ensure the image file is not corrupted.',
      );
    });
};

const withoutQuery = (url: string): string => url.replace(/\?.*$/, '').slice(0, 200);
