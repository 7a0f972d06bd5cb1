import type { Stage } from '../stage/stage';
import { at, circle, ellipse, line, n, path, rect, times } from '../stage/svg';
import { words } from '../stage/words';
import { leafyTree } from './nature';
import type { Scene } from './scene';

const LIT = ['#ffd98a', '#ffeab8', '#ffc76b'] as const;
const NEON = ['#ff4fa3', '#3fe0ff', '#ffd84f', '#9d6bff'] as const;

/** Towers from edge to edge, with windows that are lit in the dark. */
export const towers = (
  stage: Stage,
  base: number,
  tall: readonly [number, number],
  wide: readonly [number, number],
  depth: number,
  fills: readonly [string, ...string[]],
): string => {
  const { width, random, light } = stage;
  let x = -20;
  let walls = '';
  let lights = '';
  while (x < width) {
    const across = random.between(...wide);
    const up = random.between(...tall);
    walls +=
      rect(x, base - up, across, up + 40, random.pick(fills)) +
      (random.next() < 0.25 ? rect(x + across / 2 - 2, base - up - 46, 4, 46, '#56627e') : '');
    const step = Math.max(26, across / 5);
    for (let row = base - up + 22; row < base - 30; row += 40) {
      for (let column = x + 14; column < x + across - 20; column += step) {
        if (random.next() < (light.isDark ? 0.55 : 0.4)) {
          const glass = light.time === 'neon' && random.next() < 0.2 ? random.pick(NEON) : random.pick(LIT);
          lights += light.isDark
            ? rect(column, row, step * 0.45, 20, glass, 0, `opacity="${n(0.35 + (1 - depth) * 0.55)}"`)
            : rect(column, row, step * 0.45, 20, '#eaf4fa', 0, 'opacity=".45"');
        }
      }
    }
    x += across + random.between(2, 12);
  }
  return stage.layer(depth, walls) + lights;
};

const lamppost = (stage: Stage): string =>
  stage.layer(
    0,
    rect(-7, -400, 14, 400, '#333a52') +
      rect(-20, -14, 40, 14, '#333a52') +
      path('M-26 -400H26L18 -452H-18Z', '#333a52'),
  ) +
  circle(0, -424, 17, stage.light.isDark ? '#ffe39a' : '#fff8e6') +
  (stage.light.isDark ? circle(0, -424, 74, '#ffe39a', 0.22) : '');

const city: Scene = {
  words: words(
    'city|cities|downtown|skyline|skyscraper|metropolis|rooftop|new york|dubai',
    'город|мегаполис|небоскр|крыш|нью-йорк|дубай',
  ),
  hints: words('urban|neon|cyberpunk|taxi', 'неон|киберпанк|такси'),
  framings: ['half', 'half', 'full'],
  draw: (stage) => {
    const { width, random, light } = stage;
    const signs =
      light.time === 'neon'
        ? times(9, () => {
            const colour = random.pick(NEON);
            const x = random.between(0, width);
            const y = random.between(380, 660);
            return (
              rect(x - 6, y - 6, 52, 132, colour, 12, 'opacity=".3"') +
              rect(x, y, 40, 120, '#1d1238', 8, `stroke="${colour}" stroke-width="5"`) +
              [24, 56, 88].map((down) => rect(x + 12, y + down - 8, 16, 16, colour, 4)).join('')
            );
          })
        : '';
    return {
      back:
        stage.sky(720) +
        towers(stage, 740, [260, 500], [70, 130], 0.65, ['#8fa3bd', '#a3b3c9', '#9c9fbf']) +
        towers(stage, 780, [180, 400], [90, 160], 0.3, ['#5f7696', '#6d6f94', '#7d869f']) +
        signs +
        stage.layer(
          0,
          rect(0, 776, width, 230, '#5b6178') +
            path(
              `M${n(width * 0.5 - 60)} 776L${n(width * 0.5 - 460)} 1000H${n(width * 0.5 + 460)}L${n(width * 0.5 + 60)} 776Z`,
              '#474c62',
            ) +
            [0, 1, 2, 3]
              .map((i) =>
                path(
                  `M${n(width * 0.5 - 4 - i * 3)} ${790 + i * i * 18}h${8 + i * 6}l${2 + i} ${16 + i * 10}h${-12 - i * 8}z`,
                  '#e9dcae',
                ),
              )
              .join(''),
        ) +
        (light.time === 'neon' || light.weather === 'rain'
          ? times(8, () =>
              ellipse(
                random.between(0, width),
                random.between(880, 990),
                random.between(50, 110),
                9,
                light.time === 'neon' ? random.pick(NEON) : '#b9c8dc',
                0.35,
              ),
            )
          : '') +
        at(width * 0.08, 880, lamppost(stage), 1.1) +
        at(width * 0.93, 880, lamppost(stage), 1.1),
    };
  },
};

