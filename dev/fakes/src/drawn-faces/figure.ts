import { darker, lighter, mix, type Colour } from './colour';
import { drawHat } from './hats';
import { drawHead, type Expression } from './head';
import { underHat, type HairName } from './hair';
import type { Looks, PersonKind } from './looks';
import type { Outfit } from './outfit';

export type Gesture = 'relaxed' | 'hip' | 'wave' | 'hold' | 'pockets' | 'cheer' | 'strum' | 'aside' | 'umbrella';

export interface Pose {
  readonly hair: HairName;
  readonly expression: Expression;
  readonly gesture: Gesture;
  /** Where the face looks, from −1 (left) to 1 (right). */
  readonly turn: number;
  /** How far the head leans, in degrees. */
  readonly tilt: number;
  /** SVG of a thing in the right hand, drawn around its own origin, and covered by the fingers. */
  readonly prop?: string;
}

/** Distances from the head's origin downwards. A whole figure stands on `FEET`. */
export const FEET = 985;

interface Build {
  readonly shoulders: number;
  readonly waist: number;
  readonly hips: number;
  readonly neck: number;
  readonly arm: number;
  readonly leg: number;
}
const BUILDS: Readonly<Record<PersonKind, Build>> = {
  woman: { shoulders: 116, waist: 78, hips: 98, neck: 27, arm: 44, leg: 66 },
  man: { shoulders: 144, waist: 102, hips: 102, neck: 37, arm: 54, leg: 74 },
  other: { shoulders: 126, waist: 92, hips: 100, neck: 31, arm: 48, leg: 70 },
};

type Point = readonly [number, number];
/** The elbow and the hand of the right arm; the left arm is its mirror image. */
const armOf = ({
  shoulders: s,
  hips,
}: Build): Record<Gesture, readonly [left: readonly [Point, Point], right: readonly [Point, Point]]> => {
  const down = [
    [s + 8, 330],
    [s + 2, 462],
  ] as const;
  const hip = [
    [s + 66, 330],
    [hips - 6, 424],
  ] as const;
  const pocket = [
    [s + 26, 340],
    [hips - 14, 470],
  ] as const;
  const wave = [
    [s + 54, 268],
    [s + 66, 120],
  ] as const;
  const aside = [
    [s + 46, 330],
    [s + 22, 262],
  ] as const;
  const hold = [
    [s + 20, 350],
    [44, 330],
  ] as const;
  return {
    relaxed: [down, down],
    hip: [down, hip],
    pockets: [pocket, pocket],
    wave: [down, wave],
    hold: [down, hold],
    cheer: [wave, wave],
    aside: [down, aside],
    umbrella: [down, aside],
    strum: [
      [
        [s + 62, 316],
        [s + 30, 262],
      ],
      [
        [s + 40, 350],
        [26, 398],
      ],
    ],
  };
};

const BARE_ARMS: readonly Outfit['top'][] = ['tee', 'stripes', 'sport', 'apron', 'dress'];
const LONG: readonly Outfit['top'][] = ['coat', 'robe', 'gown'];
/** Hats that hide no hair. */
const OPEN_HATS: readonly Outfit['hat'][] = ['none', 'headband', 'circlet', 'goggles'];
const FLARED: readonly Outfit['top'][] = ['dress', 'robe', 'gown'];

