import { darker, lighter, type Colour } from './colour';
import type { Random } from './random';

interface Backdrop {
  readonly svg: string;
  /** The colour that covers most of the background. */
  readonly colour: Colour;
}

const wall = (colour: Colour, rest: string): Backdrop => ({
  colour,
  svg: `<linearGradient id="wall" x1="0" x2="1" y1="0" y2="1"><stop stop-color="${lighter(colour, 0.28)}"/><stop offset="1" stop-color="${darker(colour, 0.12)}"/></linearGradient><rect width="1024" height="1280" fill="url(#wall)"/>${rest}`,
});

const leaf = (x: number, y: number, angle: number, size: number, fill: Colour): string =>
  `<path transform="translate(${x} ${y}) rotate(${angle}) scale(${size})" d="M0 0C-46 -60 -38 -150 0 -200C38 -150 46 -60 0 0Z" fill="${fill}"/>`;

const plant = (x: number, y: number, size = 1): string =>
  [-58, -28, 2, 32, 60]
    .map((angle, index) => leaf(x, y, angle, size * (1.1 - Math.abs(angle) / 140), index % 2 ? '#3f8a63' : '#2f7358'))
    .join('') +
  `<path transform="translate(${x} ${y}) scale(${size})" d="M-62 -14L62 -14L46 110L-46 110Z" fill="#d4784f"/>`;

const pane = (x: number, y: number, width: number, height: number): string =>
  `<g transform="translate(${x} ${y})"><rect x="-16" y="-16" width="${width + 32}" height="${height + 32}" rx="8" fill="#fff7ea"/><rect width="${width}" height="${height}" fill="#9fd3ea"/><path d="M0 ${height * 0.7}Q${width * 0.3} ${height * 0.5} ${width * 0.55} ${height * 0.68}T${width} ${height * 0.6}V${height}H0Z" fill="#86b98a"/><circle cx="${width * 0.72}" cy="${height * 0.24}" r="${width * 0.1}" fill="#fff1bf"/><path d="M${width / 2} 0V${height}M0 ${height / 2}H${width}" stroke="#fff7ea" stroke-width="16"/></g>`;

const shelf = (y: number, random: Random): string => {
  let x = 30;
  let books = `<rect x="0" y="${y}" width="1024" height="24" fill="#8a5c3c"/>`;
  while (x < 980) {
    const width = random.between(26, 54);
    const height = random.between(120, 190);
    books += `<rect x="${x.toFixed(0)}" y="${(y - height).toFixed(0)}" width="${width.toFixed(0)}" height="${height.toFixed(0)}" rx="4" fill="${random.pick(['#c9564b', '#3f7f8c', '#e3b355', '#6a5a94', '#f0e2c8', '#4f7d54'])}"/>`;
    x += width + (random.next() < 0.15 ? 60 : 5);
  }
  return books;
};

const tree = (x: number, y: number, r: number, colour: Colour): string =>
  `<rect x="${x - 14}" y="${y}" width="28" height="${r * 2}" fill="#7a5238"/><circle cx="${x}" cy="${y - r * 0.3}" r="${r}" fill="${colour}"/><circle cx="${x - r * 0.7}" cy="${y + r * 0.3}" r="${r * 0.7}" fill="${colour}"/><circle cx="${x + r * 0.7}" cy="${y + r * 0.3}" r="${r * 0.7}" fill="${colour}"/>`;

const BACKDROPS: readonly [(random: Random) => Backdrop, ...((random: Random) => Backdrop)[]] = [
  (random) => wall(random.pick(['#e8a87c', '#c7b299', '#d9a5a0']), pane(640, 140, 300, 420) + plant(110, 980, 1.3)),
  (random) => wall('#c9a37c', [230, 500, 770, 1_040].map((y) => shelf(y, random)).join('')),
  (random) =>
    wall(
      random.pick(['#7fb3b0', '#93a8c9', '#b7a3cc', '#e0b0a2', '#e5c07a']),
      `<circle cx="850" cy="300" r="210" fill="#fff" opacity=".16"/><circle cx="120" cy="900" r="300" fill="#fff" opacity=".1"/>`,
    ),
  () =>
    wall(
      '#8fcbe6',
      `<circle cx="180" cy="200" r="90" fill="#fff3c4"/>${tree(110, 560, 170, '#6fa85f')}${tree(920, 520, 200, '#5b9857')}<path d="M0 860Q300 780 560 850T1024 820V1280H0Z" fill="#8cc070"/>`,
    ),
  () =>
    wall(
      '#f2c79a',
      `<circle cx="760" cy="420" r="140" fill="#fff0c0"/><rect y="620" width="1024" height="660" fill="#4f9fb0"/><path d="M0 690h380M520 740h420M120 800h300M640 850h300" stroke="#bfe6e4" stroke-width="10" stroke-linecap="round" opacity=".7"/><path d="M0 1010Q420 930 1024 1040V1280H0Z" fill="#f1d8a4"/>`,
    ),
  (random) =>
    wall(
      '#b8c9dd',
      [40, 210, 420, 640, 850]
        .map((x) => {
          const y = random.between(120, 480);
          return `<rect x="${x}" y="${y.toFixed(0)}" width="150" height="1200" fill="${random.pick(['#7f8fb0', '#92a2c0', '#a78fa8', '#c99f8f'])}"/>${[0, 1, 2, 3, 4, 5].map((row) => `<rect x="${x + 26}" y="${(y + 40 + row * 110).toFixed(0)}" width="36" height="54" fill="#fff2c9" opacity=".8"/><rect x="${x + 88}" y="${(y + 40 + row * 110).toFixed(0)}" width="36" height="54" fill="#fff2c9" opacity=".55"/>`).join('')}`;
        })
        .join(''),
    ),
  () =>
    wall(
      '#d8b48c',
      `<g fill="#fff7ea" opacity=".9"><rect x="90" y="150" width="240" height="300"/><rect x="700" y="120" width="220" height="280"/></g><path d="M110 400L190 270L250 350L290 310L310 430L110 430Z" fill="#e08f63"/><circle cx="810" cy="250" r="70" fill="#4f8f8a"/>${plant(920, 1_010, 1.2)}`,
    ),
  () =>
    wall(
      '#a7d0c1',
      `<g stroke="#fff" stroke-width="7" opacity=".5">${[128, 256, 384, 512, 640, 768, 896].map((x) => `<path d="M${x} 0V1280"/>`).join('')}${[130, 260, 390, 520, 650, 780, 910].map((y) => `<path d="M0 ${y}H1024"/>`).join('')}</g><rect y="980" width="1024" height="300" fill="#8d6344"/>`,
    ),
];

/** The background of an everyday photograph of a person, 1024 × 1280. */
export const drawBackdrop = (random: Random): Backdrop => random.pick(BACKDROPS)(random);
