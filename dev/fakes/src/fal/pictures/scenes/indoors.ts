import type { Stage } from '../stage/stage';
import { at, circle, ellipse, line, n, path, rect, times } from '../stage/svg';
import { words } from '../stage/words';
import { towers } from './cities';
import type { Scene } from './scene';

const room = ({ width }: Stage, wall: string, shade: string, floor: string, horizon = 790): string =>
  `<linearGradient id="wall" x2="1" y2="1"><stop stop-color="${wall}"/><stop offset="1" stop-color="${shade}"/></linearGradient>${rect(0, 0, width, horizon, 'url(#wall)')}${rect(0, horizon - 14, width, 16, '#fff4e2')}${rect(0, horizon, width, 1_000 - horizon, floor)}`;

const treesOutside = (stage: Stage, x: number, y: number, width: number): string =>
  stage.layer(
    0.4,
    times(5, (i) => circle(x + ((i + 0.5) / 5) * width, y - 10, width * 0.15, i % 2 ? '#6aa565' : '#5b9558')),
  );

/** A window to the sky outside. */
const pane = (
  stage: Stage,
  x: number,
  y: number,
  width: number,
  height: number,
  view = treesOutside(stage, x, y + height, width),
): string => {
  const [top, middle, low] = stage.light.sky;
  const id = `pane${n(x)}`;
  return `<linearGradient id="${id}" x2="0" y2="1"><stop stop-color="${top}"/><stop offset=".6" stop-color="${middle}"/><stop offset="1" stop-color="${low}"/></linearGradient>${rect(x, y, width, height, `url(#${id})`)}<svg x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" viewBox="${n(x)} ${n(y)} ${n(width)} ${n(height)}">${circle(x + width * 0.72, y + height * 0.22, 34, stage.light.lamp)}${view}</svg><path d="M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}zM${n(x + width / 2)} ${n(y)}v${n(height)}" fill="none" stroke="#fff6e6" stroke-width="14"/>${rect(x - 18, y + height, width + 36, 18, '#fff6e6', 4)}`;
};

const plant = (pot: string): string =>
  [-56, -28, 0, 28, 56]
    .map(
      (a, i) =>
        `<path transform="translate(0 -80) rotate(${a})" d="M0 0C-34 -50 -28 -130 0 -180C28 -130 34 -50 0 0Z" fill="${i % 2 ? '#3f8a63' : '#327a57'}"/>`,
    )
    .join('') + path('M-52 -90H52L38 0H-38Z', pot);

const lampAbove = (stage: Stage, x: number, down: number, shade: string): string =>
  line(`M${n(x)} 0V${down}`, '#3a3140', 4) +
  path(
    `M${n(x - 56)} ${down + 52}Q${n(x - 50)} ${down} ${n(x)} ${down}Q${n(x + 50)} ${down} ${n(x + 56)} ${down + 52}Z`,
    shade,
  ) +
  circle(x, down + 56, 18, '#fff0b8') +
  circle(x, down + 66, 110, '#ffe39a', stage.light.isDark ? 0.28 : 0.16);

const books = (stage: Stage, x: number, y: number, across: number): string => {
  const { random } = stage;
  let shelf = rect(x, y, across, 14, '#7a4f36');
  let from = x + 6;
  while (from < x + across - 30) {
    const width = random.between(16, 34);
    const height = random.between(70, 112);
    shelf += rect(
      from,
      y - height,
      width,
      height,
      random.pick(['#c9564b', '#3f7f8c', '#e3b355', '#6a5a94', '#f0e2c8', '#4f7d54', '#b3694a']),
      3,
    );
    from += width + (random.next() < 0.1 ? 34 : 3);
  }
  return shelf;
};

const office: Scene = {
  words: words('office|boardroom', 'офис|кабинет|переговорн'),
  hints: words(
    'business|headshot|startup|boss|meeting|laptop|corporate|(?<!space )(?<!diving )suit',
    'делов|бизнес|руководител|начальни|совещан|ноутбук|костюм',
  ),
  isIndoor: true,
  top: 'suit',
  framings: ['half', 'bust', 'half'],
  props: [],
  draw: (stage) => {
    const { width } = stage;
    return {
      back:
        room(stage, '#e6e2da', '#c4cad3', '#a98a6c') +
        pane(
          stage,
          width * 0.5 - Math.min(width * 0.42, 420),
          110,
          Math.min(width * 0.84, 840),
          520,
          towers(stage, 640, [120, 330], [60, 110], 0.45, ['#8fa3bd', '#a3b3c9', '#7d90ad']),
        ) +
        stage.layer(0, at(width * 0.06, 860, plant('#d4784f'), 1.7) + at(width * 0.95, 860, plant('#f4ead8'), 1.4)),
      front: stage.layer(
        0,
        rect(0, 930, width, 80, '#8a5c3f') +
          rect(0, 922, width, 16, '#a5734f') +
          at(
            width * 0.18,
            924,
            path('M-90 0L-76 -110H76L90 0Z', '#cfd6e2') +
              path('M-68 -8L-58 -100H58L68 -8Z', '#5d6f92') +
              circle(0, -54, 9, '#eef2f8'),
          ) +
          at(
            width * 0.84,
            924,
            path('M-24 0L-28 -64H28L24 0Z', '#e4574f') + line('M28 -52Q52 -48 44 -26Q40 -14 26 -14', '#e4574f', 9),
          ),
      ),
    };
  },
};

const cafe: Scene = {
  words: words(
    'caf[eé]|coffee ?(?:shop|house)|restaurant|bar|bakery|bistro',
    'кафе(?![а-яё])|кофейн|ресторан|бар(?:е|у)?(?![а-яё])|пекарн',
  ),
  hints: words('coffee|croissant|latte|cappuccino|birthday|party', 'кофе|круассан|латте|капучино|рожд|вечеринк'),
  isIndoor: true,
  framings: ['half', 'bust'],
  props: ['cup'],
  draw: (stage) => {
    const { width, random } = stage;
    const board =
      rect(-130, -180, 260, 330, '#7a4f36', 8) +
      rect(-116, -166, 232, 302, '#2f3b3a', 4) +
      line('M-80 -120H40M-80 -70H80M-80 -30H60M-80 10H86M-80 50H20', '#e9e3d2', 7) +
      path('M-20 80h60v24q0 24 -30 24t-30 -24z', '#e9e3d2');
    const menuAt = width * random.pick([0.16, 0.84]);
    return {
      back:
        stage.layer(
          0,
          room(stage, '#d98e63', '#b7684a', '#7c4f38') +
            times(40, () =>
              rect(
                random.between(0, width),
                Math.round(random.between(2, 28)) * 26,
                58,
                20,
                '#e4a27a',
                3,
                'opacity=".5"',
              ),
            ),
        ) +
        pane(stage, width - menuAt - Math.min(150, width * 0.2), 180, Math.min(300, width * 0.4), 420) +
        stage.layer(0, at(menuAt, 400, board, 1)) +
        [0.2, 0.5, 0.8]
          .map((share) =>
            lampAbove(stage, width * share, random.between(60, 130), random.pick(['#f0a03c', '#2f8f83', '#e4574f'])),
          )
          .join('') +
        stage.layer(
          0,
          rect(0, 730, width, 90, '#6b4431') +
            rect(0, 716, width, 20, '#94654a') +
            times(5, (i) =>
              at(
                ((i + 0.5) / 5) * width,
                716,
                path(
                  'M-20 0V-50Q-20 -64 -8 -66V-84H8V-66Q20 -64 20 -50V0Z',
                  ['#4f8f6b', '#c9564b', '#e3b355', '#3f7f8c', '#8a5fb0'][i] ?? '#4f8f6b',
                ),
              ),
            ),
        ),
      front:
        stage.layer(
          0,
          ellipse(width * 0.5, 1_010, width * 0.66, 92, '#94654a') +
            ellipse(width * 0.5, 1_002, width * 0.66, 84, '#b5825f') +
            at(
              width * 0.2,
              952,
              ellipse(0, 8, 74, 18, '#fff8ea') +
                path('M-46 4Q-30 -40 0 -42Q32 -40 48 4Q24 14 0 4Q-24 14 -46 4Z', '#e0a04c') +
                line('M-22 -6Q-14 -26 -10 -32M6 -4Q8 -22 6 -36M28 -4Q24 -22 18 -30', '#b97a30', 4),
            ) +
            at(
              width * 0.84,
              950,
              ellipse(0, 10, 60, 15, '#fff8ea') +
                path('M-36 -46H36Q34 6 0 6Q-34 6 -36 -46Z', '#ffffff') +
                ellipse(0, -46, 36, 10, '#8a5a3a') +
                line('M36 -36Q60 -32 50 -12Q44 -4 28 -8', '#ffffff', 8),
            ),
        ) +
        `<g opacity=".5">${line(`M${n(width * 0.84 - 10)} 884q-12 -18 0 -36t0 -36M${n(width * 0.84 + 14)} 884q-12 -18 0 -36t0 -36`, '#ffffff', 5)}</g>`,
    };
  },
};

const library: Scene = {
  words: words('library|libraries|bookshop|bookstore|university', 'библиотек|книжн|читальн|университет'),
  hints: words(
    'book|bookshelf|graduation|diploma|professor|student|scientist|reading',
    'книг|выпускн|диплом|профессор|студент|уч[её]н|чита',
  ),
  isIndoor: true,
  framings: ['half', 'bust', 'full'],
  props: ['book'],
  draw: (stage) => {
    const { width, random } = stage;
    const across = width / Math.max(2, Math.round(width / 380));
    return {
      back:
        stage.layer(
          0,
          room(stage, '#8a5f45', '#6b4636', '#5c3b2d') +
            times(
              Math.round(width / across),
              (column) =>
                rect(column * across, 0, 22, 800, '#5f3d2c') +
                times(6, (row) => books(stage, column * across + 22, 128 + row * 128, across - 22)),
            ),
        ) +
        circle(width * 0.5, 300, 420, '#ffdf9a', 0.16) +
        stage.layer(
          0,
          at(
            width * random.pick([0.2, 0.8]),
            830,
            line('M-50 0L-20 -760M50 0L40 -760', '#c98f58', 16) +
              times(9, (i) => line(`M${-46 + i * 3} ${-60 - i * 80}H${48 - i}`, '#c98f58', 13)),
          ),
        ) +
        stage.layer(
          0,
          rect(0, 800, width, 200, '#73483a') +
            ellipse(width * 0.5, 930, width * 0.42, 70, '#a34a44') +
            ellipse(width * 0.5, 930, width * 0.36, 54, '#b95b50'),
        ),
      front:
        at(
          width * 0.9,
          1_000,
          stage.layer(
            0,
            rect(-8, -150, 16, 150, '#c79a3c') + path('M-70 -150Q-60 -210 0 -210Q60 -210 70 -150Z', '#2f7d5c'),
          ) + circle(0, -140, 96, '#ffe39a', 0.25),
        ) +
        stage.layer(
          0,
          at(
            width * 0.1,
            1_000,
            rect(-80, -40, 160, 34, '#c9564b', 4) +
              rect(-70, -76, 140, 34, '#3f7f8c', 4) +
              rect(-76, -108, 150, 30, '#e3b355', 4),
          ),
        ),
    };
  },
};

const kitchen: Scene = {
  words: words('kitchen', 'кухн'),
  hints: words(
    'cook|cooking|chef|baking|pizza|cake|breakfast',
    'готов(?:ит|лю|ка)|повар|шеф|пицц|торт|печ[её]т|выпеч|завтрак',
  ),
  isIndoor: true,
  top: 'apron',
  hat: 'chef',
  framings: ['half', 'half', 'bust'],
  draw: (stage) => {
    const { width, random } = stage;
    return {
      back:
        stage.layer(
          0,
          room(stage, '#f3e6cf', '#e4cfae', '#b98f66') +
            `<g opacity=".5">${times(8, (row) => line(`M0 ${400 + row * 48}H${width}`, '#fffaf0', 4))}${times(Math.round(width / 60), (i) => line(`M${i * 62} 400V790`, '#fffaf0', 4))}</g>` +
            rect(0, 90, width, 190, '#5f9a93') +
            times(
              Math.round(width / 170),
              (i) => rect(i * 172 + 10, 104, 152, 162, '#6daaa2', 6) + circle(i * 172 + 140, 250, 7, '#f0d9a0'),
            ) +
            rect(0, 280, width, 12, '#4c817b'),
        ) +
        pane(stage, width * 0.5 - 130, 330, 260, 250) +
        stage.layer(
          0,
          line(`M${n(width * 0.06)} 350H${n(width * 0.3)}`, '#5a5364', 7) +
            [0.1, 0.17, 0.24]
              .map((x, i) =>
                at(
                  width * x,
                  352,
                  line('M0 0V60', '#5a5364', 6) +
                    (i === 1
                      ? circle(0, 96, 38, '#c9744b')
                      : path('M-34 60H34V100Q34 124 0 124Q-34 124 -34 100Z', '#7d8799')),
                ),
              )
              .join('') +
            at(
              width * 0.88,
              700,
              rect(-90, -250, 180, 250, '#dfe5ec', 14) +
                rect(-74, -230, 148, 100, '#3d4a5e', 8) +
                [-50, -16, 18, 52].map((x) => circle(x, -100, 10, '#8791a3')).join(''),
            ) +
            rect(0, 700, width, 100, '#e9dcc4') +
            rect(0, 690, width, 18, '#c9a67c'),
        ),
      front:
        stage.layer(
          0,
          rect(0, 900, width, 110, '#6daaa2') +
            rect(0, 884, width, 24, '#f1dfc0') +
            at(
              width * 0.16,
              884,
              path('M-84 -70H84Q76 0 0 0Q-76 0 -84 -70Z', '#e4574f') +
                [-50, -14, 24, 56]
                  .map((x, i) =>
                    circle(x, -78 - (i % 2) * 8, 26, ['#6fae4f', '#f0c54c', '#e8603f', '#6fae4f'][i] ?? '#6fae4f'),
                  )
                  .join(''),
            ) +
            at(
              width * 0.84,
              884,
              rect(-96, -14, 192, 14, '#c08a55', 6) +
                circle(-46, -34, 24, '#e03f35') +
                path('M-46 -60q4 -12 14 -12', 'none', 'stroke="#4f8a4a" stroke-width="6"') +
                path('M0 -14Q10 -46 50 -40Q84 -30 84 -14Z', '#e8b45a') +
                circle(-2, -28, 18, '#e8603f'),
            ),
        ) +
        (random.next() < 0.5
          ? `<g opacity=".45">${line(`M${n(width * 0.16)} 790q-14 -24 0 -48t0 -48`, '#ffffff', 7)}</g>`
          : ''),
    };
  },
};

const gym: Scene = {
  words: words('gym|fitness', 'спортзал|спортивн[а-я]+ зал|тренаж|фитнес|качал'),
  hints: words(
    'workout|sport(?!s? ?car)|athlete|yoga|boxing|boxer|runner|dumbbell',
    'трениров|спорт|йог|бокс|гантел|бегун',
  ),
  isIndoor: true,
  top: 'sport',
  hat: 'headband',
  framings: ['full', 'half'],
  props: ['dumbbell'],
  draw: (stage) => {
    const { width, random } = stage;
    const bell =
      rect(-60, -8, 120, 16, '#b9c0cc', 6) +
      [-70, 50].map((x) => rect(x - 6, -36, 32, 72, '#33384d', 8)).join('') +
      [-92, 72].map((x) => rect(x - 6, -24, 28, 48, '#464c66', 6)).join('');
    return {
      back:
        stage.layer(
          0,
          room(stage, '#5d6e8e', '#3f4b68', '#4a4458', 800) +
            times(
              Math.ceil(width / 260),
              (i) =>
                rect(i * 262 + 20, 90, 222, 520, '#8fa6c4', 6) + path(`M${i * 262 + 60} 90h70l-60 520h-50z`, '#a9bdd6'),
            ) +
            rect(0, 640, width, 10, '#f0a03c') +
            at(
              width * 0.14,
              800,
              rect(-110, -150, 220, 16, '#23273a', 4) +
                rect(-110, -60, 220, 16, '#23273a', 4) +
                rect(-104, -190, 14, 190, '#23273a') +
                rect(90, -190, 14, 190, '#23273a') +
                [-68, 0, 68].map((x) => at(x, -168, bell, 0.36) + at(x, -78, bell, 0.42)).join(''),
            ) +
            at(
              width * 0.86,
              800,
              line('M-90 0H100M70 0V-220L30 -250', '#23273a', 18) +
                rect(-110, -22, 190, 22, '#6b7390', 10) +
                rect(10, -276, 70, 44, '#3fe0c0', 6),
            ) +
            times(Math.ceil(width / 120), (i) => rect(i * 122, 806, 116, 194, i % 2 ? '#544e64' : '#4e485e')),
        ) +
        [0.25, 0.5, 0.75]
          .map(
            (x) => rect(width * x - 70, 26, 140, 16, '#fff6da', 8) + ellipse(width * x, 34, 170, 46, '#fff6da', 0.18),
          )
          .join(''),
      front: stage.layer(0, at(width * random.pick([0.14, 0.86]), 968, bell, 0.9)),
    };
  },
};

/** Words for a speech before many people; with one of them the stage has no drums. */
const SPEECH = words('speaker|speech|conference|keynote|lecture|talk', 'спикер|конференц|лекци|выступл[а-я]+ с');

const concert: Scene = {
  words: words('concert|stage(?!,? layered)|festival|nightclub', 'концерт|сцен[аеуы]|фестивал|ночн[а-я]+ клуб'),
  hints: words(
    'rock star|rockstar|singer|guitar|music|musician|microphone|disco',
    'рок-зв|певиц|певец|гитар|музык|микрофон|дискотек',
  ),
  isIndoor: true,
  time: 'neon',
  framings: ['half', 'full'],
  props: ['guitar', 'microphone'],
  draw: (stage) => {
    const { width, random } = stage;
    const colours = ['#ff4fa3', '#3fc8ff', '#ffd84f', '#9d6bff', '#4fffb0'] as const;
    const beams = times(7, (i) => {
      const x = (i / 6) * width;
      const to = random.between(0, width);
      return `<path d="M${n(x - 8)} 60L${n(to - 150)} 880H${n(to + 150)}L${n(x + 8)} 60Z" fill="${random.pick(colours)}" opacity=".26"/>${circle(x, 56, 22, '#fff6da')}${circle(x, 56, 48, random.pick(colours), 0.4)}`;
    });
    const speaker =
      rect(-70, -330, 140, 330, '#1d1a2c', 10) +
      circle(0, -240, 44, '#35304c') +
      circle(0, -240, 20, '#1d1a2c') +
      circle(0, -110, 56, '#35304c') +
      circle(0, -110, 26, '#1d1a2c');
    const drums =
      ellipse(0, -90, 120, 110, '#c7344f') +
      ellipse(0, -90, 96, 88, '#f4ead8') +
      ellipse(-130, -170, 66, 24, '#e2b04a') +
      ellipse(140, -190, 70, 24, '#e2b04a') +
      line('M-130 -166V0M140 -186V0', '#8791a3', 7) +
      rect(-110, -240, 90, 66, '#c7344f', 8) +
      rect(24, -240, 90, 66, '#c7344f', 8);
    return {
      back: `<linearGradient id="hall" x2="0" y2="1"><stop stop-color="#160b34"/><stop offset="1" stop-color="#5b1b73"/></linearGradient>${rect(0, 0, width, 1_000, 'url(#hall)')}${rect(0, 40, width, 26, '#2a2340')}${beams}${rect(0, 830, width, 170, '#2b1b45')}${rect(0, 826, width, 12, '#ff4fa3')}${stage.says(SPEECH) ? '' : at(width * 0.5, 836, drums, 1)}${at(width * 0.1, 850, speaker, 1.1)}${at(width * 0.9, 850, speaker, 1.1)}${times(40, () => circle(random.between(0, width), random.between(80, 700), random.between(2, 5), random.pick(colours), 0.8))}`,
      front: times(Math.ceil(width / 84), (i) =>
        at(
          i * 88 + random.between(-16, 16),
          1_000 + random.between(0, 14),
          circle(0, -44, 27, '#120a26') +
            path('M-46 20Q-40 -22 0 -22Q40 -22 46 20Z', '#120a26') +
            (random.next() < 0.5 ? line(`M30 0L${n(random.between(30, 60))} -86`, '#120a26', 15) : ''),
        ),
      ),
    };
  },
};

const studio: Scene = {
  words: words('studio|passport photo', 'студи|на паспорт'),
  hints: words('portrait|fashion|magazine|photoshoot', 'портрет|мод[аеуы](?![а-яё])|модн|журнал|обложк|фотосес'),
  isIndoor: true,
  framings: ['bust', 'half'],
  draw: (stage) => {
    const { width, random } = stage;
    const [wall, shade, accent] = random.pick([
      ['#f2b5a0', '#dd8b78', '#fbe3d3'],
      ['#8fb8b0', '#5f8f8a', '#f3e6cf'],
      ['#b9a5d6', '#8a76b5', '#f2c9a6'],
      ['#f0cd85', '#d9a850', '#fff4d9'],
      ['#7f9fc9', '#55739e', '#f2c9c0'],
    ] as const);
    return {
      back: stage.layer(
        0,
        `<linearGradient id="wall" x2="1" y2="1"><stop stop-color="${wall}"/><stop offset="1" stop-color="${shade}"/></linearGradient>${rect(0, 0, width, 1_000, 'url(#wall)')}${circle(width * random.between(0.35, 0.65), 430, Math.min(width * 0.46, 380), accent, 0.6)}${random.next() < 0.5 ? line(`M${n(-40)} 760Q${n(width * 0.3)} 560 ${n(width * 0.6)} 800T${n(width + 60)} 640`, accent, 26, 'opacity=".5"') : at(width * 0.1, 1_000, plant(accent), 2.2) + at(width * 0.92, 1_000, plant(accent), 1.7)}`,
      ),
    };
  },
};

const palace: Scene = {
  words: words(
    'palace (?:ballroom|hall)|ballroom|gala|throne (?:hall|room)|red carpet|premiere|theatre|museum|chandelier',
    'бальн|на балу|тронн|красн[а-я]+ дорожк|премьер|театр|музе[ейя]|люстр',
  ),
  hints: words(
    'tuxedo|evening wear|dancer|ballerina|secret agent|film star|throne|piano|violin',
    'смокинг|танцор|балерин|кинозвезд|трон[ае]?(?![а-яё])|роял|скрипк',
  ),
  isIndoor: true,
  framings: ['half', 'full'],
  draw: (stage) => {
    const { width } = stage;
    const chandelier =
      line('M0 -300V-90', '#b3862b', 6) +
      circle(0, 0, 200, '#ffe39a', 0.16) +
      path('M-130 -20Q0 60 130 -20L100 -60H-100Z', '#d9a53a') +
      line('M-130 -20Q-60 -90 0 -100Q60 -90 130 -20', '#b3862b', 7) +
      [-130, -78, -26, 26, 78, 130]
        .map(
          (x) =>
            rect(x - 5, -74, 10, 40, '#fff8e6') +
            path(`M${x} -104q12 20 0 32q-12 -12 0 -32z`, '#ffd76a') +
            circle(x, -84, 24, '#ffe39a', 0.35) +
            path(`M${x} -14l8 26l-8 16l-8 -16z`, '#e8f4fa'),
        )
        .join('');
    const column = (x: number): string =>
      at(
        x,
        800,
        rect(-34, -640, 68, 640, '#efe3cd') +
          rect(14, -640, 20, 640, '#d9c9ab') +
          rect(-48, -664, 96, 30, '#d9b04a', 4) +
          rect(-48, -24, 96, 30, '#d9b04a', 4) +
          line('M-14 -630V-30M4 -630V-30', '#d9c9ab', 4),
      );
    const count = Math.max(3, Math.round(width / 210));
    return {
      back:
        `<linearGradient id="gold" x2="0" y2="1"><stop stop-color="#5a2a3a"/><stop offset="1" stop-color="#9a4a48"/></linearGradient>${rect(0, 0, width, 820, 'url(#gold)')}` +
        times(count, (index) => {
          const x = ((index + 0.5) / count) * width;
          return (
            `<path d="M${x - 60} 760V300Q${x} 210 ${x + 60} 300V760Z" fill="#ffdf9a" fill-opacity=".5"/>` +
            line(`M${x - 60} 760V300Q${x} 210 ${x + 60} 300V760M${x} 240V760M${x - 60} 500H${x + 60}`, '#d9b04a', 7)
          );
        }) +
        times(count + 1, (index) => column((index / count) * width)) +
        at(width * 0.5, 190, chandelier, 1.1) +
        rect(0, 796, width, 204, '#d9c4a0') +
        times(Math.ceil(width / 90) + 1, (index) =>
          path(`M${index * 90} 800l45 50l-45 50l-45 -50z`, index % 2 ? '#c2a67a' : '#efe0c0'),
        ),
      front: '',
    };
  },
};

const runway: Scene = {
  has: ['cameraFlashes'],
  words: words('fashion[- ]week|runway|catwalk|fashion show', 'подиум|показ[а-я]* мод|неделя моды|неделе моды'),
  hints: words('top model|fashion model', 'манекенщиц|топ-модел'),
  isIndoor: true,
  framings: ['full'],
  top: 'suit',
  draw: (stage) => {
    const { width, random } = stage;
    const guest = (x: number, y: number, fill: string): string =>
      circle(x, y - 60, 26, fill) +
      path(`M${x - 44} ${y}Q${x - 40} ${y - 40} ${x} ${y - 40}Q${x + 40} ${y - 40} ${x + 44} ${y}Z`, fill);
    const middle = width * 0.5;
    return {
      back:
        `<linearGradient id="dark" x2="0" y2="1"><stop stop-color="#12131f"/><stop offset="1" stop-color="#2a2c40"/></linearGradient>${rect(0, 0, width, 1_000, 'url(#dark)')}` +
        times(6, (index) => {
          const x = ((index + 0.5) / 6) * width;
          return (
            path(
              `M${x - 12} 40L${middle + (x - middle) * 0.4 - 90} 820H${middle + (x - middle) * 0.4 + 90}L${x + 12} 40Z`,
              '#ffffff',
              'opacity=".1"',
            ) +
            circle(x, 40, 20, '#ffffff') +
            circle(x, 40, 50, '#dfe8ff', 0.35)
          );
        }) +
        rect(middle - 130, 84, 260, 496, '#f4f6fb', 6) +
        `<text x="${middle}" y="138" font-family="DejaVu Serif, Georgia, serif" font-size="46" letter-spacing="6" fill="#2a2c40" text-anchor="middle">AISHA</text>` +
        path(`M${middle - 120} 580H${middle + 120}L${middle + 330} 1000H${middle - 330}Z`, '#eef1f7') +
        path(
          `M${middle - 120} 580L${middle - 330} 1000H${middle - 370}L${middle - 140} 580ZM${middle + 120} 580L${middle + 330} 1000H${middle + 370}L${middle + 140} 580Z`,
          '#9fb0d9',
        ) +
        times(5, (row) => {
          const y = 640 + row * 80;
          const out = 170 + row * 62;
          return [-1, 1]
            .map((side) =>
              times(3, (seat) =>
                guest(middle + side * (out + seat * 96), y, ['#1d1e2e', '#23253a', '#191a28'][(row + seat) % 3]!),
              ),
            )
            .join('');
        }) +
        times(7, () => {
          const x = random.pick([random.between(0.02, 0.2), random.between(0.8, 0.98)]) * width;
          const y = random.between(600, 860);
          return (
            circle(x, y, 34, '#ffffff', 0.25) +
            path(`M${n(x)} ${n(y - 30)}l7 23l23 7l-23 7l-7 23l-7 -23l-23 -7l23 -7z`, '#ffffff')
          );
        }),
      front: '',
    };
  },
};

const market: Scene = {
  has: ['garland', 'tree'],
  words: words('christmas market|xmas market|market|fair(?!y)', 'ярмарк|рынок|рынк'),
  hints: words('mulled wine|gingerbread', 'глинтвейн|пряник'),
  framings: ['half'],
  draw: (stage) => {
    const { width, random, light } = stage;
    const isSnowy = light.weather === 'snow';
    const stall = (one: string, two: string): string =>
      rect(-150, -250, 300, 250, '#8a5a3c') +
      rect(-136, -236, 272, 120, light.isDark || light.time === 'sunset' ? '#ffdf9a' : '#f4e3c0') +
      [-100, -50, 0, 50, 100]
        .map(
          (x, i) =>
            line(`M${x} -236v24`, '#6b4030', 3) +
            (i % 2
              ? circle(x, -200, 15, '#e4574f')
              : path(`M${x} -224l7 15l16 1l-12 10l4 16l-15 -9l-15 9l4 -16l-12 -10l16 -1z`, '#e2a33c')),
        )
        .join('') +
      [-96, -30, 40, 100]
        .map((x, i) => rect(x - 24, -152, 48, 36, ['#b3404a', '#c98f58', '#3f8f6b', '#e0a33c'][i]!, 8))
        .join('') +
      rect(-160, -116, 320, 26, '#6b4030', 4) +
      rect(-130, -252, 12, 250, '#6b4030') +
      rect(118, -252, 12, 250, '#6b4030') +
      times(7, (i) =>
        path(
          `M${-168 + i * 48} -250L${-150 + i * 43} -330H${-107 + i * 43}L${-120 + i * 48} -250Q${-144 + i * 48} -222 ${-168 + i * 48} -250Z`,
          i % 2 ? one : two,
        ),
      ) +
      (isSnowy
        ? path('M-156 -326Q-80 -366 0 -344Q90 -366 158 -326L150 -306Q80 -330 0 -314Q-80 -330 -150 -306Z', '#fbfdff')
        : '');
    const house = (x: number, up: number, wall: string): string =>
      rect(x - 80, 700 - up, 160, up + 60, wall) +
      path(`M${x - 90} ${700 - up}L${x} ${590 - up}L${x + 90} ${700 - up}Z`, isSnowy ? '#eef4fa' : '#9c5347') +
      times(4, (i) =>
        rect(
          x - 52 + (i % 2) * 66,
          730 - up + Math.floor(i / 2) * 90,
          38,
          54,
          light.isDark || light.time === 'sunset' ? '#ffd98a' : '#cfe9f2',
          3,
        ),
      );
    return {
      back:
        stage.sky(700) +
        stage.layer(
          0.4,
          times(Math.ceil(width / 165) + 1, (index) =>
            house(index * 166, random.between(180, 280), ['#d9a06b', '#c98a8a', '#8fa7b6', '#e0c48a'][index % 4]!),
          ),
        ) +
        stage.layer(0, rect(0, 740, width, 260, isSnowy ? '#eef4fa' : '#b5a596')) +
        at(width * 0.14, 860, stall('#d9433f', '#fff8ea'), 1.15) +
        at(width * 0.88, 860, stall('#2f8f6b', '#fff8ea'), 1.15) +
        times(
          3,
          (row) =>
            line(
              `M-20 ${250 + row * 70}Q${width * 0.5} ${360 + row * 70} ${width + 20} ${240 + row * 70}`,
              '#3a3550',
              4,
            ) +
            times(Math.ceil(width / 60), (i) => {
              const t = (i + 0.5) / Math.ceil(width / 60);
              const y = 250 + row * 70 + 4 * 55 * t * (1 - t);
              return circle(t * width, y + 8, 24, '#ffe39a', 0.28) + circle(t * width, y + 8, 9, '#ffd76a');
            }),
        ),
      front: '',
    };
  },
};

export const INDOORS = { office, cafe, library, kitchen, gym, concert, studio, palace, runway, market };
