// Measures the light and sharpness of an upright square of a face, and how likely something covers the face.

/** Lightness, 0–255, by Rec. 601, as JPEG has it. */
const luma = (rgb, i) => 0.299 * rgb[3 * i] + 0.587 * rgb[3 * i + 1] + 0.114 * rgb[3 * i + 2];
/** The lowest variance by which edges are divided. On an even surface the variance is smaller, and noise would count as detail. */
const LEAST_VARIANCE = 25;

/**
 * Measures the mean and spread of lightness, the share of pixels lighter than `blownOutAbove`, and the sharpness. Sharpness is edges
 * divided by contrast, so that dim photos compare with bright ones.
 */
export function lightOf(rgb, side, blownOutAbove) {
  const grey = new Float32Array(side * side);
  for (let i = 0; i < grey.length; i += 1) grey[i] = luma(rgb, i);
  const { mean, variance } = spreadOf(grey);
  const edges = new Float32Array((side - 2) ** 2);
  for (let y = 1, edge = 0; y < side - 1; y += 1) {
    for (let x = 1; x < side - 1; x += 1, edge += 1) {
      const i = y * side + x;
      edges[edge] = grey[i - 1] + grey[i + 1] + grey[i - side] + grey[i + side] - 4 * grey[i];
    }
  }
  return {
    brightness: mean,
    contrast: Math.sqrt(variance),
    blownOut: grey.reduce((count, value) => count + (value > blownOutAbove ? 1 : 0), 0) / grey.length,
    sharpness: spreadOf(edges).variance / Math.max(variance, LEAST_VARIANCE),
  };
}

/** Mean and variance of any numbers. */
export function spreadOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

/** Parts of the square, whose edges are shares of its side: the eyes lie at 0.29 from the top, the mouth at 0.71. */
const EYES = [
  { left: 0.16, right: 0.42, top: 0.23, bottom: 0.36 },
  { left: 0.58, right: 0.84, top: 0.23, bottom: 0.36 },
];
const CHEEKS = [
  { left: 0.16, right: 0.34, top: 0.46, bottom: 0.6 },
  { left: 0.66, right: 0.84, top: 0.46, bottom: 0.6 },
];
const NOSE_BRIDGE = [{ left: 0.42, right: 0.58, top: 0.16, bottom: 0.4 }];
const LOWER_FACE = [{ left: 0.3, right: 0.7, top: 0.62, bottom: 0.84 }];

/**
 * Measures hints that something covers the face: how light the eyes are compared with the cheeks, and how much the mouth differs from the
 * bridge of the nose in colour and lightness.
 */
export function coverOf(rgb, side) {
  const [eyes, cheeks, bridge, lower] = [EYES, CHEEKS, NOSE_BRIDGE, LOWER_FACE].map((parts) =>
    colourOf(rgb, side, parts),
  );
  const gap = Math.hypot(bridge.cb - lower.cb, bridge.cr - lower.cr);
  return {
    eyesByCheeks: eyes.luma / Math.max(cheeks.luma, 1),
    mouthByBridge: lower.luma / Math.max(bridge.luma, 1),
    colourGap: gap / Math.max(bridge.luma, 1),
  };
}

function colourOf(rgb, side, parts) {
  const sum = { luma: 0, cb: 0, cr: 0, count: 0 };
  for (const { left, right, top, bottom } of parts) {
    for (let y = Math.floor(top * side); y < bottom * side; y += 1) {
      for (let x = Math.floor(left * side); x < right * side; x += 1) {
        const i = y * side + x;
        const grey = luma(rgb, i);
        sum.luma += grey;
        sum.cb += 0.564 * (rgb[3 * i + 2] - grey);
        sum.cr += 0.713 * (rgb[3 * i] - grey);
        sum.count += 1;
      }
    }
  }
  return { luma: sum.luma / sum.count, cb: sum.cb / sum.count, cr: sum.cr / sum.count };
}
