import path from 'node:path';
import sharp from 'sharp';

/**
 * A woman in a picture that comes with a package of the models, the square that is cut out, and the middle and half axes of her face there,
 * in pixels.
 */
const SAMPLE = path.join(path.dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo/sample2.jpg');
const CROP = { left: 1_240, top: 0, width: 594, height: 594 };
const SIDE_PX = 900;
const FACE = { x: 452, y: 446, across: 207, down: 267 };

/**
 * A photographed face whose head is turned to a side by this many degrees: the picture is laid on an ellipsoid in front of the camera, and
 * the ellipsoid is turned. The models read about three quarters of the angle.
 */
export async function turnedHead(degrees: number): Promise<Buffer> {
  const { data, info } = await sharp(SAMPLE).extract(CROP).resize(SIDE_PX).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const turned = Buffer.from(data);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const across = (x - FACE.x) / FACE.across;
      const down = (y - FACE.y) / FACE.down;
      const depth = 1 - across ** 2 - down ** 2;
      if (depth <= 0) continue;
      const from = across * cos + Math.sqrt(depth) * sin;
      const column = Math.min(Math.max(Math.round(FACE.x + from * FACE.across), 0), width - 1);
      data.copy(turned, 3 * (y * width + x), 3 * (y * width + column), 3 * (y * width + column) + 3);
    }
  }
  return sharp(turned, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}