/** A person from head to shoes, seen from the front, around the origin of their head. */
export const drawFigure = (looks: Looks, outfit: Outfit, pose: Pose): string => {
  const build = BUILDS[looks.kind];
  const hair = OPEN_HATS.includes(outfit.hat) ? pose.hair : underHat(pose.hair);
  const head = drawHead(looks, { hair, expression: pose.expression, turn: pose.turn });
  const tilted = (svg: string): string =>
    svg === '' ? '' : `<g transform="rotate(${pose.tilt.toFixed(1)} 0 110)">${svg}</g>`;
  const [left, right] = armOf(build)[pose.gesture];
  const isBehind = pose.gesture === 'pockets' || pose.gesture === 'relaxed' || pose.gesture === 'hip';
  const leftArm = arm(looks, build, outfit, left, -1, pose.gesture === 'pockets');
  const rightArm = arm(looks, build, outfit, right, 1, pose.gesture === 'pockets');
  const held = pose.prop === undefined ? '' : `<g transform="translate(${right[1].join(' ')})">${pose.prop}</g>`;
  const hands = pose.gesture === 'strum' ? held + leftArm + rightArm : leftArm + held + rightArm;
  const shelter = pose.gesture === 'umbrella' ? umbrella(right[1]) : '';
  return `${shelter}${outfit.top === 'cape' ? cape(build, outfit) : ''}${tilted(head.behind)}
${legs(build, outfit, looks)}${isBehind ? hands : ''}
${neck(looks, build)}${torso(build, outfit, looks)}
${tilted(head.face + drawHat(outfit, looks.faceWidth, looks.skin.base))}${outfit.scarf ? scarf(outfit, build) : ''}${outfit.hat === 'helmet' ? '' : tilted(head.front)}${isBehind ? '' : hands}
${outfit.hat === 'helmet' ? bubble : ''}`;
};

/** An umbrella that is open behind the head, so that it hides no face. */
const umbrella = ([x, y]: Point): string =>
  `${line(`M${x} ${y}L70 -200`, '#5a5364', 10)}<path d="M-210 -96Q-180 -290 40 -292Q270 -286 330 -80Q286 -122 240 -86Q196 -130 150 -92Q106 -136 60 -94Q14 -136 -32 -96Q-76 -134 -120 -98Q-166 -132 -210 -96Z" fill="#e4574f"/><path d="M-32 -96Q-20 -250 40 -292Q110 -250 150 -92Q106 -136 60 -94Q14 -136 -32 -96Z" fill="#f2766b"/>`;

const neck = ({ skin }: Looks, { neck: n }: Build): string => `
<path d="M${-n} 70L${-n} 140Q${-n} 158 ${-n - 30} 172L${n + 30} 172Q${n} 158 ${n} 140L${n} 70Z" fill="${mix(skin.base, skin.shade, 0.3)}"/>
<path d="M${-n} 96Q0 142 ${n} 96L${n} 124Q4 166 ${-n} 132Z" fill="${skin.shade}"/>`;

const line = (d: string, colour: Colour, width: number): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

const arm = (
  looks: Looks,
  build: Build,
  outfit: Outfit,
  [elbow, hand]: readonly [Point, Point],
  side: number,
  isHidden: boolean,
): string => {
  const { skin } = looks;
  const from: Point = [build.shoulders - build.arm / 2 + 2, 202];
  const isBare = BARE_ARMS.includes(outfit.top);
  const cloth = outfit.top === 'apron' ? outfit.second : outfit.top === 'cape' ? outfit.colour : outfit.colour;
  const whole = `M${from.join(' ')}L${elbow.join(' ')}L${hand.join(' ')}`;
  const sleeveEnd = [(from[0] + elbow[0] * 2) / 3, (from[1] + elbow[1] * 2) / 3];
  const sleeve = `M${from.join(' ')}L${sleeveEnd.join(' ')}`;
  const toCuff = [hand[0] + (elbow[0] - hand[0]) * 0.16, hand[1] + (elbow[1] - hand[1]) * 0.16];
  const width =
    outfit.top === 'armour' || outfit.top === 'spaceSuit' || outfit.top === 'coat' ? build.arm + 8 : build.arm;
  const shade = darker(cloth, 0.16);
  const palm = isHidden
    ? ''
    : outfit.top === 'spaceSuit'
      ? `<circle cx="${hand[0]}" cy="${hand[1]}" r="27" fill="#e8ebf2"/>`
      : `<circle cx="${hand[0]}" cy="${hand[1]}" r="${build.arm * 0.54}" fill="${skin.base}"/><path d="M${hand[0] - 13} ${hand[1] - 4}q-12 4 -9 17" fill="none" stroke="${skin.base}" stroke-width="13" stroke-linecap="round"/>`;
  const limbs = isBare
    ? line(whole, skin.base, build.arm * 0.82) +
      line(`M${elbow.join(' ')}L${hand.join(' ')}`, mix(skin.base, skin.shade, 0.22), build.arm * 0.8) +
      palm +
      line(sleeve, cloth, width + 6)
    : palm +
      line(`M${from.join(' ')}L${elbow.join(' ')}L${toCuff.join(' ')}`, shade, width) +
      line(
        `M${from[0] - 3} ${from[1]}L${elbow[0] - 5} ${elbow[1] - 4}L${toCuff[0]! - 3} ${toCuff[1]! - 3}`,
        cloth,
        width - 10,
      );
  return `<g transform="scale(${side} 1)">${limbs}</g>`;
};

