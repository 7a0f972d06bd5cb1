import { circle, ellipse, line, path, rect, times } from '../stage/svg';
import { words } from '../stage/words';
import type { Thing } from './thing';

const campfire =
  line('M-70 0L60 -30M70 0L-60 -30', '#6b4030', 24) +
  circle(0, -60, 120, '#ffb547', 0.2) +
  path('M-54 -14Q-70 -80 -20 -120Q-24 -80 6 -70Q0 -130 30 -170Q34 -110 60 -70Q70 -30 48 -14Z', '#f0782f') +
  path('M-24 -14Q-34 -60 4 -90Q8 -60 28 -54Q38 -30 22 -14Z', '#ffd76a');

const tent =
  path('M-150 0L0 -210L150 0Z', '#e0a33c') +
  path('M-46 0L0 -210L46 0Z', '#8a5a30') +
  path('M0 -210L46 0H150Z', '#c98a2f', 'opacity=".55"') +
  line('M-150 0L-180 6M150 0L180 6', '#6b4030', 5);

const wave =
  path(
    'M-300 0Q-290 -260 -60 -330Q120 -380 190 -260Q130 -300 80 -250Q20 -180 130 -120Q220 -90 300 -120V0Z',
    '#2f8fb5',
  ) +
  path('M-60 -330Q120 -380 190 -260Q196 -246 190 -236Q150 -300 60 -280Q-20 -270 -90 -300Z', '#e8f7fa') +
  line('M-230 -40Q-200 -190 -60 -260M-150 -30Q-120 -150 0 -200', '#7fc4d9', 8);

const rainbow = ['#e4574f', '#f0a03c', '#f2c94c', '#5fae62', '#4f8fd1', '#8a5fb0']
  .map((fill, i) =>
    line(`M${-420 + i * 24} 330A${420 - i * 24} ${420 - i * 24} 0 0 1 ${420 - i * 24} 330`, fill, 24, 'opacity=".7"'),
  )
  .join('');

const lighthouse =
  path('M-50 0L-34 -360H34L50 0Z', '#fbf5ea') +
  path('M-46 -90L-43 -160H43L46 -90ZM-40 -230L-37 -300H37L40 -230Z', '#e4574f') +
  rect(-44, -380, 88, 22, '#3a3550', 4) +
  rect(-26, -440, 52, 62, '#ffe39a') +
  path('M-36 -440L0 -490L36 -440Z', '#b3404a') +
  path('M26 -410L300 -470V-350Z', '#fff1b8', 'opacity=".35"');

const volcano =
  path('M-300 0L-80 -300H80L300 0Z', '#6b5560') +
  path('M-80 -300Q-50 -250 -60 -170Q-30 -220 -10 -120Q10 -230 40 -180Q50 -250 80 -300Z', '#f0782f') +
  circle(-30, -370, 60, '#8a7f86', 0.7) +
  circle(40, -420, 80, '#a39aa0', 0.6) +
  circle(-20, -480, 70, '#bdb5ba', 0.5);

const waterfall =
  path('M-200 0V-420Q-120 -460 -70 -430V0ZM200 0V-420Q120 -460 70 -430V0Z', '#6f7a68') +
  path('M-76 -430Q0 -450 76 -430V0H-76Z', '#bfe3f2') +
  line('M-40 -420V-20M0 -430V-10M40 -420V-20', '#ffffff', 9) +
  ellipse(0, -6, 130, 26, '#e8f7fa');

const tree =
  path('M-20 0L-14 -180H14L20 0Z', '#7a553c') +
  circle(0, -290, 120, '#5f9d5c') +
  circle(-80, -220, 84, '#4f8f52') +
  circle(84, -220, 84, '#559656');

const suitcase =
  rect(-80, -190, 160, 190, '#2f8f83', 20) +
  line('M-40 -190V-250H40V-190', '#3a3550', 12) +
  line('M-40 -170V-20M0 -170V-20M40 -170V-20', '#257a70', 7);

const sunflowers = [-120, -40, 50, 130]
  .map(
    (x, i) =>
      line(`M${x} 0V${-190 - (i % 2) * 60}`, '#5a8f4c', 10) +
      times(
        12,
        (p) =>
          `<ellipse cx="${x}" cy="${-250 - (i % 2) * 60}" rx="14" ry="26" fill="#f2c14e" transform="rotate(${p * 30} ${x} ${-210 - (i % 2) * 60})"/>`,
      ) +
      circle(x, -210 - (i % 2) * 60, 30, '#6b4030'),
  )
  .join('');

const pool =
  ellipse(0, 0, 460, 90, '#f4f7fb') +
  ellipse(0, 4, 420, 72, '#5fc4dc') +
  line('M-260 0q40 -18 80 0t80 0M40 26q40 -18 80 0t80 0', '#d9f4fa', 7);

const palms =
  line('M0 0Q10 -120 40 -240', '#8a5f38', 22) +
  [-160, -120, -80, -40, 0]
    .map((a) => `<path transform="translate(40 -240) rotate(${a})" d="M0 0Q70 -50 150 -4Q70 -12 0 0Z" fill="#3f8f5a"/>`)
    .join('');

/** What is found in nature and on a journey. */
export const OUTDOORS = {
  palm: {
    words: words('palm tree|palms|tropic|egypt|maldives|bali', 'пальм|тропик|егип|мальдив|бали(?![а-яё])'),
    place: 'beside',
    svg: palms,
  },
  campfire: {
    words: words('campfire|bonfire', 'кост(?:ра|ёр|ер|ром|ре)(?![а-яё])'),
    place: 'beside',
    svg: campfire,
  },
  tent: { words: words('tent|camping', 'палатк|кемпинг'), place: 'beside', svg: tent },
  wave: {
    words: words('(?:big |giant |huge |on (?:the |a )?)wave', 'волн[аеыу](?![а-яё])|волнах'),
    place: 'beside',
    svg: wave,
  },
  rainbow: { words: words('rainbow', 'радуг'), place: 'sky', svg: rainbow, isWide: true },
  lighthouse: { words: words('lighthouse', 'маяк'), place: 'beside', svg: lighthouse },
  volcano: { words: words('volcano', 'вулкан'), place: 'beside', svg: volcano },
  waterfall: { words: words('waterfall', 'водопад'), place: 'beside', svg: waterfall },
  tree: { words: words('tree', 'дерев(?:о|а|ом|е|ья)(?![а-яё])'), place: 'beside', svg: tree },
  suitcase: { words: words('suitcase|luggage|travel bag', 'чемодан|багаж'), place: 'beside', svg: suitcase },
  sunflowers: { words: words('sunflower', 'подсолнух'), place: 'beside', svg: sunflowers },
  pool: { words: words('pool|swimming pool', 'бассейн'), place: 'before', svg: pool },
} as const satisfies Record<string, Thing>;
