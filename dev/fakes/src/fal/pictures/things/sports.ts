import { circle, ellipse, line, path, rect } from '../stage/svg';
import { words } from '../stage/words';
import type { Thing } from './thing';

const skis =
  [-26, 26]
    .map(
      (x) =>
        path(
          `M${x - 15} 0V-380Q${x - 15} -430 ${x + 10} -440Q${x + 18} -400 ${x + 15} -380V0Z`,
          x < 0 ? '#e4574f' : '#f06f5c',
        ) + line(`M${x} -60V-340`, '#fff8ea', 5),
    )
    .join('') +
  [-76, 78]
    .map(
      (x) =>
        line(`M${x} 0V-300`, '#3a3550', 8) +
        circle(x, -18, 20, '#aeb7c9', 0.8) +
        rect(x - 8, -320, 16, 40, '#2a2430', 6),
    )
    .join('');

const board = (one: string, two: string): string =>
  `<g transform="rotate(7)">${ellipse(0, -230, 62, 240, one) + path('M-14 -20V-440H14V-20Z', two) + ellipse(0, -330, 40, 20, two)}</g>`;

const ball = (fill: string, seam: string): string =>
  circle(0, -62, 62, fill) + line('M-62 -62H62M0 -124V0M-44 -106Q-10 -62 -44 -18M44 -106Q10 -62 44 -18', seam, 5);

const football =
  circle(0, -62, 62, '#f7f7f2') +
  path('M0 -92l28 20l-10 34h-36l-10 -34z', '#2a2a34') +
  line('M0 -92V-124M28 -72L58 -84M18 -38L36 -10M-18 -38L-36 -10M-28 -72L-58 -84', '#2a2a34', 6);

const trophy =
  path('M-70 -300H70Q70 -180 0 -160Q-70 -180 -70 -300Z', '#f2c14e') +
  line('M-70 -280Q-120 -270 -100 -220Q-86 -196 -56 -200M70 -280Q120 -270 100 -220Q86 -196 56 -200', '#d9a53a', 14) +
  rect(-14, -166, 28, 80, '#d9a53a') +
  rect(-60, -92, 120, 30, '#8a5638', 4) +
  rect(-80, -64, 160, 64, '#6b4030', 6);

/** What sportspeople use and win. */
export const SPORTS = {
  skis: { words: words('ski|skiing|skier', 'лыж'), place: 'beside', svg: skis },
  snowboard: { words: words('snowboard|snowboarding', 'сноуборд'), place: 'beside', svg: board('#8a5fb0', '#f2c94c') },
  surfboard: {
    words: words('surf|surfing|surfboard|surfer', 'с[её]рф'),
    place: 'beside',
    svg: board('#fff1cf', '#e4574f'),
  },
  football: { words: words('football|soccer', 'футбол(?!к)|мяч'), place: 'beside', svg: football },
  basketball: { words: words('basketball', 'баскетбол'), place: 'beside', svg: ball('#e0782f', '#3a2420') },
  tennisBall: { words: words('tennis', 'теннис'), place: 'beside', svg: ball('#c9e04f', '#ffffff') },
  trophy: {
    words: words('trophy|champion|medal|winner', 'куб(?:ок|к)|чемпион|медал|победител'),
    place: 'beside',
    svg: trophy,
  },
} as const satisfies Record<string, Thing>;
