// Computes a print: features that stay nearly the same when a picture is resized, compressed or made lighter. It has a hash of the
// picture's shapes (the signs of its lowest frequencies, 64 bits) and its colours in sixteen fields. Some different pictures have the same
// hash, and some the same colours, so both are compared.
import sharp from 'sharp';

const SIDE = 32;
const KEPT = 8;
/** The number of fields of colour across, and also down. */
const FIELDS = 4;
/** The cosine waves of the lowest frequencies, without the frequency 0, which is the mean. */
const WAVES = Array.from({ length: KEPT }, (_, wave) =>
  Array.from({ length: SIDE }, (_, x) => Math.cos(((2 * x + 1) * (wave + 1) * Math.PI) / (2 * SIDE))),
);

/** The print of a picture, and that of its mirror image. */
export async function printsOf({ pixels, width, height }) {
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } });
  const grey = await picture.clone().greyscale().resize(SIDE, SIDE, { fit: 'fill' }).raw().toBuffer();
  const fields = await picture.resize(FIELDS, FIELDS, { fit: 'fill' }).raw().toBuffer();
  const acrossFirst = WAVES.map((wave) =>
    Array.from({ length: SIDE }, (_, y) => wave.reduce((sum, value, x) => sum + value * grey[y * SIDE + x], 0)),
  );
  const frequencies = acrossFirst.flatMap((column) =>
    WAVES.map((wave) => wave.reduce((sum, value, y) => sum + value * column[y], 0)),
  );
  // In the mirrored picture, every second wave across has the opposite sign.
  const mirrored = frequencies.map((value, i) => (Math.floor(i / KEPT) % 2 === 0 ? -value : value));
  return {
    print: { hash: signsOf(frequencies), colours: coloursOf(fields, (column) => column) },
    mirroredPrint: { hash: signsOf(mirrored), colours: coloursOf(fields, (column) => FIELDS - 1 - column) },
  };
}

/** Cb and Cr of each field, row by row, as whole numbers. */
function coloursOf(fields, columnOf) {
  const colours = [];
  for (let i = 0; i < FIELDS * FIELDS; i += 1) {
    const at = 3 * (i - (i % FIELDS) + columnOf(i % FIELDS));
    const [red, green, blue] = fields.subarray(at, at + 3);
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    colours.push(Math.round(0.564 * (blue - luma)), Math.round(0.713 * (red - luma)));
  }
  return colours;
}

function signsOf(frequencies) {
  const sorted = frequencies.toSorted((a, b) => a - b);
  const median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  const bits = frequencies.reduce((hash, value) => (hash << 1n) | (value > median ? 1n : 0n), 0n);
  return bits.toString(16).padStart((KEPT * KEPT) / 4, '0');
}
