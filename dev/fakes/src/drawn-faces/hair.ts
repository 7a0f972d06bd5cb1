import { darker, lighter, type Colour } from './colour';

/** Hair in three layers: behind the head, on it, and in front of the shoulders. Units and origin are those of `head.ts`. */
export interface Hair {
  readonly behind: string;
  readonly top: string;
  readonly front: string;
}

interface Strands {
  /** Half the width of the face. */
  readonly w: number;
  readonly base: Colour;
  readonly deep: Colour;
  readonly shine: Colour;
}

type Style = (strands: Strands) => Partial<Hair>;

const shape = (d: string, fill: Colour): string => `<path d="${d}" fill="${fill}"/>`;
const strand = (d: string, colour: Colour, width: number, opacity = 1): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" opacity="${opacity}"/>`;
const circles = (list: readonly (readonly [number, number, number])[], fill: Colour): string =>
  list.map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`).join('');

/** A crown of hair from temple to temple; `inner` is the line along the forehead, from right to left. */
const crown = (w: number, rise: number, inner: string, side = 26): string =>
  `M${-w - 8} ${side}C${-w - 20} ${-rise * 0.78} ${-66} ${-rise} 0 ${-rise}C66 ${-rise} ${w + 20} ${-rise * 0.78} ${w + 8} ${side}${inner}Z`;

const shineOn = ({ shine }: Strands, rise = 128): string =>
  strand(`M-56 ${-rise + 32}Q-36 ${-rise + 12} -8 ${-rise + 9}`, shine, 7, 0.5) +
  strand(`M8 ${-rise + 9}Q18 ${-rise + 11} 24 ${-rise + 14}`, shine, 6, 0.4);

const parted = (s: Strands): string => {
  const { w, base, deep } = s;
  const inner = `L${w - 3} 18C${w - 6} -22 44 -64 -24 -108C-46 -86 ${-w + 8} -52 ${-w + 3} 18`;
  return (
    shape(crown(w, 146, inner), base) +
    strand(`M-24 -110C26 -92 62 -58 ${w} -4`, deep, 3, 0.45) +
    strand(`M-16 -122C36 -110 74 -70 ${w + 5} -18`, deep, 3, 0.3) +
    strand(`M-28 -112C-56 -92 ${-w + 2} -52 ${-w - 1} -6`, deep, 3, 0.4) +
    shineOn(s, 146)
  );
};

const centred = (s: Strands): string => {
  const { w, base, deep } = s;
  const inner = `L${w - 2} 22C${w - 2} -30 40 -70 0 -112C-40 -70 ${-w + 2} -30 ${-w + 2} 22`;
  return (
    shape(crown(w, 144, inner), base) +
    strand(`M2 -116C48 -84 ${w - 4} -48 ${w + 1} -4`, deep, 3, 0.4) +
    strand(`M-2 -116C-48 -84 ${-w + 4} -48 ${-w - 1} -4`, deep, 3, 0.4) +
    strand('M0 -142L0 -112', deep, 3, 0.5) +
    shineOn(s, 144)
  );
};

const bangs = (s: Strands): string => {
  const { w, base, deep } = s;
  const inner = `L${w - 4} 16L${w - 8} -30Q58 -34 47 -46Q36 -32 20 -46Q4 -32 -12 -46Q-28 -32 -44 -45Q-58 -32 ${-w + 8} -30L${-w + 4} 16`;
  return (
    shape(crown(w, 146, inner), base) +
    strand('M8 -130Q-6 -96 -12 -52', deep, 3, 0.35) +
    strand('M20 -128Q24 -90 20 -52', deep, 3, 0.35) +
    strand('M38 -122Q52 -86 48 -52', deep, 3, 0.35) +
    strand('M-16 -128Q-40 -92 -44 -50', deep, 3, 0.35) +
    shineOn(s, 146)
  );
};

/** Hair combed back, with which a bun and a ponytail begin. */
const sweptBack = (s: Strands): string => {
  const { w, base, deep } = s;
  const inner = `L${w - 4} 10C${w - 8} -46 50 -92 0 -96C-50 -92 ${-w + 8} -46 ${-w + 4} 10`;
  return (
    shape(crown(w - 4, 136, inner, 14), base) +
    [-44, -16, 16, 44]
      .map((x) => strand(`M${x * 1.2} ${-92 + Math.abs(x) * 0.35}Q${x} -116 ${x * 0.45} -130`, deep, 3, 0.35))
      .join('') +
    strand(`M${w - 3} 6Q${w + 4} 26 ${w - 6} 44`, base, 5) +
    strand(`M${-w + 3} 6Q${-w - 5} 30 ${-w + 5} 50`, base, 5)
  );
};

const locks = ({ w, base, deep }: Strands, length: number): string =>
  [1, -1]
    .map(
      (side) =>
        `<g transform="scale(${side} 1)">` +
        shape(
          `M${w - 6} 0C${w + 22} 36 ${w + 30} ${length * 0.55} ${w + 14} ${length}Q${w - 8} ${length - 10} ${w - 24} ${length * 0.8}C${w} ${length * 0.5} ${w - 8} 60 ${w - 6} 0Z`,
          base,
        ) +
        strand(`M${w + 6} 40Q${w + 18} ${length * 0.5} ${w + 2} ${length * 0.86}`, deep, 3, 0.4) +
        '</g>',
    )
    .join('');

const waves = ({ w, base, deep }: Strands, length: number): string =>
  [1, -1]
    .map(
      (side) =>
        `<g transform="scale(${side} 1)">` +
        shape(
          `M${w - 6} 0C${w + 30} 20 ${w + 8} 62 ${w + 26} 88C${w + 44} 116 ${w + 14} 140 ${w + 26} 168C${w + 34} ${length - 10} ${w} ${length + 8} ${w - 22} ${length - 18}C${w - 2} 150 ${w - 26} 120 ${w - 8} 92C${w + 6} 70 ${w - 16} 50 ${w - 6} 0Z`,
          base,
        ) +
        strand(
          `M${w + 8} 30C${w + 20} 60 ${w - 2} 84 ${w + 12} 112C${w + 22} 136 ${w - 2} 150 ${w + 8} 182`,
          deep,
          3,
          0.4,
        ) +
        '</g>',
    )
    .join('');

const back = (w: number, length: number, spread: number): string =>
  `M${-w - 10} -50C${-w - 26} 20 ${-w - spread} ${length * 0.6} ${-w - spread * 0.5} ${length}Q0 ${length + 26} ${w + spread * 0.5} ${length}C${w + spread} ${length * 0.6} ${w + 26} 20 ${w + 10} -50Z`;

const curlsAround = (w: number, radius: number): readonly (readonly [number, number, number])[] =>
  Array.from({ length: 15 }, (_, index) => {
    const angle = Math.PI * (1.16 - (index / 14) * 1.32);
    const wobble = index % 2 === 0 ? 6 : -4;
    return [
      Math.cos(angle) * (w + 18 + wobble),
      -34 - Math.sin(angle) * (92 + wobble),
      radius + (index % 3) * 3,
    ] as const;
  });

const curlsBeside = (w: number): readonly (readonly [number, number, number])[] => [
  [-w - 22, 20, 36],
  [w + 22, 20, 36],
  [-w - 20, 62, 32],
  [w + 20, 62, 32],
  [-w - 6, 98, 26],
  [w + 6, 98, 26],
];

const curlyCrown = (s: Strands): string =>
  shape(
    crown(s.w, 150, `L${s.w - 4} 6C${s.w - 10} -44 50 -72 6 -82C-46 -76 ${-s.w + 10} -44 ${-s.w + 4} 6`, 16),
    s.base,
  );

const short = (s: Strands, outer: string, hairline: string): string =>
  shape(
    `M${-s.w - 4} 14C${-s.w - 14} -70 ${outer}${s.w + 14} -70 ${s.w + 4} 14L${s.w - 5} 8${hairline}L${-s.w + 5} 8Z`,
    s.base,
  );

/** How hair can be worn. */
const HAIR = {
  long: (s) => ({ behind: shape(back(s.w, 150, 30), s.deep), top: parted(s), front: locks(s, 226) }),
  wavy: (s) => ({ behind: shape(back(s.w, 140, 40), s.deep), top: centred(s), front: waves(s, 212) }),
  fringe: (s) => ({ behind: shape(back(s.w, 150, 28), s.deep), top: bangs(s), front: locks(s, 190) }),
  halfUp: (s) => ({
    behind: circles([[0, -146, 26]], s.base) + shape(back(s.w, 118, 30), s.deep),
    top: sweptBack(s),
    front: locks(s, 128),
  }),
  bob: (s) => ({ behind: shape(back(s.w, 92, 34), s.deep), top: parted(s), front: locks(s, 106) }),
  ponytail: (s) => ({
    behind:
      shape(`M40 -118C150 -128 158 20 128 132Q112 168 104 176C104 120 104 0 52 -70Z`, s.base) +
      strand('M78 -104C126 -80 132 40 114 140', s.deep, 4, 0.4),
    top: sweptBack(s),
  }),
  bun: (s) => ({
    behind: circles([[0, -150, 42]], s.base) + strand('M-22 -158Q0 -184 24 -156', s.deep, 4, 0.4),
    top: sweptBack(s),
  }),
  braid: (s) => ({
    behind: shape(back(s.w, 90, 18), s.deep),
    top: centred(s),
    front:
      Array.from({ length: 7 }, (_, index) => {
        const x = -s.w - 2 + index * 3;
        const y = 66 + index * 24;
        return `<g fill="${index % 2 ? s.base : lighter(s.base, 0.1)}"><ellipse cx="${x - 8}" cy="${y}" rx="15" ry="20" transform="rotate(24 ${x - 8} ${y})"/><ellipse cx="${x + 9}" cy="${y}" rx="15" ry="20" transform="rotate(-24 ${x + 9} ${y})"/></g>`;
      }).join('') +
      `<circle cx="${-s.w + 18}" cy="238" r="9" fill="#e9b44c"/>` +
      shape(`M${-s.w + 10} 240Q${-s.w + 18} 284 ${-s.w + 24} 240Z`, s.base),
  }),
  curls: (s) => ({
    behind:
      shape(back(s.w, 70, 44), s.deep) + circles(curlsBeside(s.w), s.deep) + circles(curlsAround(s.w, 31), s.deep),
    top:
      curlyCrown(s) +
      circles(
        [
          [-s.w - 2, -10, 22],
          [s.w + 2, -10, 22],
          [-s.w + 2, -48, 25],
          [s.w - 2, -48, 25],
          [-52, -84, 26],
          [52, -84, 26],
          [-18, -98, 25],
          [20, -97, 24],
        ],
        s.base,
      ) +
      circles(
        [
          [-46, -104, 9],
          [30, -112, 8],
          [-s.w + 4, -44, 7],
        ],
        lighter(s.base, 0.16),
      ),
  }),
  /** Curls for a head with a hat, without those above the forehead, which would show through the hat. */
  lowCurls: (s) => ({
    behind: shape(back(s.w, 70, 44), s.deep) + circles(curlsBeside(s.w), s.deep),
    top:
      curlyCrown(s) +
      circles(
        [
          [-s.w - 2, -14, 22],
          [s.w + 2, -14, 22],
          [-s.w - 14, 24, 22],
          [s.w + 14, 24, 22],
          [-s.w - 10, 62, 20],
          [s.w + 10, 62, 20],
        ],
        s.base,
      ),
  }),
  pixie: (s) => ({
    behind: shape(back(s.w - 6, 44, 8), s.deep),
    top:
      shape(
        crown(
          s.w - 2,
          142,
          `L${s.w - 6} 30L${s.w - 9} -34C52 -50 16 -62 -22 -96C-24 -70 -44 -50 ${-s.w + 10} -38L${-s.w + 6} 30`,
          24,
        ),
        s.base,
      ) +
      strand(`M-20 -104C16 -72 50 -58 ${s.w - 6} -40`, s.deep, 3, 0.4) +
      strand('M-8 -118C26 -92 56 -78 72 -62', s.deep, 3, 0.3) +
      shineOn(s, 142),
  }),
  quiff: (s) => ({
    top:
      short(
        s,
        '-78 -132 -46 -140C-26 -172 50 -168 74 -134C96 -118 ',
        `L${s.w - 12} -44C64 -76 34 -88 4 -80C-22 -74 -52 -84 ${-s.w + 12} -50`,
      ) +
      strand('M-30 -92C-14 -130 26 -142 54 -128', s.deep, 4, 0.4) +
      strand('M-6 -86C8 -110 34 -120 56 -112', s.deep, 4, 0.35) +
      shineOn(s, 150),
  }),
  sidePart: (s) => ({
    top:
      short(
        s,
        '-74 -136 -36 -142C10 -158 64 -144 76 -120C98 -104 ',
        `L${s.w - 10} -40C${s.w - 14} -58 40 -66 -34 -98C-46 -80 -60 -66 ${-s.w + 10} -46`,
      ) +
      strand(`M-36 -102C6 -86 50 -72 ${s.w - 6} -50`, s.deep, 4, 0.4) +
      strand('M-24 -116C20 -104 56 -90 74 -70', s.deep, 3, 0.3) +
      shineOn(s, 146),
  }),
  crop: (s) => ({
    top:
      shape(
        crown(
          s.w - 6,
          134,
          `L${s.w - 8} 4L${s.w - 12} -48Q52 -58 40 -74Q28 -62 14 -76Q0 -62 -14 -76Q-28 -62 -42 -73Q-54 -58 ${-s.w + 12} -48L${-s.w + 8} 4`,
          8,
        ),
        s.base,
      ) + shineOn(s, 134),
  }),
  buzz: (s) => ({
    top: `<g opacity=".82">${shape(crown(s.w - 10, 118, `L${s.w - 10} -6L${s.w - 14} -48C54 -80 30 -84 0 -84C-30 -84 -54 -80 ${-s.w + 14} -48L${-s.w + 10} -6`, -2), s.base)}</g>`,
  }),
  shortCurls: (s) => ({
    behind: circles(curlsAround(s.w - 16, 22).slice(3, 12), s.deep),
    top:
      shape(
        crown(
          s.w - 6,
          138,
          `L${s.w - 8} 0L${s.w - 12} -40C48 -66 20 -72 0 -72C-20 -72 -48 -66 ${-s.w + 12} -40L${-s.w + 8} 0`,
          4,
        ),
        s.base,
      ) +
      circles(
        [
          [-66, -70, 20],
          [-42, -88, 21],
          [-14, -92, 20],
          [14, -92, 21],
          [42, -88, 20],
          [66, -70, 20],
          [-56, -112, 22],
          [-22, -126, 22],
          [16, -128, 22],
          [52, -112, 22],
        ],
        s.base,
      ) +
      circles(
        [
          [-40, -114, 7],
          [0, -118, 7],
          [36, -116, 6],
        ],
        lighter(s.base, 0.16),
      ),
  }),
  toShoulders: (s) => ({ behind: shape(back(s.w, 128, 22), s.deep), top: centred(s), front: locks(s, 148) }),
  manBun: (s) => ({ behind: circles([[0, -140, 30]], s.base), top: sweptBack(s) }),
  undercut: (s) => ({
    top:
      `<g opacity=".55">${shape(crown(s.w - 10, 116, `L${s.w - 10} 0L${s.w - 14} -48C54 -80 -54 -80 ${-s.w + 14} -48L${-s.w + 10} 0`, 4), s.base)}</g>` +
      shape(
        `M-44 -78C-72 -150 10 -168 52 -142C96 -120 104 -60 ${s.w + 4} 14C${s.w - 6} -8 ${s.w - 8} -40 50 -64C22 -72 -16 -70 -44 -78Z`,
        s.base,
      ) +
      strand('M-30 -92C6 -112 52 -100 82 -42', s.deep, 4, 0.4) +
      strand('M-24 -112C14 -130 60 -118 86 -72', s.deep, 3, 0.3),
  }),
  mop: (s) => ({
    behind: shape(back(s.w - 4, 62, 16), s.deep),
    top:
      shape(
        `M${-s.w - 10} 40C${-s.w - 26} -20 ${-s.w - 16} -112 -48 -132C-30 -158 26 -160 46 -138C${s.w + 4} -130 ${s.w + 30} -40 ${s.w + 10} 42C${s.w} 30 ${s.w - 4} 4 ${s.w - 6} -22Q70 -30 60 -50Q50 -30 30 -40Q16 -44 10 -60Q0 -36 -22 -38Q-36 -40 -40 -56Q-50 -32 ${-s.w + 6} -24C${-s.w + 4} 6 ${-s.w} 30 ${-s.w - 10} 40Z`,
        s.base,
      ) +
      strand('M10 -62Q14 -100 -6 -124', s.deep, 3, 0.4) +
      strand('M60 -52Q62 -92 40 -120', s.deep, 3, 0.35) +
      strand('M-40 -58Q-44 -96 -30 -122', s.deep, 3, 0.35) +
      shineOn(s, 150),
  }),
} satisfies Record<string, Style>;

export type HairName = keyof typeof HAIR;

/** The style that a person wears under a hat when no hat can be drawn over the person's own style. */
const UNDER_A_HAT: Partial<Record<HairName, HairName>> = {
  bun: 'wavy',
  halfUp: 'bob',
  quiff: 'crop',
  manBun: 'crop',
  curls: 'lowCurls',
  shortCurls: 'crop',
  mop: 'crop',
};

export const underHat = (name: HairName): HairName => UNDER_A_HAT[name] ?? name;

export const drawHair = (name: HairName, base: Colour, w: number): Hair => {
  const style: Style = HAIR[name];
  return { behind: '', top: '', front: '', ...style({ w, base, deep: darker(base, 0.34), shine: lighter(base, 0.4) }) };
};
