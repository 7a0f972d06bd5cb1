import sharp from '@aisha/pictures/frugal-sharp';
import type { Language, PhotoId } from '@aisha/domain';
import { lettered, type Lettering } from '@aisha/pictures';
import { coachMapTexts } from '@aisha/words';
import { adviceFor } from '../coach/advice';
import { ANGLES, DISTANCES, LIGHTS, type Light, type View } from '../coach/view';
import { CELL, cellAt, drawCell, GRID, isWanted } from './cell';
import { ACCENT, INK, MUTED, PAPER, SIDE_PX, type Layer } from './ground';
import { drawStrip, STRIP, type Part } from './strip';

/** The colours of the kinds of light, from dark to light. */
const LIGHT_COLOURS: Readonly<Record<Light, string>> = { dim: '#5B6B8C', even: '#F2D9A6', bright: '#FFE98A' };
const STRIPS_AT = GRID.top + DISTANCES.length * (CELL.height + CELL.gap) + 62;
const HEIGHT_PX = STRIPS_AT + 2 * STRIP.step + 8;

/**
 * Draws a set as a picture, 1080 pixels wide. Each column is an angle and each row a distance; each face is drawn in the cell of its angle
 * and distance. Below, bars show how many photos have which light and which background. The picture marks what the set lacks, and numbers
 * each face that is likely another person's.
 */
export async function drawMap(
  views: readonly View[],
  faces: ReadonlyMap<PhotoId, Buffer>,
  language: Language,
): Promise<Buffer> {
  const t = coachMapTexts[language];
  const advice = adviceFor(views);
  const cells = DISTANCES.flatMap((distance, row) =>
    ANGLES.map((angle, column) => {
      const inCell = views.filter((view) => view.angle === angle && view.distance === distance);
      const placed = inCell.map((view) => ({ view, place: views.indexOf(view) + 1, face: faces.get(view.photoId) }));
      return drawCell(cellAt(column, row), placed, isWanted(angle, distance, advice));
    }),
  );
  const lights = LIGHTS.map((light): Part => ({
    count: views.filter((view) => view.light === light).length,
    fill: LIGHT_COLOURS[light],
    label: t.howLight({ light }),
  }));
  const backgrounds = backgroundsOf(views);
  const strips = [
    drawStrip(STRIPS_AT, t.light, lights, advice.includes('more-light')),
    drawStrip(
      STRIPS_AT + STRIP.step,
      t.places({ count: backgrounds.length }),
      backgrounds,
      advice.includes('more-places'),
    ),
  ];
  const layers: readonly Layer[] = [...cells, ...strips];
  const texts: Lettering[] = [
    { text: t.title, x: GRID.left, y: 66, align: 'left', size: 52, colour: INK, weight: 'Bold' },
    { text: t.photos({ count: views.length }), x: SIDE_PX - 40, y: 68, align: 'right', size: 38, colour: MUTED },
    ...ANGLES.map((angle, column) => ({
      text: t.angle({ angle }),
      x: cellAt(column, 0).x + CELL.width / 2,
      y: GRID.top - 34,
      size: 34,
      colour: isAngleWanted(angle, advice) ? ACCENT : INK,
    })),
    ...DISTANCES.map((distance, row) => ({
      text: t.distance({ distance }),
      x: GRID.left + 18,
      y: cellAt(0, row).y + 28,
      align: 'left' as const,
      size: 32,
      colour: MUTED,
    })),
    ...layers.flatMap(({ texts: own }) => own),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE_PX}" height="${HEIGHT_PX}"><rect width="100%" height="100%" fill="${PAPER}"/>${layers.map((layer) => layer.svg).join('')}</svg>`;
  return sharp(Buffer.from(svg))
    .composite(await Promise.all(texts.map(lettered)))
    .flatten({ background: PAPER })
    .png({ palette: true, quality: 95 })
    .toBuffer();
}

const isAngleWanted = (angle: View['angle'], advice: readonly string[]): boolean =>
  advice.includes(angle === 'straight' ? 'more-straight' : 'more-sides');

/** How many photos have each background, the most frequent background first. */
function backgroundsOf(views: readonly View[]): Part[] {
  const groups = Map.groupBy(views, ({ background }) => background);
  return [...groups.values()]
    .sort((one, other) => other.length - one.length)
    .map((group) => {
      const mean = [0, 1, 2].map((k) => group.reduce((sum, { colour }) => sum + (colour[k] ?? 0), 0) / group.length);
      return { count: group.length, fill: `rgb(${mean.map(Math.round).join(',')})` };
    });
}
