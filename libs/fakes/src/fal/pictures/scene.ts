import type { Mood, SceneName } from './mood';
import type { Random } from './random';

interface Frame {
  readonly width: number;
  readonly height: number;
}

/** A place as an SVG document: sky, light, silhouettes. */
export const drawScene = (mood: Mood, { width, height }: Frame, random: Random): string => {
  const [top, middle, bottom] = mood.sky;
  const lightX = random.between(0.2, 0.8);
  const lightY = random.between(0.3, 0.5);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs>
<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset=".55" stop-color="${middle}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>
<radialGradient id="light" cx="${lightX}" cy="${lightY}" r=".6"><stop stop-color="${mood.light}" stop-opacity=".85"/><stop offset=".35" stop-color="${mood.light}" stop-opacity=".28"/><stop offset="1" stop-color="${mood.light}" stop-opacity="0"/></radialGradient>
<radialGradient id="glow"><stop stop-color="${mood.light}" stop-opacity=".9"/><stop offset="1" stop-color="${mood.light}" stop-opacity="0"/></radialGradient>
</defs>
<rect width="100%" height="100%" fill="url(#sky)"/><rect width="100%" height="100%" fill="url(#light)"/>
${PLACES[mood.scene](mood, { width, height }, random)}
</svg>`;
};

type Place = (mood: Mood, frame: Frame, random: Random) => string;

const times = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => draw(i)).join('');

const stars = ({ width, height }: Frame, random: Random, count: number): string =>
  times(
    count,
    () =>
      `<circle cx="${random.between(0, width)}" cy="${random.between(0, height * 0.7)}" r="${random.between(0.5, 2)}" fill="#fff" opacity="${random.between(0.3, 0.95)}"/>`,
  );

/** A jagged horizon filled to the bottom. */
const ridge = (frame: Frame, random: Random, colour: string, at: number, rise: number, pieces: number): string => {
  const { width, height } = frame;
  const points = Array.from({ length: pieces + 1 }, (_, index) => {
    const peak = index % 2 === 0 ? random.between(0, 0.35) : random.between(0.5, 1);
    return `${(index / pieces) * width},${height * (at - rise * peak)}`;
  });
  return `<polygon points="0,${height} ${points.join(' ')} ${width},${height}" fill="${colour}"/>`;
};

const layers = (mood: Mood, draw: (colour: string, depth: number) => string): string =>
  mood.ground.map((colour, depth) => draw(colour, depth)).join('');

const city: Place = (mood, frame, random) =>
  (mood.isNight ? stars(frame, random, 60) : '') +
  layers(mood, (colour, depth) => {
    let x = -10;
    let towers = '';
    while (x < frame.width) {
      const width = frame.width * random.between(0.035, 0.085);
      const tall = frame.height * random.between(0.16, 0.42 - depth * 0.07);
      const y = frame.height * (0.8 + depth * 0.1) - tall;
      towers += `<rect x="${x}" y="${y}" width="${width}" height="${frame.height - y}" fill="${colour}"/>`;
      if (depth > 0) towers += windows(mood, random, x, y, width, tall);
      x += width * random.between(0.95, 1.15);
    }
    return towers;
  });

const windows: (mood: Mood, random: Random, x: number, y: number, width: number, tall: number) => string = (
  mood,
  random,
  x,
  y,
  width,
  tall,
) => {
  const step = Math.max(7, width / 6);
  let lit = '';
  for (let row = y + step; row < y + tall; row += step * 1.4) {
    for (let column = x + step * 0.7; column < x + width - step * 0.8; column += step) {
      if (random.next() < (mood.isNight ? 0.42 : 0.16)) {
        const colour = random.pick(['#ffd48a', '#ffe9bf', '#9fd0ff']);
        lit += `<rect x="${column}" y="${row}" width="${step * 0.5}" height="${step * 0.65}" fill="${colour}" opacity="${random.between(0.35, 0.9)}"/>`;
      }
    }
  }
  return lit;
};

const sea: Place = (mood, frame, random) => {
  const { width, height } = frame;
  const horizon = height * 0.62;
  const sunX = width * random.between(0.25, 0.75);
  const radius = Math.min(width, height) * 0.1;
  const glints = times(70, (index) => {
    const y = horizon + ((index + 1) / 70) * (height - horizon);
    const spread = 0.05 + ((y - horizon) / (height - horizon)) * 0.4;
    const long = width * random.between(0.02, 0.1);
    return `<rect x="${sunX + width * random.between(-spread, spread) - long / 2}" y="${y}" width="${long}" height="${random.between(1, 3.5)}" rx="2" fill="${mood.light}" opacity="${random.between(0.15, 0.7)}"/>`;
  });
  return `${mood.isNight ? stars(frame, random, 80) : ''}
<circle cx="${sunX}" cy="${horizon - radius * 0.5}" r="${radius * 3}" fill="url(#glow)" opacity=".7"/><circle cx="${sunX}" cy="${horizon - radius * 0.5}" r="${radius}" fill="${mood.light}"/>
<linearGradient id="water" x2="0" y2="1"><stop stop-color="${mood.ground[0]}"/><stop offset="1" stop-color="${mood.ground[2]}"/></linearGradient>
<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#water)"/>${glints}`;
};

