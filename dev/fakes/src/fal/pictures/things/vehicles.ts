import { circle, ellipse, line, path, rect, times } from '../stage/svg';
import { words } from '../stage/words';
import type { Thing } from './thing';

const TYRE = '#2d2f45';
const wheel = (x: number, r: number): string =>
  `<circle cx="${x}" cy="${-r}" r="${r - 9}" fill="#c9ced9" stroke="${TYRE}" stroke-width="18"/>${circle(x, -r, 10, TYRE)}`;

/** A bicycle with flowers in its basket, around the middle of its wheels. */
const bicycle = (frame: string): string =>
  [-110, 110]
    .map(
      (x) =>
        `<circle cx="${x}" cy="0" r="78" fill="none" stroke="#2d2f45" stroke-width="11"/><circle cx="${x}" cy="0" r="8" fill="#2d2f45"/>${[0, 45, 90, 135].map((a) => `<path d="M${x - 72} 0H${x + 72}" transform="rotate(${a} ${x} 0)" stroke="#b9bfcc" stroke-width="2"/>`).join('')}`,
    )
    .join('') +
  line('M-110 0L-50 -120L70 -126L0 -4ZM-62 -150L0 -4M110 0L64 -170L96 -186', frame, 11) +
  line('M-92 -152H-40', '#3a2c2a', 16) +
  line('M64 -170Q60 -196 104 -196', '#3a2c2a', 10) +
  rect(84, -168, 76, 50, '#d9a563', 10) +
  [100, 122, 144]
    .map((x, i) => circle(x, -176 - (i % 2) * 10, 15, ['#f28fb1', '#f6d365', '#e8647f'][i] ?? '#f28fb1'))
    .join('');

const motorcycle =
  wheel(-130, 74) +
  wheel(130, 74) +
  path('M-120 -80L-40 -150H70L130 -76L60 -60H-50Z', '#b3303a') +
  path('M-50 -150Q-10 -196 60 -176L76 -150Z', '#d9433f') +
  rect(60, -176, 100, 22, '#2a2430', 10) +
  line('M-130 -74L-70 -216M-96 -222L-44 -206', '#aeb7c9', 12) +
  circle(-86, -176, 22, '#f7e6b0') +
  rect(-40, -96, 90, 44, '#6b7386', 8) +
  line('M40 -60H170', '#aeb7c9', 14);

const car =
  path(
    'M-190 -60Q-190 -110 -130 -114L-80 -176Q-70 -188 -50 -188H60Q80 -188 92 -176L140 -116Q196 -108 200 -60V-40H-190Z',
    '#d9433f',
  ) +
  path('M-108 -116L-68 -166H-6V-116ZM8 -116V-166H62L108 -116Z', '#bfe3f2') +
  rect(-190, -62, 390, 14, '#b3303a') +
  circle(190, -82, 12, '#fff1b8') +
  wheel(-110, 46) +
  wheel(116, 46);

const boat =
  path('M-210 -80H210Q190 -10 130 0H-130Q-190 -10 -210 -80Z', '#8a5638') +
  rect(-216, -92, 432, 18, '#a86f42', 8) +
  line('M-180 -40H180', '#6b4030', 5);

const sail =
  line('M0 -60V-420', '#6b4030', 12) +
  path('M8 -410Q150 -240 160 -90H8Z', '#fff8ea') +
  path('M-8 -380Q-110 -230 -110 -90H-8Z', '#f06f5c');

const airplane = `<g transform="rotate(-12)">${path('M-220 0Q-200 -34 -130 -34H140Q190 -34 220 10Q140 34 -130 34Q-206 34 -220 0Z', '#f4f7fb') + path('M150 -30L190 -110H226L216 -10Z', '#3f8fd1') + path('M-20 20L60 120H110L70 20ZM-10 -30L40 -90H80L60 -30Z', '#c9d6e6') + times(8, (i) => rect(-120 + i * 30, -16, 16, 16, '#4f7ba3', 6))}</g>`;

const train =
  rect(-260, -220, 520, 180, '#2f6f8f', 26) +
  rect(-260, -120, 520, 18, '#f2c94c') +
  times(5, (i) => rect(-226 + i * 96, -196, 66, 60, '#cfe9f2', 8)) +
  times(6, (i) => circle(-210 + i * 84, -28, 28, '#33384d'));

const helicopter =
  ellipse(0, 0, 110, 62, '#d9433f') +
  path('M90 -10L240 -40V0L90 26Z', '#b3303a') +
  ellipse(-50, -6, 50, 40, '#bfe3f2') +
  line('M-170 -90H170M0 -90V-60', '#3a3550', 10) +
  line('M-90 84H90M-40 56V84M40 56V84', '#3a3550', 8) +
  line('M240 -70V20', '#3a3550', 8);

const ufo =
  ellipse(0, 0, 150, 40, '#9fb0c4') +
  path('M-70 -10Q-60 -90 0 -90Q60 -90 70 -10Z', '#bff0e0') +
  [-90, -30, 30, 90].map((x) => circle(x, 10, 12, '#ffe27a')).join('') +
  path('M-60 36L-150 260H150L60 36Z', '#e4fff2', 'opacity=".25"');

/** What people ride, sail and fly, and what flies past them. */
export const VEHICLES = {
  bicycle: { words: words('bicycle|bike|cycling|cyclist', 'велосипед'), place: 'under', svg: bicycle('#e4574f') },
  motorcycle: { words: words('motorcycle|motorbike|biker', 'мотоцикл|байк'), place: 'under', svg: motorcycle },
  car: {
    words: words('car|taxi|convertible|sports car', 'машин|автомобил|кабриолет|такси'),
    place: 'beside',
    svg: car,
  },
  boat: { words: words('boat|kayak|canoe|gondola', 'лодк|каяк|гондол|байдарк'), place: 'under', svg: boat },
  ship: { words: words('ship|sailboat|yacht|sailing', 'корабл|парус|яхт'), place: 'beside', svg: boat + sail },
  airplane: {
    words: words('airplane|aeroplane|plane|aircraft|airport', 'самол[её]т|аэропорт'),
    place: 'sky',
    svg: airplane,
  },
  helicopter: { words: words('helicopter', 'вертол[её]т'), place: 'sky', svg: helicopter },
  ufo: { words: words('ufo|alien', 'инопланет|нло(?![а-яё])'), place: 'sky', svg: ufo },
  train: { words: words('train|railway|(?<!space )station', 'поезд(?!к)|вокзал'), place: 'beside', svg: train },
} as const satisfies Record<string, Thing>;
