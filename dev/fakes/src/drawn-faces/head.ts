import { darker, lighter, mix } from './colour';
import { drawHair, type Hair, type HairName } from './hair';
import type { Looks } from './looks';

export const EXPRESSIONS = ['smile', 'laugh', 'calm'] as const;
export type Expression = (typeof EXPRESSIONS)[number];

/**
 * A head, seen from the front. Its origin is between eyes and nose, the chin is at 118, the brows at −38, the top of
 * the hair between −118 and −190; a face reaches about 80 to each side, and hair up to 130.
 */
export const HEAD = { top: -195, brow: -52, chin: 122, side: 130 } as const;

interface HeadPose {
  readonly hair: HairName;
  readonly expression: Expression;
  /** Where the face looks: −1 to the left, 1 to the right. */
  readonly turn: number;
}

interface DrawnHead {
  readonly behind: string;
  readonly face: string;
  readonly front: string;
}

const TURN = 7;

export const drawHead = (looks: Looks, { hair, expression, turn }: HeadPose): DrawnHead => {
  const strands = drawHair(hair, looks.hair, looks.faceWidth);
  const shift = turn * TURN;
  return {
    behind: strands.behind,
    face: `${ears(looks)}${faceOf(looks, strands, turn)}<g transform="translate(${shift.toFixed(1)} 0)">${features(looks, expression)}</g>${earrings(looks)}${strands.top}<g transform="translate(${shift.toFixed(1)} 0)">${glasses(looks)}</g>`,
    front: strands.front,
  };
};

const contour = ({ faceWidth: w, jaw, chin }: Looks): string =>
  `M${-w} -24C${-w} -144 ${w} -144 ${w} -24C${w + 2} 40 ${jaw + 14} 84 ${chin} 108Q0 124 ${-chin} 108C${-jaw - 14} 84 ${-w - 2} 40 ${-w} -24Z`;

const ears = ({ faceWidth: w, skin }: Looks): string =>
  [-1, 1]
    .map(
      (side) =>
        `<ellipse cx="${side * (w + 2)}" cy="8" rx="13" ry="21" fill="${skin.base}"/><path d="M${side * (w + 7)} -2Q${side * (w + 2)} 8 ${side * (w + 6)} 18" fill="none" stroke="${skin.shade}" stroke-width="4" stroke-linecap="round"/>`,
    )
    .join('');

/** The face with its planes: light from the left, a shade of the hair on the forehead, a warm cheek. */
const faceOf = (looks: Looks, { top }: Hair, turn: number): string => {
  const { faceWidth: w, skin } = looks;
  const d = contour(looks);
  const shadow = top.replace(/(fill|stroke)="#[^"]+"/g, `$1="${skin.shade}"`).replace(/opacity="[^"]+"/g, '');
  return `<clipPath id="face"><path d="${d}"/></clipPath>
<linearGradient id="skin" x1="0" x2="1" y1=".1" y2=".3"><stop offset=".1" stop-color="${lighter(skin.base, 0.12)}"/><stop offset=".6" stop-color="${skin.base}"/><stop offset="1" stop-color="${mix(skin.base, skin.shade, 0.75)}"/></linearGradient>
<radialGradient id="blush"><stop stop-color="${skin.blush}" stop-opacity=".6"/><stop offset="1" stop-color="${skin.blush}" stop-opacity="0"/></radialGradient>
<path d="${d}" fill="url(#skin)"/>
<g clip-path="url(#face)"><g transform="translate(3 9)" opacity=".55">${shadow}</g>
<ellipse cx="${-w * 0.58 + turn * 6}" cy="46" rx="31" ry="23" fill="url(#blush)"/><ellipse cx="${w * 0.58 + turn * 6}" cy="46" rx="31" ry="23" fill="url(#blush)"/></g>`;
};

const features = (looks: Looks, expression: Expression): string =>
  `${freckles(looks)}${nose(looks)}${beard(looks)}${mouth(looks, expression)}${[-1, 1].map((side) => eye(looks, side, expression)).join('')}`;

