/** A face belongs to its seed; the scene is what changes between two photographs of the same person. */
export interface DrawnFaceOptions {
  /** Which room and which clothes, any integer. Default 0. */
  scene?: number;
}

type Rgb = readonly [number, number, number];

export const DRAWING_WIDTH = 1024;
export const DRAWING_HEIGHT = 1280;

const SKINS: readonly Rgb[] = [
  [232, 190, 160],
  [198, 146, 110],
  [141, 96, 66],
  [245, 208, 185],
];
const HAIRS = ['#2b1b12', '#5a3a1e', '#111111', '#8a6a3a'];
const IRISES = ['#4a2f1a', '#3b5d7a', '#4c6b3c'];
const WALLS: readonly (readonly [string, string])[] = [
  ['#9fb4c4', '#5d6b78'],
  ['#d9c7ae', '#8f7a62'],
  ['#a9bfa3', '#5c715c'],
  ['#c9b3c4', '#76627a'],
  ['#b9c9d8', '#6b7f96'],
];
const SHIRTS = ['#33415c', '#5c3a3a', '#2f4f46', '#4a4a52', '#6a5633', '#3d3558'];

const pick = <T>(list: readonly T[], index: number): T => list[Math.abs(index) % list.length] as T;

/** Numbers that look random and are the same for the same seed: a linear congruential generator (glibc's constants). */
const numbersOf = (seed: number): ((low: number, high: number) => number) => {
  let state = seed * 7919 + 13;
  return (low, high) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return low + (high - low) * (state / 2_147_483_648);
  };
};

const shade =
  (skin: Rgb) =>
  (factor: number, opacity = 1): string =>
    `rgba(${skin.map((value) => Math.max(0, Math.min(255, Math.trunc(value * factor)))).join()},${opacity})`;

interface Features {
  tone: (factor: number, opacity?: number) => string;
  hair: string;
  iris: string;
  centreX: number;
  centreY: number;
  faceWidth: number;
  faceHeight: number;
  eyeGap: number;
  eyeY: number;
  eyeWidth: number;
  eyeHeight: number;
  noseWidth: number;
  noseY: number;
  mouthY: number;
  mouthWidth: number;
  browThickness: number;
}

const featuresOf = (seed: number): Features => {
  const between = numbersOf(seed);
  const centreX = DRAWING_WIDTH / 2 + between(-30, 30);
  const centreY = 600;
  return {
    tone: shade(pick(SKINS, seed)),
    hair: pick(HAIRS, seed * 3),
    iris: pick(IRISES, seed),
    centreX,
    centreY,
    faceWidth: between(225, 265),
    faceHeight: between(310, 350),
    eyeGap: between(92, 112),
    eyeY: centreY - between(35, 60),
    eyeWidth: between(46, 58),
    eyeHeight: between(17, 24),
    noseWidth: between(38, 55),
    noseY: centreY + between(75, 100),
    mouthY: centreY + between(160, 190),
    mouthWidth: between(70, 95),
    browThickness: between(11, 17),
  };
};

const eye = (f: Features, x: number): string => {
  const { eyeY: y, eyeWidth: w, eyeHeight: h } = f;
  return `<g>
    <ellipse cx="${x}" cy="${y}" rx="${w * 1.35}" ry="${h * 2.1}" fill="${f.tone(0.8, 0.55)}" filter="url(#soft)"/>
    <path d="M${x - w} ${y} Q${x} ${y - h * 1.9} ${x + w} ${y} Q${x} ${y + h * 1.5} ${x - w} ${y}Z" fill="#f4efe9"/>
    <circle cx="${x}" cy="${y - 2}" r="${h * 0.95}" fill="${f.iris}"/>
    <circle cx="${x}" cy="${y - 2}" r="${h * 0.45}" fill="#080605"/>
    <circle cx="${x - 5}" cy="${y - 8}" r="4" fill="#fff"/>
    <path d="M${x - w - 3} ${y} Q${x} ${y - h * 2} ${x + w + 3} ${y}" stroke="#1a100a" stroke-width="6" fill="none"/>
    <path d="M${x - w * 1.1} ${y - h * 2.6} Q${x} ${y - h * 4.2} ${x + w * 1.15} ${y - h * 2.7}" stroke="${f.hair}"
      stroke-width="${f.browThickness}" stroke-linecap="round" fill="none" opacity=".85"/>
  </g>`;
};

