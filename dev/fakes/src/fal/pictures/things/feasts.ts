import { circle, ellipse, line, path, rect, times } from '../stage/svg';
import { words } from '../stage/words';
import type { Thing } from './thing';

const christmasTree =
  rect(-22, -40, 44, 40, '#6b4a36') +
  times(4, (tier) =>
    path(
      `M0 ${-470 + tier * 86}L${96 + tier * 30} ${-300 + tier * 90}H${-96 - tier * 30}Z`,
      tier % 2 ? '#2f7a55' : '#37895f',
    ),
  ) +
  [
    [-50, -330],
    [40, -300],
    [-80, -230],
    [20, -210],
    [90, -200],
    [-110, -130],
    [-20, -120],
    [70, -110],
    [130, -60],
    [-60, -60],
    [30, -50],
  ]
    .map(([x, y], i) => circle(x!, y!, 13, ['#e4574f', '#f2c94c', '#5fa8e0'][i % 3]!))
    .join('') +
  path('M0 -530l15 36l38 4l-28 26l8 38l-33 -19l-33 19l8 -38l-28 -26l38 -4z', '#ffd76a');

const garland =
  line('M-700 -60Q-400 60 -100 -50Q200 60 500 -50Q640 0 760 -60', '#3a3550', 5) +
  times(
    26,
    (i) =>
      circle(-690 + i * 56, -18 + Math.sin(i * 1.15) * 26, 30, '#ffe39a', 0.25) +
      circle(-690 + i * 56, -18 + Math.sin(i * 1.15) * 26, 11, i % 3 ? '#ffd76a' : '#ff9f7a'),
  );

const burst = (x: number, y: number, r: number, fill: string): string =>
  times(
    14,
    (i) =>
      line(
        `M${x + Math.cos(i * 0.449) * r * 0.3} ${y + Math.sin(i * 0.449) * r * 0.3}L${x + Math.cos(i * 0.449) * r} ${y + Math.sin(i * 0.449) * r}`,
        fill,
        5,
      ) + circle(x + Math.cos(i * 0.449) * r, y + Math.sin(i * 0.449) * r, 7, fill),
  );

const fireworks = burst(0, 0, 110, '#ffd76a') + burst(-150, 80, 80, '#ff7fa6') + burst(140, 110, 90, '#8fd3ff');

const cake =
  rect(-190, -90, 380, 110, '#c98f58', 6) +
  rect(-200, -100, 400, 22, '#e3b07a', 6) +
  ellipse(0, -104, 130, 20, '#f4f7fb') +
  rect(-104, -186, 208, 84, '#f7e3d0', 14) +
  path(
    'M-104 -176Q-104 -196 -84 -196H84Q104 -196 104 -176V-150Q88 -130 70 -150Q52 -126 34 -150Q16 -130 0 -150Q-18 -126 -36 -150Q-54 -130 -72 -150Q-88 -130 -104 -150Z',
    '#f28fb1',
  ) +
  [-64, -22, 22, 64]
    .map(
      (x) =>
        rect(x - 5, -244, 10, 50, '#8fd3e6', 3) +
        path(`M${x} -280q14 22 0 34q-14 -12 0 -34z`, '#ffb547') +
        circle(x, -258, 26, '#ffe39a', 0.35),
    )
    .join('');

const pumpkin = (x: number, s: number): string =>
  `<g transform="translate(${x} 0) scale(${s})">${circle(0, -60, 110, '#ffb547', 0.18) + ellipse(-40, -58, 46, 56, '#e07a2a') + ellipse(40, -58, 46, 56, '#d06a20') + ellipse(0, -58, 50, 60, '#f0902f') + rect(-8, -134, 16, 28, '#5a7a3a', 4) + path('M-40 -74l16 -24l16 24zM8 -74l16 -24l16 24zM-44 -48Q0 -30 44 -48Q34 -12 0 -12Q-34 -12 -44 -48Z', '#ffe27a')}</g>`;

const gift =
  rect(-90, -130, 180, 130, '#e4574f', 6) +
  rect(-16, -130, 32, 130, '#ffe27a') +
  rect(-100, -156, 200, 36, '#d9433f', 6) +
  path('M0 -156Q-70 -230 -80 -170Q-60 -150 0 -156Q60 -150 80 -170Q70 -230 0 -156Z', '#ffd76a');

const balloonFlock = times(
  5,
  (i) =>
    line(`M${-140 + i * 70} ${20 + (i % 2) * 40}q10 80 -6 170`, '#8a7f92', 3) +
    ellipse(-140 + i * 70, -30 + (i % 2) * 40, 42, 52, ['#f7b7c4', '#bfe3d0', '#f7d9a8', '#c9d6f7', '#f28fb1'][i]!),
);

/** What belongs to feasts. */
export const FEASTS = {
  christmasTree: { words: words('christmas tree|fir tree|xmas tree', '[её]лк'), place: 'beside', svg: christmasTree },
  garland: {
    words: words('garlands? of lights|string lights|strings of warm bulbs|fairy lights|garland', 'гирлянд'),
    place: 'sky',
    svg: garland,
    isWide: true,
    y: 90,
  },
  fireworks: { words: words('firework', 'салют|фейерверк'), place: 'sky', svg: fireworks },
  cake: { words: words('cake', 'торт'), place: 'before', svg: cake },
  pumpkins: {
    words: words('pumpkin|jack-o', 'тыкв'),
    place: 'before',
    svg: pumpkin(-250, 1.1) + pumpkin(250, 0.9) + pumpkin(-120, 0.6),
  },
  gift: { words: words('gift', 'подар'), place: 'beside', svg: gift },
  pastelBalloons: { words: words('pastel balloons', 'пастельн[а-я]+ шар'), place: 'sky', svg: balloonFlock },
} as const satisfies Record<string, Thing>;