const eye = (looks: Looks, side: number, expression: Expression): string => {
  const { eyeGap, eyeWidth: w, eyeSlant, iris, skin, kind, browWidth, browArch } = looks;
  const h = looks.eyeHeight * (expression === 'laugh' ? 0.82 : 1);
  const dark = darker(looks.hair, 0.55);
  const isLashed = kind === 'woman';
  const brow = mix(looks.hair, '#3a2420', looks.hair > '#c' ? 0.55 : 0.35);
  const inner = -w * 0.95;
  return `<g transform="translate(${side * eyeGap} 0)"><g transform="scale(${side} 1)">
<ellipse cx="0" cy="-3" rx="${w * 1.35}" ry="${h * 1.75}" fill="${skin.shade}" opacity=".3"/>
<path d="M${inner} 3Q${-w * 0.3} ${-h * 2} ${w} ${-eyeSlant}Q${w * 0.3} ${h * 1.5} ${inner} 3Z" fill="#fffaf3"/>
<circle cx="0" cy="-1.5" r="${h * 0.92}" fill="${iris}"/><circle cx="0" cy="-1.5" r="${h * 0.5}" fill="#1a0f14"/>
<path d="M${inner - 1} 4Q${-w * 0.3} ${-h * 2.05} ${w + (isLashed ? 5 : 1)} ${-eyeSlant - (isLashed ? 4 : 0)}" fill="none" stroke="${dark}" stroke-width="${isLashed ? 5 : 4}" stroke-linecap="round"/>
<path d="M${inner + 4} 7Q${w * 0.3} ${h * 1.35} ${w - 2} ${-eyeSlant + 3}" fill="none" stroke="${skin.shade}" stroke-width="2.4" stroke-linecap="round"/>
<path d="M${inner + 2} -10Q0 ${-h * 2.1} ${w} ${-eyeSlant - 9}" fill="none" stroke="${skin.shade}" stroke-width="2.6" stroke-linecap="round"/>
<path d="M${-w * 1.05} -29Q${w * 0.1} ${-38 - browArch} ${w * 1.35} -29Q${w * 0.1} ${-32 - browArch + browWidth * 0.9} ${-w * 1.05} ${-29 + browWidth * 0.75}Z" fill="${brow}" stroke="${brow}" stroke-width="2.5" stroke-linejoin="round"/></g>
<circle cx="${-h * 0.32}" cy="${-h * 0.42}" r="${h * 0.26}" fill="#fff"/></g>`;
};

const nose = ({ nose: w, skin }: Looks): string => `
<path d="M-8 -8Q-10 18 ${-w} 40Q${-w - 2} 50 0 52Q${w + 2} 50 ${w} 40Q12 24 9 -4Q16 20 6 40Q-4 44 -8 36Z" fill="${skin.shade}" opacity=".42"/>
<path d="M3 -6Q10 22 ${w - 1} 40Q${w - 2} 50 2 50Q8 30 3 -6Z" fill="${skin.shade}" opacity=".8"/>
<ellipse cx="-3" cy="36" rx="6" ry="7" fill="${lighter(skin.base, 0.5)}" opacity=".7"/>
<path d="M${-w + 3} 46Q${-w * 0.4} 53 ${-w * 0.15} 48M${w - 3} 46Q${w * 0.4} 53 ${w * 0.15} 48" fill="none" stroke="${darker(skin.shade, 0.35)}" stroke-width="3.6" stroke-linecap="round"/>`;