const body = (f: Features, shirt: string): string => {
  const { centreX: x, centreY: y, faceWidth: w, faceHeight: h } = f;
  return `
    <ellipse cx="${x}" cy="${y - 60}" rx="${w * 1.28}" ry="${h * 1.22}" fill="${f.hair}"/>
    <path d="M${x - 470} ${DRAWING_HEIGHT} Q${x - 380} ${y + 430} ${x - 110} ${y + 400} L${x + 110} ${y + 400}
      Q${x + 380} ${y + 430} ${x + 470} ${DRAWING_HEIGHT}Z" fill="${shirt}"/>
    <rect x="${x - 105}" y="${y + 200}" width="210" height="250" rx="60" fill="${f.tone(0.75)}"/>
    <ellipse cx="${x - w}" cy="${y + 10}" rx="30" ry="62" fill="${f.tone(0.85)}"/>
    <ellipse cx="${x + w}" cy="${y + 10}" rx="30" ry="62" fill="${f.tone(0.85)}"/>`;
};

const head = (f: Features): string => {
  const { centreX: x, centreY: y, faceWidth: w, faceHeight: h } = f;
  return `
    <path d="M${x - w} ${y - 60} C${x - w} ${y - h * 1.1} ${x + w} ${y - h * 1.1} ${x + w} ${y - 60}
      C${x + w} ${y + h * 0.6} ${x + w * 0.45} ${y + h} ${x} ${y + h}
      C${x - w * 0.45} ${y + h} ${x - w} ${y + h * 0.6} ${x - w} ${y - 60}Z" fill="url(#face)"/>
    <path d="M${x - w * 1.02} ${y - 80} Q${x - w * 0.9} ${y - h * 0.95} ${x} ${y - h * 0.82}
      Q${x + w * 0.9} ${y - h * 0.95} ${x + w * 1.02} ${y - 80} Q${x + w * 1.1} ${y - h * 1.2} ${x} ${y - h * 1.2}
      Q${x - w * 1.1} ${y - h * 1.2} ${x - w * 1.02} ${y - 80}Z" fill="${f.hair}"/>`;
};

const nose = (f: Features): string => {
  const { centreX: x, noseWidth: w, noseY: y, eyeY } = f;
  return `
    <path d="M${x - 14} ${eyeY + 10} Q${x - 24} ${y - 40} ${x - w} ${y} Q${x} ${y + 30} ${x + w} ${y}
      Q${x + 24} ${y - 40} ${x + 14} ${eyeY + 10}" fill="${f.tone(0.86, 0.55)}" filter="url(#softer)"/>
    <ellipse cx="${x}" cy="${y - 18}" rx="20" ry="26" fill="${f.tone(1.15, 0.7)}" filter="url(#softer)"/>
    <ellipse cx="${x - w / 2}" cy="${y + 6}" rx="12" ry="7" fill="${f.tone(0.3)}"/>
    <ellipse cx="${x + w / 2}" cy="${y + 6}" rx="12" ry="7" fill="${f.tone(0.3)}"/>`;
};

const mouth = (f: Features): string => {
  const { centreX: x, mouthY: y, mouthWidth: w } = f;
  return `
    <path d="M${x - w} ${y} Q${x - w * 0.4} ${y - 26} ${x} ${y - 14} Q${x + w * 0.4} ${y - 26} ${x + w} ${y}
      Q${x} ${y + 8} ${x - w} ${y}Z" fill="rgb(165,80,78)"/>
    <path d="M${x - w} ${y} Q${x} ${y + 62} ${x + w} ${y} Q${x} ${y + 10} ${x - w} ${y}Z" fill="rgb(185,98,94)"/>
    <path d="M${x - w} ${y} Q${x} ${y + 10} ${x + w} ${y}" stroke="#5a2020" stroke-width="4" fill="none"/>`;
};

/**
 * A drawn portrait, 1024×1280, as SVG. A face detector accepts it as the photograph of a person.
 * The same seed is the same person; gradients and blur are what makes detectors see a face.
 */
export const drawnFace = (seed: number, { scene = 0 }: DrawnFaceOptions = {}): string => {
  const f = featuresOf(seed);
  const [light, dark] = pick(WALLS, scene);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${DRAWING_WIDTH}" height="${DRAWING_HEIGHT}">
  <defs>
    <filter id="soft"><feGaussianBlur stdDeviation="12"/></filter>
    <filter id="softer"><feGaussianBlur stdDeviation="5"/></filter>
    <radialGradient id="face" cx=".45" cy=".42" r=".65">
      <stop offset="0" stop-color="${f.tone(1.1)}"/><stop offset=".65" stop-color="${f.tone(1)}"/>
      <stop offset="1" stop-color="${f.tone(0.62)}"/>
    </radialGradient>
    <linearGradient id="wall" x2="1" y2="1"><stop stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></linearGradient>
  </defs>
  <rect width="100%" height="100%" fill="url(#wall)"/>
  ${body(f, pick(SHIRTS, scene + seed))}${head(f)}${eye(f, f.centreX - f.eyeGap)}${eye(f, f.centreX + f.eyeGap)}${nose(f)}${mouth(f)}
</svg>`;
};