const legs = ({ hips, leg }: Build, outfit: Outfit, { skin }: Looks): string => {
  const { legs: cloth, shoes, top } = outfit;
  const isDress = FLARED.includes(top);
  const isSuit = top === 'spaceSuit' || top === 'wetsuit' || top === 'armour';
  const colour = isDress ? skin.base : isSuit ? darker(outfit.colour, 0.08) : cloth;
  const width = isDress ? leg * 0.62 : leg;
  const one = (side: number, colour2: Colour): string =>
    line(`M${side * (hips - leg / 2 - 4)} 480L${side * 50} 715L${side * 54} 945`, colour2, width) +
    `<path d="M${side * 54 - 36} 985Q${side * 54 - 38} 944 ${side * 54} 938Q${side * 54 + 38} 944 ${side * 54 + 36 + (side > 0 ? 16 : 0)} 985L${side * 54 - 36 - (side < 0 ? 16 : 0)} 985Z" fill="${top === 'spaceSuit' ? '#d5dae6' : shoes}"/>`;
  const seat = `<path d="M${-hips} 440L${hips} 440L${hips - 2} 520Q0 560 ${-hips + 2} 520Z" fill="${colour}"/>`;
  return one(-1, darker(colour, 0.12)) + one(1, colour) + (isDress ? '' : seat);
};

const torsoPath = ({ shoulders: s, waist, hips }: Build, hem = 480): string =>
  `M-42 152Q-80 162 ${-s + 18} 172Q${-s - 4} 178 ${-s} 214L${-s + 26} 250Q${-waist - 2} 330 ${-waist} 380Q${-hips - 2} 430 ${-hips - 2} ${hem}L${hips + 2} ${hem}Q${hips + 2} 430 ${waist} 380Q${waist + 2} 330 ${s - 26} 250L${s} 214Q${s + 4} 178 ${s - 18} 172Q80 162 42 152Q0 196 -42 152Z`;

const torso = (build: Build, outfit: Outfit, looks: Looks): string => {
  const { shoulders: s, waist, hips } = build;
  const { top, colour, second } = outfit;
  const hem = LONG.includes(top) ? 720 : top === 'hoodie' || top === 'jacket' || top === 'suit' ? 496 : 480;
  const flared = `M-42 152Q-80 162 ${-s + 18} 172Q${-s - 4} 178 ${-s} 214L${-s + 26} 250Q${-waist - 2} 330 ${-waist} 384Q${-hips - 40} 520 ${-hips - 66} ${top === 'dress' ? 700 : 930}Q0 ${top === 'dress' ? 730 : 960} ${hips + 66} ${top === 'dress' ? 700 : 930}Q${hips + 40} 520 ${waist} 384Q${waist + 2} 330 ${s - 26} 250L${s} 214Q${s + 4} 178 ${s - 18} 172Q80 162 42 152Q0 ${top === 'dress' ? 230 : 196} -42 152Z`;
  const path = FLARED.includes(top) ? flared : torsoPath(build, hem);
  const deep = darker(colour, 0.22);
  const light = lighter(colour, 0.18);
  const side = `<path d="M${s - 30} 150Q${waist - 34} 330 ${hips - 26} ${hem + 460}L${s + 120} ${hem + 460}L${s + 120} 150Z" fill="${deep}" opacity=".4"/>`;
  return `<clipPath id="torso"><path d="${path}"/></clipPath><path d="${path}" fill="${top === 'apron' ? second : colour}"/><g clip-path="url(#torso)">${side}${DETAILS[top]({ build, colour, second, deep, light, looks })}</g>${COLLARS[top]?.({ build, colour, second, deep, light, looks }) ?? ''}`;
};