const mouth = ({ mouth: w, lips, skin }: Looks, expression: Expression): string => {
  const dark = darker(skin.lips, 0.55);
  const shade = `<path d="M-12 ${88 + lips * 8}Q0 ${93 + lips * 8} 12 ${88 + lips * 8}" fill="none" stroke="${skin.shade}" stroke-width="4" stroke-linecap="round" opacity=".8"/>`;
  if (expression === 'laugh') {
    return `${shade}<path d="M${-w} 69Q0 73 ${w} 69Q${w * 0.74} 94 0 95Q${-w * 0.74} 94 ${-w} 69Z" fill="#742a36" stroke="${skin.lips}" stroke-width="${3 + lips * 2}" stroke-linejoin="round"/>
<path d="M${-w + 4} 71Q0 75 ${w - 4} 71Q${w * 0.7} 82 0 83Q${-w * 0.7} 82 ${-w + 4} 71Z" fill="#fffaf3"/>`;
  }
  const lift = expression === 'smile' ? 8.5 : 2.5;
  const y = 76;
  return `${shade}<path d="M${-w} ${y - lift}Q${-w * 0.36} ${y - 8 * lips - 1} 0 ${y - 4 * lips}Q${w * 0.36} ${y - 8 * lips - 1} ${w} ${y - lift}Q0 ${y + lift * 1.1} ${-w} ${y - lift}Z" fill="${darker(skin.lips, 0.12)}"/>
<path d="M${-w} ${y - lift}Q0 ${y + 22 * lips + lift} ${w} ${y - lift}Q0 ${y + lift * 1.1} ${-w} ${y - lift}Z" fill="${skin.lips}"/>
<path d="M-8 ${y + 6 * lips + lift}Q0 ${y + 8 * lips + lift} 9 ${y + 6 * lips + lift}" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" opacity=".35"/>
<path d="M${-w - 2} ${y - lift - 1}Q0 ${y + lift * 1.3} ${w + 2} ${y - lift - 1}" fill="none" stroke="${dark}" stroke-width="3" stroke-linecap="round"/>`;
};

const beard = ({ beard: cut, hair, faceWidth: w, jaw, chin, mouth: m }: Looks): string => {
  const colour = darker(hair, 0.12);
  const full = `M${-w + 1} 4C${-w - 2} 46 ${-jaw - 17} 88 ${-chin - 4} 112Q0 136 ${chin + 4} 112C${jaw + 17} 88 ${w + 2} 46 ${w - 1} 4C${w - 8} 44 62 56 ${m + 12} 58Q0 48 ${-m - 12} 58C-62 56 ${-w + 8} 44 ${-w + 1} 4Z`;
  const moustache = `<path d="M0 56Q-10 52 -20 58Q${-m - 4} 64 ${-m - 8} 74Q-16 70 0 68Q16 70 ${m + 8} 74Q${m + 4} 64 20 58Q10 52 0 56Z" fill="${colour}"/>`;
  if (cut === 'none') return '';
  if (cut === 'moustache') return moustache;
  if (cut === 'stubble') return `<path d="${full}" fill="${colour}" opacity=".24"/>`;
  const goatee = `<path d="M${-m - 6} 70Q${-m - 6} 118 0 130Q${m + 6} 118 ${m + 6} 70Q${m} 92 0 92Q${-m} 92 ${-m - 6} 70Z" fill="${colour}"/>`;
  return cut === 'goatee' ? moustache + goatee : `<path d="${full}" fill="${colour}"/>${moustache}`;
};

const SPOTS = [
  [-52, 30],
  [-42, 40],
  [-60, 42],
  [-30, 34],
  [-46, 52],
  [52, 30],
  [42, 40],
  [60, 42],
  [30, 34],
  [46, 52],
  [-8, 22],
  [8, 26],
];
const freckles = (looks: Looks): string =>
  looks.freckles
    ? SPOTS.map(
        ([x, y]) => `<circle cx="${x}" cy="${y}" r="2.3" fill="${darker(looks.skin.shade, 0.15)}" opacity=".55"/>`,
      ).join('')
    : '';

const glasses = ({ glasses: shape, eyeGap }: Looks): string => {
  if (shape === 'none') return '';
  const lens = (x: number): string =>
    shape === 'round'
      ? `<circle cx="${x}" cy="0" r="29"/>`
      : `<rect x="${x - 30}" y="-22" width="60" height="46" rx="13"/>`;
  return `<g fill="#fff" fill-opacity=".13" stroke="#30263a" stroke-width="4.5">${lens(-eyeGap - 2)}${lens(eyeGap + 2)}<path d="M-7 -2Q0 -8 7 -2M${-eyeGap - 32} -6L-84 -10M${eyeGap + 32} -6L84 -10" fill="none"/></g>`;
};

const earrings = ({ earrings: worn, faceWidth: w }: Looks): string =>
  worn ? [-1, 1].map((side) => `<circle cx="${side * (w + 4)}" cy="36" r="6.5" fill="#f0c04f"/>`).join('') : '';