const forest: Place = (mood, frame, random) =>
  layers(
    mood,
    (colour, depth) =>
      times(26 - depth * 6, () => {
        const x = random.between(-0.05, 1.05) * frame.width;
        const base = frame.height * (0.86 + depth * 0.1);
        const tall = frame.height * random.between(0.3, 0.62) * (0.75 + depth * 0.25);
        const wide = tall * 0.2;
        return times(5, (tier) => {
          const y = base - tall + (tall * tier) / 6;
          const half = wide * (0.4 + tier * 0.22);
          return `<polygon points="${x},${y} ${x + half},${y + tall * 0.32} ${x - half},${y + tall * 0.32}" fill="${colour}"/>`;
        });
      }) +
      `<rect y="${frame.height * (0.82 + depth * 0.08)}" width="${frame.width}" height="${frame.height}" fill="${colour}" opacity=".55"/>`,
  );

const mountains: Place = (mood, frame, random) =>
  (mood.isNight ? stars(frame, random, 80) : '') +
  layers(mood, (colour, depth) => ridge(frame, random, colour, 0.72 + depth * 0.12, 0.4 - depth * 0.1, 7 + depth * 3)) +
  times(
    60,
    () =>
      `<circle cx="${random.between(0, frame.width)}" cy="${random.between(0, frame.height)}" r="${random.between(0.8, 3)}" fill="#fff" opacity="${random.between(0.2, 0.8)}"/>`,
  );

const space: Place = (mood, frame, random) => {
  const radius = Math.min(frame.width, frame.height) * random.between(0.16, 0.3);
  const x = frame.width * random.pick([0.12, 0.2, 0.8, 0.88]);
  const y = frame.height * random.between(0.15, 0.4);
  return `${stars(frame, random, 220)}
<linearGradient id="planet" x2="1" y2="1"><stop stop-color="${random.pick(['#ffb88a', '#8ad0ff', '#d2a6ff', '#9be0c0'])}"/><stop offset=".75" stop-color="${mood.ground[1]}"/></linearGradient>
<circle cx="${x}" cy="${y}" r="${radius * 1.7}" fill="url(#glow)" opacity=".35"/><circle cx="${x}" cy="${y}" r="${radius}" fill="url(#planet)"/>
<ellipse cx="${x}" cy="${y}" rx="${radius * 1.7}" ry="${radius * 0.3}" fill="none" stroke="${mood.light}" stroke-opacity=".5" stroke-width="3" transform="rotate(-18 ${x} ${y})"/>
${ridge(frame, random, mood.ground[2], 0.96, 0.08, 24)}`;
};

const castle: Place = (mood, frame, random) =>
  ridge(frame, random, mood.ground[0], 0.75, 0.2, 9) +
  times(7, (index) => {
    const width = frame.width * random.between(0.05, 0.09);
    const x = frame.width * (index / 6) - width / 2;
    const y = frame.height * random.between(0.32, 0.58);
    const roof = width * random.between(1, 1.7);
    return `<rect x="${x}" y="${y}" width="${width}" height="${frame.height}" fill="${mood.ground[1]}"/><polygon points="${x - width * 0.15},${y} ${x + width / 2},${y - roof} ${x + width * 1.15},${y}" fill="${mood.ground[1]}"/><rect x="${x + width * 0.42}" y="${y + width * 0.6}" width="${width * 0.16}" height="${width * 0.4}" fill="${mood.light}" opacity=".8"/>`;
  }) +
  ridge(frame, random, mood.ground[2], 0.92, 0.1, 14);

const cafe: Place = (mood, frame, random) =>
  times(46, () => {
    const radius = frame.width * random.between(0.012, 0.06);
    const colour = random.pick([mood.light, '#ff9d5c', '#ffe2b0', '#ff7d4d']);
    return `<circle cx="${random.between(0, frame.width)}" cy="${random.between(0, frame.height * 0.75)}" r="${radius}" fill="${colour}" opacity="${random.between(0.08, 0.4)}"/>`;
  }) +
  `<rect y="${frame.height * 0.86}" width="${frame.width}" height="${frame.height}" fill="${mood.ground[2]}" opacity=".85"/>`;

const studio: Place = (_mood, frame) =>
  `<ellipse cx="${frame.width / 2}" cy="${frame.height * 0.45}" rx="${frame.width * 0.6}" ry="${frame.height * 0.55}" fill="url(#glow)" opacity=".4"/>`;

const PLACES: Readonly<Record<SceneName, Place>> = { city, sea, forest, mountains, space, castle, cafe, studio };