interface Cloth {
  readonly build: Build;
  readonly colour: Colour;
  readonly second: Colour;
  readonly deep: Colour;
  readonly light: Colour;
  readonly looks: Looks;
}
type Detail = (cloth: Cloth) => string;

const open = (fill: Colour, width: number): string =>
  `<path d="M${-width} 140L${-width * 0.7} 520L${width * 0.7} 520L${width} 140Z" fill="${fill}"/>`;
const buttons = (colour: Colour, from: number, to: number): string =>
  [0, 1, 2, 3].map((n) => `<circle cx="0" cy="${from + ((to - from) * n) / 3}" r="5" fill="${colour}"/>`).join('');

const DETAILS: Readonly<Record<Outfit['top'], Detail>> = {
  tee: ({ deep }) => line('M-44 150Q0 202 44 150', deep, 9),
  stripes: ({ second, deep }) =>
    [216, 262, 308, 354, 400, 446].map((y) => line(`M-200 ${y}Q0 ${y + 16} 200 ${y}`, second, 17)).join('') +
    line('M-44 150Q0 202 44 150', deep, 9),
  shirt: ({ deep, second }) =>
    line('M0 190L0 500', deep, 3) +
    buttons(second, 230, 440) +
    `<rect x="34" y="250" width="44" height="46" rx="5" fill="${deep}" opacity=".5"/>`,
  sweater: ({ deep, light }) =>
    [240, 300, 360]
      .map(
        (y) =>
          `<path d="M-170 ${y}${'l14 -13l14 13'.repeat(12)}" fill="none" stroke="${light}" stroke-width="6" stroke-linejoin="round" opacity=".7"/>`,
      )
      .join('') + line('M-160 470L160 470', deep, 26),
  hoodie: ({ deep, second }) =>
    `<path d="M-58 372L58 372L84 450L-84 450Z" fill="${deep}" opacity=".7"/>` +
    line('M-20 176L-22 246M20 176L22 240', second, 6),
  jacket: ({ deep, second }) =>
    open(second, 40) +
    line('M-36 160L-26 500M36 160L26 500', deep, 7) +
    `<path d="M60 380l40 -8M-60 380l-40 -8" stroke="${deep}" stroke-width="7" stroke-linecap="round"/>`,
  suit: ({ second, deep, looks }) =>
    `<path d="M-44 146L0 330L44 146Z" fill="${second}"/><path d="M-11 176L11 176L7 196L17 310L0 334L-17 310L-7 196Z" fill="${looks.kind === 'woman' ? second : '#a83a48'}"/>` +
    line('M0 330L0 500', deep, 4) +
    `<circle cx="9" cy="372" r="6" fill="${deep}"/><circle cx="9" cy="418" r="6" fill="${deep}"/><path d="M62 262l38 -5" stroke="#fff6e6" stroke-width="8"/>`,
  coat: ({ deep, second }) =>
    `<path d="M-40 146L0 300L40 146Z" fill="${second}"/>` +
    line('M0 296L0 730', deep, 5) +
    `<g transform="translate(-22 0)">${buttons(deep, 340, 520)}</g><g transform="translate(22 0)">${buttons(deep, 340, 520)}</g>` +
    line('M-150 402L150 402', deep, 20),
  dress: ({ deep, light }) =>
    line('M-120 386L120 386', deep, 16) +
    [-90, -34, 26, 84].map((x) => line(`M${x * 0.6} 420L${x * 1.3} 720`, deep, 4)).join('') +
    [
      [-40, 270],
      [36, 300],
      [-70, 560],
      [10, 600],
      [70, 520],
      [-20, 480],
      [90, 640],
      [-100, 660],
      [6, 240],
    ]
      .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="7" fill="${light}"/>`)
      .join(''),
  robe: ({ deep, second }) =>
    line('M0 190L0 960', deep, 6) +
    line('M-140 392L140 392', second, 20) +
    [
      [-60, 280],
      [50, 330],
      [-80, 560],
      [70, 620],
      [-30, 760],
      [90, 820],
      [-110, 860],
    ]
      .map(([x, y]) => `<path d="M${x} ${y! - 14}l4 10l10 4l-10 4l-4 10l-4 -10l-10 -4l10 -4z" fill="#ffd76a"/>`)
      .join(''),
  gown: ({ deep, second }) =>
    line('M0 190L0 960', deep, 5) +
    `<path d="M-60 150L-16 420L-60 470L-96 400Z" fill="${second}"/><path d="M60 150L16 420L60 470L96 400Z" fill="${second}"/>` +
    [-120, 120].map((x) => line(`M${x * 0.6} 420L${x} 940`, deep, 5)).join(''),
  armour: ({ deep, light }) =>
    `<path d="M-96 190Q0 236 96 190L80 330Q0 372 -80 330Z" fill="${light}"/>` +
    line('M0 214L0 356', deep, 5) +
    [380, 414, 448].map((y) => line(`M-130 ${y}Q0 ${y + 26} 130 ${y}`, deep, 6)).join('') +
    `<path d="M-14 250l14 -16l14 16l-14 42z" fill="#d8a944"/>`,
  spaceSuit: ({ deep }) =>
    `<rect x="-62" y="266" width="124" height="88" rx="14" fill="#c3cad9"/><rect x="-46" y="282" width="46" height="26" rx="5" fill="#2f8fc0"/><circle cx="24" cy="294" r="9" fill="#e4574f"/><circle cx="46" cy="294" r="7" fill="#f2c94c"/><rect x="-46" y="320" width="92" height="12" rx="6" fill="#8d97ad"/>` +
    line('M-150 414L150 414', deep, 16) +
    `<path d="M-104 214h34" stroke="#e4574f" stroke-width="14"/>`,
  sport: ({ second, deep }) =>
    line('M-44 150Q0 210 44 150', deep, 9) + `<path d="M-200 300L200 262L200 300L-200 338Z" fill="${second}"/>`,
  apron: ({ colour }) =>
    `<path d="M-58 214L58 214L64 300Q104 320 108 500L-108 500Q-104 320 -64 300Z" fill="${colour}"/>` +
    line('M-56 216L-40 150M56 216L40 150', colour, 10) +
    `<path d="M-44 400h88v44q-44 18 -88 0z" fill="#fff" opacity=".28"/>`,
  cape: ({ second, deep }) =>
    line('M-130 412L130 412', second, 24) +
    `<path d="M0 222l44 16q-2 74 -44 98q-42 -24 -44 -98z" fill="${second}"/><path d="M0 244l8 24h24l-19 15l7 24l-20 -15l-20 15l7 -24l-19 -15h24z" fill="${deep}"/>`,
  wetsuit: ({ second, deep }) =>
    line('M0 170L0 440', deep, 6) +
    `<path d="M-170 250Q-60 240 -40 500L-200 500ZM170 250Q60 240 40 500L200 500Z" fill="${second}" opacity=".85"/>`,
};

const lapels = ({ colour, deep }: Cloth): string =>
  [1, -1]
    .map(
      (side) =>
        `<g transform="scale(${side} 1)"><path d="M34 148L62 160L70 226L46 236L4 336Z" fill="${side > 0 ? darker(colour, 0.1) : lighter(colour, 0.06)}" stroke="${deep}" stroke-width="3" stroke-linejoin="round"/></g>`,
    )
    .join('');

const COLLARS: Partial<Record<Outfit['top'], Detail>> = {
  shirt: ({ colour, deep }) =>
    [1, -1]
      .map(
        (side) =>
          `<path transform="scale(${side} 1)" d="M0 190L36 140L60 160L34 214Z" fill="${lighter(colour, 0.12)}" stroke="${deep}" stroke-width="3" stroke-linejoin="round"/>`,
      )
      .join(''),
  sweater: ({ deep, colour }) =>
    `<path d="M-42 138Q0 176 42 138L48 164Q0 206 -48 164Z" fill="${lighter(colour, 0.1)}" stroke="${deep}" stroke-width="3"/>`,
  hoodie: ({ colour, deep }) =>
    `<path d="M-54 132Q-96 150 -78 184Q-30 214 0 216Q30 214 78 184Q96 150 54 132Q40 176 0 190Q-40 176 -54 132Z" fill="${darker(colour, 0.12)}" stroke="${deep}" stroke-width="3"/>`,
  jacket: ({ colour, deep }) =>
    [1, -1]
      .map(
        (side) =>
          `<path transform="scale(${side} 1)" d="M30 136L64 156L58 232L34 188Z" fill="${darker(colour, 0.12)}" stroke="${deep}" stroke-width="3" stroke-linejoin="round"/>`,
      )
      .join(''),
  suit: (cloth) =>
    [1, -1]
      .map(
        (side) =>
          `<path transform="scale(${side} 1)" d="M0 184L34 138L52 156L26 206Z" fill="${lighter(cloth.second, 0.3)}"/>`,
      )
      .join('') + lapels(cloth),
  coat: lapels,
  armour: ({ build: { shoulders: s }, light, deep }) =>
    [1, -1]
      .map(
        (side) =>
          `<path transform="scale(${side} 1)" d="M${s - 62} 176Q${s + 20} 150 ${s + 26} 232Q${s - 20} 262 ${s - 62} 238Z" fill="${light}" stroke="${deep}" stroke-width="4"/>`,
      )
      .join('') +
    `<path d="M-46 134Q0 172 46 134L54 172Q0 206 -54 172Z" fill="${light}" stroke="${deep}" stroke-width="4"/>`,
  spaceSuit: () => `<path d="M-78 150Q0 216 78 150L86 180Q0 244 -86 180Z" fill="#aeb7c9"/>`,
  cape: ({ second }) => `<path d="M-70 158Q0 220 70 158L60 190Q0 236 -60 190Z" fill="${second}"/>`,
  wetsuit: ({ colour }) => `<path d="M-40 132Q0 166 40 132L46 168Q0 200 -46 168Z" fill="${lighter(colour, 0.14)}"/>`,
};

const cape = ({ shoulders: s }: Build, { second }: Outfit): string =>
  `<path d="M${-s} 176Q${-s - 60} 520 ${-s - 110} 800Q-20 860 ${s + 110} 790Q${s + 60} 520 ${s} 176Z" fill="${darker(second, 0.1)}"/>`;

const scarf = ({ second }: Outfit, { neck: n }: Build): string => {
  const colour = second === '#fff7ea' || second === '#f3ead9' ? '#d9534f' : second;
  return `<path d="M${-n - 34} 122Q0 176 ${n + 34} 122L${n + 44} 172Q0 232 ${-n - 44} 172Z" fill="${colour}"/><path d="M-12 176L-58 178L-50 330L-2 326Z" fill="${darker(colour, 0.12)}"/>${line(`M${-n - 20} 146Q0 190 ${n + 20} 146`, darker(colour, 0.2), 4)}`;
};

/** The glass of a space helmet, over everything else of the head. */
const bubble = `<ellipse cx="0" cy="-12" rx="186" ry="194" fill="#cfe6ff" fill-opacity=".16" stroke="#f2f5fb" stroke-width="14"/><path d="M-128 -92Q-92 -152 -34 -166" fill="none" stroke="#fff" stroke-width="14" stroke-linecap="round" opacity=".8"/><path d="M-146 -40Q-148 -24 -146 -10" fill="none" stroke="#fff" stroke-width="12" stroke-linecap="round" opacity=".6"/>`;
