import sharp from 'sharp';

/** A flat AVIF of `side` × `side`: a few kilobytes as a file, twenty bytes of memory for each pixel. */
export const flatAvif = (side: number): Promise<Buffer> =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#765' }, limitInputPixels: false })
    .avif({ effort: 0 })
    .toBuffer();

/** A flat interlaced PNG with an alpha channel: it has to be decoded as a whole before its first line is known. */
export const interlacedPng = (side: number): Promise<Buffer> =>
  sharp({
    create: { width: side, height: side, channels: 4, background: { r: 120, g: 100, b: 80, alpha: 0.5 } },
    limitInputPixels: false,
  })
    .png({ progressive: true, compressionLevel: 9 })
    .toBuffer();
