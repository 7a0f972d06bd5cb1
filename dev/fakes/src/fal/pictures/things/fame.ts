import { circle, ellipse, line, path, rect, times } from '../stage/svg';
import { words } from '../stage/words';
import type { Thing } from './thing';

const throne =
  path('M-150 0V-470Q-150 -560 0 -600Q150 -560 150 -470V0Z', '#c99a34') +
  path('M-112 -40V-450Q-104 -530 0 -556Q104 -530 112 -450V-40Z', '#8f2f42') +
  circle(0, -560, 24, '#e4574f') +
  [-150, 150].map((x) => circle(x, -490, 26, '#e2b04a') + rect(x - 30, -230, 60, 230, '#b3862b', 8)).join('');

const redCarpet =
  path('M-120 -230L-330 0H330L120 -230Z', '#c0303f') +
  line('M-120 -230L-330 0M120 -230L330 0', '#e2b04a', 8) +
  [-300, 300].map((x) => rect(x - 8, -200, 16, 190, '#d9b04a', 6) + circle(x, -206, 16, '#e2b04a')).join('') +
  line('M-300 -190Q-260 -110 -210 -170M300 -190Q260 -110 210 -170', '#8f2230', 14);

const cover = `<text x="0" y="-846" font-family="DejaVu Serif, Georgia, serif" font-weight="700" font-size="150" letter-spacing="18" fill="#ffffff" text-anchor="middle">AISHA</text><text x="-330" y="-160" font-family="DejaVu Sans, Arial, sans-serif" font-weight="700" font-size="30" fill="#ffffff">STYLE</text><text x="-330" y="-122" font-family="DejaVu Sans, Arial, sans-serif" font-size="22" fill="#ffffff">48 LOOKS</text>`;

const piano =
  path('M-190 -150H190V-110H-190Z', '#1d1a28') +
  path('M-190 -160Q-180 -330 30 -320Q190 -300 190 -160Z', '#2a2637') +
  rect(-184, -150, 368, 24, '#fbf8f2') +
  times(14, (i) => rect(-176 + i * 26, -150, 10, 15, '#1d1a28')) +
  rect(-170, -110, 22, 110, '#1d1a28') +
  rect(148, -110, 22, 110, '#1d1a28');

const drums =
  circle(0, -90, 90, '#e4574f') +
  circle(0, -90, 70, '#f7f2e8') +
  ellipse(-120, -150, 60, 20, '#f7f2e8') +
  rect(-180, -150, 120, 60, '#b3404a', 8) +
  ellipse(120, -150, 60, 20, '#f7f2e8') +
  rect(60, -150, 120, 60, '#b3404a', 8) +
  line('M-190 0V-260M190 0V-280', '#aeb7c9', 8) +
  ellipse(-190, -264, 80, 12, '#e2b04a') +
  ellipse(190, -284, 80, 12, '#e2b04a');

const flash = [
  [-330, -620],
  [-250, -480],
  [270, -560],
  [340, -430],
  [-380, -400],
]
  .map(
    ([x, y]) =>
      circle(x!, y!, 60, '#ffffff', 0.2) +
      path(`M${x} ${y! - 46}l10 36l36 10l-36 10l-10 36l-10 -36l-36 -10l36 -10z`, '#ffffff'),
  )
  .join('');

const mirrorBall =
  line('M0 -260V-90', '#aeb7c9', 5) +
  circle(0, 0, 150, '#ffffff', 0.14) +
  circle(0, 0, 90, '#aeb7c9') +
  times(7, (row) =>
    times(7, (column) =>
      rect(
        -84 + column * 25,
        -78 + row * 23,
        19,
        17,
        ['#f4f7fb', '#c9b6f2', '#8fd3ff', '#ffd7e8'][(row * 3 + column) % 4]!,
        2,
        `opacity="${(column - 3) ** 2 + (row - 3) ** 2 < 11 ? 1 : 0}"`,
      ),
    ),
  );

/** What belongs to fame: stages, thrones and covers. */
export const FAME = {
  mirrorBall: { words: words('mirror ball|disco', 'дискотек|зеркальн[а-я]+ шар'), place: 'sky', svg: mirrorBall },
  throne: { words: words('throne', 'трон(?:е|у|а)?(?![а-яё])'), place: 'behind', svg: throne, scale: 1.35 },
  piano: { words: words('piano', 'пианин|роял'), place: 'beside', svg: piano },
  drums: { words: words('drum|drummer', 'барабан'), place: 'before', svg: drums },
  cameraFlashes: {
    words: words('photographers flashing|camera flashes|paparazzi|red carpet', 'папарацци|красн[а-я]+ дорожк'),
    place: 'before',
    svg: flash,
  },
  redCarpet: {
    words: words('red carpet|premiere|arriving at a gala', 'красн[а-я]+ дорожк|премьер'),
    place: 'behind',
    svg: redCarpet,
  },
  magazineCover: {
    words: words('magazine cover|cover of a magazine', 'обложк[а-я]* журнал|обложк'),
    place: 'page',
    svg: cover,
  },
} as const satisfies Record<string, Thing>;
