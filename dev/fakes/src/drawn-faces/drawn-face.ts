import { darker, lighter } from './colour';
import { drawBackdrop } from './backdrops';
import { drawFigure } from './figure';
import { EXPRESSIONS } from './head';
import { looksOf, personOf, type PersonKind } from './looks';
import { dailyOutfit, type Outfit } from './outfit';
import { Random } from './random';
import { drawRibbon } from './ribbon';

interface DrawnFaceOptions {
  /**
   * Which of the person's photographs this is: any integer, 0 by default. Photographs with different numbers differ in place, clothes, hair
   * and framing.
   */
  readonly scene?: number;
  /** The kind of person; the seed decides by default. */
  readonly kind?: PersonKind;
  /** The width in pixels; the height is 5/4 of it. Default 1024. */
  readonly width?: number;
  /** Whether the person's glasses are left out. */
  readonly isBareEyed?: boolean;
  /** Changes the clothes of the person. */
  readonly dressed?: (outfit: Outfit) => Outfit;
}

/** How much lighter the light cells of the band are: enough for any trainer's copy, and too little for an eye. */
const BAND_CONTRAST = 0.06;
const WIDTH = 1_024;
const HEIGHT = 1_280;

/** How large the head is, and how far it is below the upper edge, from a close portrait to a half figure. */
const FRAMINGS = [
  { scale: 2.25, y: 640 },
  { scale: 1.8, y: 560 },
  { scale: 1.45, y: 460 },
  { scale: 2.05, y: 590 },
] as const;

/**
 * A drawn selfie, 4:5, as SVG. The same seed and kind give the same person. A face detector finds the face; the band along the lower edge
 * tells the fake trainer which person it shows (ribbon.ts).
 */
export const drawnFace = (
  seed: number,
  { scene = 0, kind, width = WIDTH, isBareEyed = false, dressed = (outfit) => outfit }: DrawnFaceOptions = {},
): string => {
  const person = personOf(seed, kind);
  const own = looksOf(person);
  const looks = isBareEyed ? { ...own, glasses: 'none' as const } : own;
  const random = new Random(`selfie ${person.kind} ${person.seed} ${scene}`);
  const { scale, y } = FRAMINGS[Math.abs(scene) % FRAMINGS.length] ?? FRAMINGS[0];
  const outfit = dressed(dailyOutfit(random));
  const pose = {
    hair: random.pick(looks.wardrobe),
    expression: EXPRESSIONS[Math.abs(scene) % EXPRESSIONS.length] ?? 'smile',
    gesture: scale < 1.6 ? random.pick(['relaxed', 'hip', 'wave', 'pockets'] as const) : ('relaxed' as const),
    turn: random.between(-1, 1),
    tilt: random.between(-6, 6),
  };
  const x = WIDTH / 2 + random.between(-50, 50);
  const lean = random.between(-3, 3);
  const light = 0.82 + 0.05 * (Math.abs(scene) % 7);
  const { svg: backdrop, colour } = drawBackdrop(random);
  const edge = darker(colour, 0.6);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.round((width * HEIGHT) / WIDTH)}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
${backdrop}
<g transform="translate(${x.toFixed(1)} ${y}) rotate(${lean.toFixed(1)} 0 400) scale(${scale})">${drawFigure(looks, outfit, pose)}</g>
${veil(light)}
${drawRibbon(person, { width: WIDTH, height: HEIGHT }, edge, lighter(edge, BAND_CONTRAST))}
</svg>`;
};

/** A shade over the picture, because some rooms are darker than others. */
const veil = (light: number): string =>
  light < 1
    ? `<rect width="100%" height="100%" fill="#251a3a" opacity="${(1 - light).toFixed(2)}"/>`
    : `<rect width="100%" height="100%" fill="#fff3d8" opacity="${(light - 1).toFixed(2)}"/>`;