const house = (stage: Stage, wall: string, roof: string, up: number): string => {
  const glass = stage.light.isDark ? '#ffd98a' : '#cfe9f2';
  const panes = [0, 1, 2]
    .flatMap((row) =>
      [-62, 20].map(
        (x) =>
          rect(x - 5, -up + 36 + row * 110, 52, 72, '#fffaf0', 4) +
          rect(x, -up + 41 + row * 110, 42, 62, glass, 2) +
          rect(x - 9, -up + 108 + row * 110, 60, 12, '#e4576f', 4),
      ),
    )
    .join('');
  return (
    stage.layer(
      0.05,
      rect(-90, -up, 180, up, wall) +
        path(`M-104 ${-up}L-70 ${-up - 90}H70L104 ${-up}Z`, roof) +
        rect(-26, -up - 80, 46, 56, '#fffaf0', 4),
    ) + (stage.light.isDark ? panes : stage.layer(0.05, panes))
  );
};

const street: Scene = {
  words: words('street|alley|old town|amsterdam', 'улиц|улочк|переул|стар[а-я]+ город|амстердам'),
  hints: words(
    'bicycle|bike|cycling|walk|walking|detective|noir|car|motorcycle|taxi|train|suitcase',
    'велосипед|прогул|гуля|детектив|нуар|машин|мотоцикл|такси|поезд|чемодан',
  ),
  framings: ['full'],
  draw: (stage) => {
    const { width, random } = stage;
    const walls = ['#e9a06b', '#e8c46a', '#8fb7a6', '#d98a8a', '#93a9cf', '#f0dcb4'] as const;
    return {
      back:
        stage.sky(700) +
        times(Math.ceil(width / 182) + 1, (index) =>
          at(
            index * 182 + 10,
            790,
            house(stage, random.pick(walls), random.pick(['#9c5347', '#7b5a68', '#5c6b85']), random.between(380, 470)),
          ),
        ) +
        stage.layer(
          0,
          rect(0, 780, width, 34, '#cdbfa9') +
            rect(0, 810, width, 190, '#a99c92') +
            times(5, (row) => line(`M0 ${836 + row * 38}H${width}`, '#978a82', 3)) +
            times(Math.round(width / 44), (index) =>
              line(`M${index * 46 + (index % 2) * 20} ${812 + (index % 5) * 38}v36`, '#978a82', 3),
            ),
        ) +
        stage.layer(0, at(width * 0.06, 830, leafyTree('#7fb56c', '#68a05c'), 1.2)),
      front: at(width * random.pick([0.1, 0.9]), 960, lamppost(stage), 1.2),
    };
  },
};

const paris: Scene = {
  words: words('paris|eiffel|france', 'париж|эйфел|франци'),
  hints: words('french|beret', 'француз|француж|берет(?![а-яё])'),
  hat: 'beret',
  framings: ['half', 'full'],
  draw: (stage) => {
    const { width, random, light } = stage;
    const x = width * random.pick([0.26, 0.74]);
    const tower =
      path('M-12 -560H12L20 -330Q40 -120 120 0H66Q40 -90 0 -90Q-40 -90 -66 0H-120Q-40 -120 -20 -330Z', '#8a6f60') +
      rect(-46, -250, 92, 16, '#745b4f') +
      rect(-30, -392, 60, 13, '#745b4f') +
      rect(-72, -124, 144, 18, '#745b4f') +
      rect(-3, -620, 6, 66, '#745b4f') +
      line('M-28 -140L24 -236M28 -140L-24 -236M-16 -262L16 -380M16 -262L-16 -380', '#9d8171', 5);
    const roofs = times(Math.ceil(width / 150) + 1, (index) => {
      const up = random.between(110, 180);
      const px = index * 152;
      return (
        rect(px - 70, 780 - up, 142, up + 40, random.pick(['#f0e2c8', '#e8d3b4', '#f4e9d4'])) +
        path(`M${px - 74} ${n(780 - up)}L${px - 58} ${n(722 - up)}H${px + 58}L${px + 74} ${n(780 - up)}Z`, '#6f7d95') +
        [-40, 0, 40]
          .map((dx) => rect(px + dx - 9, 780 - up + 30, 20, 44, light.isDark ? '#3b4257' : '#8aa0b5', 3))
          .join('')
      );
    });
    return {
      back:
        stage.sky(760) +
        stage.layer(0.3, at(x, 780, tower, 1.08)) +
        (light.isDark
          ? times(26, () => circle(x + random.between(-40, 40), 780 - random.between(40, 560), 4, '#ffe39a'))
          : '') +
        stage.layer(0.25, roofs) +
        stage.layer(
          0,
          rect(0, 790, width, 210, '#c9bda9') +
            rect(0, 786, width, 14, '#f4ecdc') +
            times(Math.ceil(width / 40), (index) => rect(index * 40, 800, 14, 60, '#f4ecdc', 6)) +
            rect(0, 856, width, 16, '#f4ecdc') +
            rect(0, 872, width, 130, '#d8cab4'),
        ) +
        at(width - x, 880, lamppost(stage), 1.15),
    };
  },
};

