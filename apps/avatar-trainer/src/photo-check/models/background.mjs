// Measures the background of a person: the colours of the picture outside of head and body. Two photos of one room have nearly the same
// colours.

/**
 * All lengths are in sides of the face's square. HEAD is how far the head with its hair reaches from the middle of the face; the body begins
 * where the head ends and reaches `BODY_ACROSS` to each side.
 */
const HEAD = { across: 0.9, up: 1, down: 0.65 };
const BODY_ACROSS = 1.7;

/** Only every second pixel, across and down, is counted: the result is the same as with all pixels, and it takes a quarter of the time. */
const STEP = 2;

/** The bins in which colours are counted: LIGHT for lightness, COLOUR for Cb and for Cr. `first` is the middle of the first bin. */
const LIGHT = { first: 42, step: 86, count: 3 };
const COLOUR = { first: -24, step: 12, count: 5 };
/** Shares are kept in thousandths. */
const WHOLE = 1_000;

/**
 * Measures a small copy of the picture, in whose pixels the face's square lies at `place`: the share of background, and the shares of its
 * colours in thousandths, ordered by lightness, Cb and Cr. A colour between two bins counts in both according to its distance, so that
 * noise moves no colour to another bin.
 */
export function backgroundOf({ pixels, width, height }, place) {
  const bins = new Float64Array(LIGHT.count * COLOUR.count ** 2);
  const sum = [0, 0, 0];
  let counted = 0;
  for (let y = 0; y < height; y += STEP) {
    for (let x = 0; x < width; x += STEP) {
      if (isPerson((x - place.x) / place.side, (y - place.y) / place.side)) continue;
      const at = 3 * (y * width + x);
      count(bins, pixels[at], pixels[at + 1], pixels[at + 2]);
      for (let k = 0; k < 3; k += 1) sum[k] += pixels[at + k];
      counted += 1;
    }
  }
  return {
    share: counted / (Math.ceil(width / STEP) * Math.ceil(height / STEP)),
    colours: Array.from(bins, (value) => Math.round((WHOLE * value) / Math.max(counted, 1))),
    mean: sum.map((value) => Math.round(value / Math.max(counted, 1))),
  };
}

const isPerson = (across, down) =>
  (Math.abs(across) < HEAD.across && down > -HEAD.up && down < HEAD.down) ||
  (down >= HEAD.down && Math.abs(across) < BODY_ACROSS);

function count(bins, red, green, blue) {
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  for (const [light, byLight] of nearest(luma, LIGHT)) {
    for (const [cb, byCb] of nearest(0.564 * (blue - luma), COLOUR)) {
      for (const [cr, byCr] of nearest(0.713 * (red - luma), COLOUR)) {
        bins[(light * COLOUR.count + cb) * COLOUR.count + cr] += byLight * byCb * byCr;
      }
    }
  }
}

/** The two bins beside a value, and how much of it each gets. */
function nearest(value, { first, step, count: bins }) {
  const at = Math.min(Math.max((value - first) / step, 0), bins - 1);
  const lower = Math.min(Math.floor(at), bins - 2);
  return [
    [lower, 1 - (at - lower)],
    [lower + 1, at - lower],
  ];
}
