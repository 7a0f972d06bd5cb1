import { darker, lighter, type Colour } from './colour';
import type { Hat, Outfit } from './outfit';

type DrawHat = (w: number, outfit: Outfit, skin: Colour) => string;

const path = (d: string, fill: string, rest = ''): string => `<path d="${d}" fill="${fill}" ${rest}/>`;

/** Draws each hat above the forehead of a head whose face is `w` wide to each side; no hat reaches above −290. */
const DRAWN: Readonly<Record<Hat, DrawHat>> = {
  none: () => '',
  helmet: () => '',
  beanie: (w, { second, colour }) => {
    const wool = second === '#fff7ea' || second === '#f3ead9' ? darker(colour, 0.15) : second;
    return (
      `<circle cx="0" cy="-176" r="24" fill="${lighter(wool, 0.55)}"/>` +
      path(`M${-w - 14} -58C${-w - 18} -190 ${w + 18} -190 ${w + 14} -58Z`, wool) +
      path(`M${-w - 18} -82Q0 -112 ${w + 18} -82L${w + 16} -44Q0 -74 ${-w - 16} -44Z`, darker(wool, 0.16)) +
      [-60, -30, 0, 30, 60]
        .map((x) =>
          path(
            `M${x} ${-94 + Math.abs(x) * 0.16}l0 30`,
            'none',
            `stroke="${lighter(wool, 0.2)}" stroke-width="5" opacity=".5"`,
          ),
        )
        .join('')
    );
  },
  straw: (w) =>
    path(`M${-w - 84} -58Q0 -128 ${w + 84} -58Q0 -22 ${-w - 84} -58Z`, '#e0b565') +
    path(`M${-w + 8} -72C${-w + 6} -186 ${w - 6} -186 ${w - 8} -72Q0 -50 ${-w + 8} -72Z`, '#f0cd85') +
    path(`M${-w + 8} -92Q0 -68 ${w - 8} -92L${w - 8} -70Q0 -46 ${-w + 8} -70Z`, '#c94f4a'),
  crown: () =>
    path(
      'M-74 -96L-86 -186L-44 -146L0 -206L44 -146L86 -186L74 -96Q0 -116 -74 -96Z',
      '#f2c14e',
      'stroke="#b9822b" stroke-width="4" stroke-linejoin="round"',
    ) +
    path('M-76 -116Q0 -136 76 -116L74 -94Q0 -114 -74 -94Z', '#d99f34') +
    '<circle cx="0" cy="-146" r="10" fill="#d84b5b"/><circle cx="-48" cy="-136" r="7" fill="#3f9bd1"/><circle cx="48" cy="-136" r="7" fill="#3f9bd1"/>',
  chef: (w) =>
    '<circle cx="-56" cy="-186" r="50" fill="#fffaf2"/><circle cx="56" cy="-186" r="50" fill="#f0e9df"/><circle cx="0" cy="-212" r="58" fill="#fffdf8"/>' +
    path(`M${-w + 2} -80L${-w + 8} -176L${w - 8} -176L${w - 2} -80Q0 -104 ${-w + 2} -80Z`, '#fffdf8') +
    path(`M${-w} -106Q0 -132 ${w} -106L${w - 2} -76Q0 -102 ${-w + 2} -76Z`, '#e6ded2'),
  wizard: (w, { colour }) =>
    path(`M${-w - 70} -62Q0 -132 ${w + 70} -62Q0 -40 ${-w - 70} -62Z`, darker(colour, 0.2)) +
    path(`M${-w + 6} -78Q-30 -190 26 -284Q34 -190 ${w - 6} -78Q0 -104 ${-w + 6} -78Z`, colour) +
    path('M0 -170l6 14l15 2l-11 10l3 15l-13 -7l-13 7l3 -15l-11 -10l15 -2z', '#ffd76a') +
    path(`M${-w + 8} -96Q0 -122 ${w - 8} -96L${w - 7} -76Q0 -102 ${-w + 7} -76Z`, '#ffd76a'),
  cowboy: (w) =>
    path(
      `M${-w - 88} -96Q${-w - 30} -52 0 -72Q${w + 30} -52 ${w + 88} -96Q${w} -110 0 -104Q${-w} -110 ${-w - 88} -96Z`,
      '#8a5a36',
    ) +
    path(
      `M${-w + 10} -86C${-w + 4} -210 -30 -196 0 -180C30 -196 ${w - 4} -210 ${w - 10} -86Q0 -70 ${-w + 10} -86Z`,
      '#a56d42',
    ) +
    path(`M${-w + 9} -104Q0 -88 ${w - 9} -104L${w - 10} -84Q0 -68 ${-w + 10} -84Z`, '#5a3521'),
  snorkel: (w) =>
    path(
      `M${-w + 2} -128Q0 -146 ${w - 2} -128L${w - 4} -80Q40 -70 14 -84Q0 -92 -14 -84Q-40 -70 ${-w + 4} -80Z`,
      '#8fd3e6',
      'stroke="#22354a" stroke-width="9" stroke-linejoin="round"',
    ) +
    path('M-58 -116L-30 -120', 'none', 'stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".8"') +
    path(`M${w + 6} -96L${w + 16} -96`, 'none', 'stroke="#22354a" stroke-width="12"') +
    path(`M${w + 14} 30L${w + 22} -176`, 'none', 'stroke="#f0a03c" stroke-width="16" stroke-linecap="round"'),
  headband: (w, { second }) => path(`M${-w - 8} -66Q0 -108 ${w + 8} -66L${w + 6} -44Q0 -84 ${-w - 6} -44Z`, second),
  beret: (w, { colour }) => {
    const felt = colour === '#f3ead9' ? '#c7403f' : darker(colour, 0.1);
    return (
      path(
        `M${-w - 2} -76C${-w - 60} -150 40 -190 ${w + 24} -128Q${w + 34} -98 ${w - 2} -80Q0 -108 ${-w - 2} -76Z`,
        felt,
      ) + path('M-12 -160q2 -14 8 -20', 'none', `stroke="${felt}" stroke-width="9" stroke-linecap="round"`)
    );
  },
  mortarboard: (w) =>
    path(`M${-w + 4} -70Q0 -104 ${w - 4} -70L${w - 10} -150Q0 -172 ${-w + 10} -150Z`, '#232a44') +
    path('M0 -214L156 -164L0 -116L-156 -164Z', '#2d3656') +
    path('M0 -116L156 -164L150 -156L0 -108L-150 -156L-156 -164Z', '#1b2138') +
    path('M0 -166L112 -146L112 -84', 'none', 'stroke="#f2c14e" stroke-width="7"') +
    path('M104 -88h16l6 44h-28z', '#f2c14e'),
  circlet: (w, _outfit, skin) =>
    path(`M${-w - 6} -70Q0 -112 ${w + 6} -70L${w + 5} -58Q0 -98 ${-w - 5} -58Z`, '#e2c06a') +
    path('M0 -106l13 16l-13 22l-13 -22z', '#5fc4a0') +
    [-1, 1]
      .map((side) =>
        path(
          `M${side * (w - 4)} -10Q${side * (w + 30)} -44 ${side * (w + 58)} -96Q${side * (w + 52)} -20 ${side * (w - 2)} 34Z`,
          skin,
          `stroke="${darker(skin, 0.25)}" stroke-width="4" stroke-linejoin="round"`,
        ),
      )
      .join(''),
  goggles: (w) =>
    path(`M${-w - 8} -108Q0 -140 ${w + 8} -108L${w + 6} -84Q0 -116 ${-w - 6} -84Z`, '#5a3521') +
    [-1, 1]
      .map(
        (side) =>
          `<circle cx="${side * 40}" cy="-112" r="33" fill="#bfe3f2" stroke="#b9822b" stroke-width="11"/><path d="M${side * 40 - 16} -122l12 -10" stroke="#fff" stroke-width="6" stroke-linecap="round"/>`,
      )
      .join(''),
  pirate: (w) =>
    path(
      `M${-w - 62} -84Q${-w - 20} -150 -40 -176Q0 -222 40 -176Q${w + 20} -150 ${w + 62} -84Q0 -130 ${-w - 62} -84Z`,
      '#2b2637',
    ) +
    path(`M${-w - 62} -84Q0 -130 ${w + 62} -84L${w + 50} -72Q0 -114 ${-w - 50} -72Z`, '#e2b04a') +
    '<circle cx="0" cy="-150" r="17" fill="#f4efe4"/><rect x="-8" y="-140" width="16" height="12" rx="3" fill="#f4efe4"/><circle cx="-6" cy="-151" r="4" fill="#2b2637"/><circle cx="6" cy="-151" r="4" fill="#2b2637"/>',
};

export const drawHat = (outfit: Outfit, w: number, skin: Colour): string => DRAWN[outfit.hat](w, outfit, skin);
/** How high a hat reaches above the origin of the head, in its units. */
export const HAT_TOP = 290;
