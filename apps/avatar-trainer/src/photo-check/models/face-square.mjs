// Cuts a face out as an upright square, however the head is tilted. The embedding and the measures of light and sharpness are taken from
// this square.

/** The numbers, among the 468 points, of those around each eye and around the mouth (MediaPipe's canonical face model). */
const LEFT_EYE = [33, 133, 159, 145];
const RIGHT_EYE = [263, 362, 386, 374];
const MOUTH = [61, 291, 0, 17];

/**
 * Lengths as shares of the square's side. EYE_TO_MOUTH is the distance from the eyes to the mouth, MIDDLE that from the upper edge to the
 * middle of the face.
 */
const EYE_TO_MOUTH = 0.45;
const MIDDLE = 0.43;

/** Where the square lies in the picture: its middle and side in pixels, and how far it is turned. */
export function placeOfFace({ mesh }) {
  const [left, right, mouth] = [LEFT_EYE, RIGHT_EYE, MOUTH].map((points) => middleOf(points.map((i) => mesh[i])));
  const tilt = Math.atan2(right.y - left.y, right.x - left.x);
  return {
    side: (distance(left, mouth) + distance(right, mouth)) / 2 / EYE_TO_MOUTH,
    x: (left.x + right.x + mouth.x) / 3,
    y: (left.y + right.y + mouth.y) / 3,
    cos: Math.cos(tilt),
    sin: Math.sin(tilt),
  };
}

const middleOf = (points) => ({
  x: points.reduce((sum, [x]) => sum + x, 0) / points.length,
  y: points.reduce((sum, [, y]) => sum + y, 0) / points.length,
});
const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/** Where a point of the square, 0 to 1 across and down, lies in the picture. */
const inPicture = ({ side, x, y, cos, sin }, across, down) => {
  const dx = (across - 0.5) * side;
  const dy = (down - MIDDLE) * side;
  return { x: x + dx * cos - dy * sin, y: y + dx * sin + dy * cos };
};

/** The square in RGB, `sidePx` wide; where it reaches outside the picture, it repeats the picture's edge. */
export function cutSquare({ pixels, width, height }, place, sidePx) {
  const square = new Uint8Array(sidePx * sidePx * 3);
  for (let row = 0; row < sidePx; row += 1) {
    for (let column = 0; column < sidePx; column += 1) {
      const at = inPicture(place, (column + 0.5) / sidePx, (row + 0.5) / sidePx);
      const x = within(Math.floor(at.x), width - 2);
      const y = within(Math.floor(at.y), height - 2);
      const right = Math.min(Math.max(at.x - x, 0), 1);
      const below = Math.min(Math.max(at.y - y, 0), 1);
      const first = (y * width + x) * 3;
      for (let k = first; k < first + 3; k += 1) {
        const upper = pixels[k] * (1 - right) + pixels[k + 3] * right;
        const lower = pixels[k + width * 3] * (1 - right) + pixels[k + width * 3 + 3] * right;
        square[(row * sidePx + column) * 3 + (k - first)] = upper * (1 - below) + lower * below;
      }
    }
  }
  return square;
}

const within = (value, most) => Math.min(Math.max(value, 0), Math.max(most, 0));

/** How many points are checked across the square, and also down, to find those that lie outside the picture. */
const GRID = 20;

/** The share of the square that lies outside the picture, 0 to 1, and whether the middle of the square lies outside. */
export function outsideOf({ width, height }, place) {
  let outside = 0;
  for (let i = 0; i < GRID * GRID; i += 1) {
    const { x, y } = inPicture(place, ((i % GRID) + 0.5) / GRID, (Math.floor(i / GRID) + 0.5) / GRID);
    if (x < 0 || y < 0 || x >= width || y >= height) outside += 1;
  }
  const isMiddleOutside = place.x < 0 || place.y < 0 || place.x >= width || place.y >= height;
  return { cutOff: outside / GRID ** 2, isMiddleOutside };
}