const moscow: Scene = {
  words: words('moscow|kremlin|red square|russia|st basil', 'москв|кремл|красн[а-я]+ площад|росси'),
  hints: words('russian', 'русск'),
  framings: ['half', 'full'],
  draw: (stage) => {
    const { width, random, light } = stage;
    const dome = (x: number, base: number, r: number, one: string, two: string): string =>
      rect(x - r * 0.55, base - r * 0.3, r * 1.1, 300, '#c0523f') +
      rect(x - r * 0.62, base - 4, r * 1.24, 14, '#fff3df') +
      rect(x - r * 0.2, base + 40, r * 0.4, 60, '#7a2f2a', 10) +
      `<clipPath id="d${n(x)}"><path d="M${n(x - r * 0.55)} ${n(base)}C${n(x - r * 1.35)} ${n(base - r * 0.9)} ${n(x - r * 0.3)} ${n(base - r * 1.3)} ${n(x)} ${n(base - r * 1.95)}C${n(x + r * 0.3)} ${n(base - r * 1.3)} ${n(x + r * 1.35)} ${n(base - r * 0.9)} ${n(x + r * 0.55)} ${n(base)}Z"/></clipPath><g clip-path="url(#d${n(x)})">${rect(x - r * 1.2, base - r * 2, r * 2.4, r * 2, one)}${times(5, (i) => line(`M${n(x - r * 1.3 + i * r * 0.55)} ${n(base + 4)}q${n(r * 0.3)} ${n(-r)} ${n(r * 0.7)} ${n(-r * 2)}`, two, r * 0.22))}</g>` +
      line(`M${n(x)} ${n(base - r * 1.95)}v-34m-9 12h18`, '#f2c14e', 5);
    const x = width * random.pick([0.24, 0.76]);
    const far = width - x;
    return {
      back:
        stage.sky(760) +
        stage.layer(
          0.35,
          rect(0, 660, width, 160, '#a8483c') +
            times(Math.ceil(width / 44), (i) => path(`M${i * 44} 662v-30h10l6 10l6 -10h10v30z`, '#a8483c')) +
            rect(far - 50, 470, 100, 330, '#b14f41') +
            rect(far - 34, 380, 68, 100, '#bb5a49') +
            path(`M${n(far - 38)} 380L${n(far)} 240L${n(far + 38)} 380Z`, '#3f7a5c') +
            circle(far, 520, 30, '#2a2c3a') +
            circle(far, 520, 24, '#f7e6b0') +
            line(`M${n(far)} 520v-16m0 16h11`, '#2a2c3a', 4),
        ) +
        (light.isDark ? circle(far, 232, 34, '#ff5d52', 0.3) : '') +
        path(`M${n(far)} 206l7 17l18 1l-14 11l5 18l-16 -10l-16 10l5 -18l-14 -11l18 -1z`, '#e8382f') +
        stage.layer(
          0.12,
          rect(x - 170, 640, 340, 190, '#b94c3c') +
            dome(x - 130, 560, 52, '#3f8f6b', '#f2c14e') +
            dome(x + 130, 570, 50, '#e2a33c', '#c0442f') +
            dome(x - 66, 500, 58, '#3f6fb5', '#ffffff') +
            dome(x + 68, 510, 56, '#c0442f', '#3f8f6b') +
            rect(x - 42, 330, 84, 420, '#c75a47') +
            path(`M${n(x - 46)} 340L${n(x)} 170L${n(x + 46)} 340Z`, '#d9694f') +
            dome(x, 190, 26, '#f2c14e', '#e2a33c') +
            times(5, (i) => path(`M${n(x - 150 + i * 62)} 830v-70q28 -44 56 0v70z`, '#8f352b')),
        ) +
        stage.layer(
          0,
          rect(0, 812, width, 190, '#8b8290') +
            times(5, (row) => line(`M0 ${838 + row * 36}H${width}`, '#7b7282', 3)) +
            times(Math.round(width / 40), (i) =>
              line(`M${i * 44 + (i % 2) * 20} ${814 + (i % 5) * 36}v34`, '#7b7282', 3),
            ),
        ),
    };
  },
};

const japan: Scene = {
  words: words('japan|tokyo|kyoto|fuji|torii', 'япони|токио|киото|фудзи|тори(?![а-яё])'),
  hints: words('japanese|sakura|samurai|kimono|geisha|cherry blossom', 'японск|сакур|самура|кимоно|гейш'),
  framings: ['half', 'full'],
  draw: (stage) => {
    const { width, random } = stage;
    const torii =
      path('M-230 -420Q0 -384 230 -420L224 -378Q0 -346 -224 -378Z', '#c73e35') +
      path('M-236 -440Q0 -402 236 -440L232 -418Q0 -382 -232 -418Z', '#2d2a38') +
      rect(-180, -320, 360, 32, '#c73e35') +
      rect(-150, -390, 44, 390, '#c73e35') +
      rect(106, -390, 44, 390, '#c73e35') +
      rect(-156, -30, 56, 30, '#2d2a38') +
      rect(100, -30, 56, 30, '#2d2a38') +
      rect(-22, -372, 44, 60, '#2d2a38');
    const side = random.pick([0, 1]);
    const branch =
      line('M-20 60Q160 40 300 150M120 60Q180 150 190 220M40 52Q70 0 160 -20', '#6b4a3c', 16) +
      times(60, () => {
        const t = random.next();
        return circle(
          t * 330 - 10,
          40 + t * t * 110 + random.between(-60, 80),
          random.between(12, 26),
          random.pick(['#ffc2d4', '#ffd9e4', '#f8a5be']),
        );
      });
    return {
      back:
        stage.sky(650) +
        stage.layer(
          0.55,
          path(
            `M${n(width * 0.5 - 420)} 660Q${n(width * 0.5 - 140)} 420 ${n(width * 0.5 - 60)} 300H${n(width * 0.5 + 60)}Q${n(width * 0.5 + 140)} 420 ${n(width * 0.5 + 420)} 660Z`,
            '#6f86b5',
          ) +
            path(
              `M${n(width * 0.5 - 60)} 300H${n(width * 0.5 + 60)}Q${n(width * 0.5 + 100)} 380 ${n(width * 0.5 + 118)} 404l-44 -24l-34 44l-40 -40l-40 44l-34 -48l-46 24Q${n(width * 0.5 - 90)} 360 ${n(width * 0.5 - 60)} 300Z`,
              '#ffffff',
            ),
        ) +
        stage.layer(0.4, stage.hill(650, 26, '#7fae87')) +
        stage.layer(
          0.25,
          rect(0, 690, width, 110, '#7fb9cf') +
            times(8, () =>
              rect(random.between(0, width), random.between(704, 780), random.between(50, 120), 4, '#d9f0f4', 2),
            ),
        ) +
        stage.layer(0, at(side ? width : 0, 0, branch, 1.1, side === 1)) +
        stage.layer(0.1, at(width * random.pick([0.27, 0.73]), 830, torii, 1.05)) +
        stage.layer(
          0,
          stage.hill(830, 16, '#93bd78') +
            path(
              `M${n(width * 0.5 - 110)} 826L${n(width * 0.5 - 260)} 1000H${n(width * 0.5 + 260)}L${n(width * 0.5 + 110)} 826Z`,
              '#d9cdb8',
            ),
        ),
      front: stage.layer(
        0,
        times(22, () => ellipse(random.between(0, width), random.between(640, 990), 8, 5, '#ffc2d4')),
      ),
    };
  },
};

export const CITIES = { city, street, paris, moscow, japan };
