import type { Stage } from '../stage/stage';
import { at, circle, ellipse, line, n, path, rect, times } from '../stage/svg';
import { words } from '../stage/words';
import type { Scene } from './scene';

const pine = (fill: string, snow?: string): string =>
  rect(-9, -30, 18, 40, '#6b4a36') +
  [0, 1, 2]
    .map(
      (tier) =>
        path(`M0 ${-250 + tier * 56}L${58 + tier * 20} ${-128 + tier * 52}H${-58 - tier * 20}Z`, fill) +
        (snow
          ? path(
              `M0 ${-250 + tier * 56}L${26 + tier * 8} ${-196 + tier * 54}Q0 ${-178 + tier * 54} ${-26 - tier * 8} ${-196 + tier * 54}Z`,
              snow,
            )
          : ''),
    )
    .join('');

export const leafyTree = (fill: string, dark: string): string =>
  path('M-14 10L-9 -120H9L14 10Z', '#7a553c') +
  circle(0, -200, 92, fill) +
  circle(-62, -150, 66, fill) +
  circle(64, -150, 68, dark) +
  circle(20, -236, 58, fill) +
  circle(-24, -176, 30, dark, 0.5);

const flower = (petal: string): string =>
  line('M0 0Q6 -30 0 -60', '#4f8a4a', 6) +
  path('M0 -22Q26 -40 34 -22Q16 -12 0 -22Z', '#5d9c55') +
  [0, 72, 144, 216, 288]
    .map((a) => `<ellipse cx="0" cy="-78" rx="12" ry="20" fill="${petal}" transform="rotate(${a} 0 -60)"/>`)
    .join('') +
  circle(0, -60, 11, '#f7d154');

const palm =
  path('M-12 0Q10 -170 46 -300L62 -294Q36 -160 22 0Z', '#9a6b47') +
  [-160, -125, -85, -45, -10]
    .map(
      (a) =>
        `<path transform="translate(54 -298) rotate(${a})" d="M0 0Q80 -60 190 -6Q84 -16 0 0Z" fill="${a % 2 ? '#3f9a6c' : '#2f8360'}"/>`,
    )
    .join('') +
  circle(48, -286, 13, '#7a4f30') +
  circle(68, -282, 12, '#8a5a38');

const sailboat =
  path('M0 -8L0 -120L70 -8Z', '#fff8ea') +
  path('M-8 -8L-8 -96L-54 -8Z', '#f06f5c') +
  path('M-70 0H86L62 30H-46Z', '#7a4b3a');

const sea: Scene = {
  words: words(
    'sea|seashore|pier|jetty|ocean|beach|shore|coast|seaside|(?<!floating )island|yacht|ship|boat|sailboat|lighthouse',
    'мор[еяю]|морск|пирс(?!инг)|океан|пляж|берег|побереж|яхт|(?<!парящие )остров|корабл|лодк|маяк',
  ),
  hints: words(
    'surf|surfboard|surfing|sail|wave|swim|swimming|pirate|dolphin|sailor|captain|palm',
    'с[её]рф|парус|волн|плава|пират|купа|дельфин|моряк|пальм',
  ),
  framings: ['full', 'half'],
  hat: 'straw',
  draw: (stage) => {
    const { width, random, light } = stage;
    const glints = times(34, () => {
      const y = random.between(560, 770);
      return rect(
        random.between(0, width),
        y,
        random.between(24, 90) * ((y - 400) / 300),
        4,
        light.lamp,
        2,
        'opacity=".5"',
      );
    });
    const side = random.pick([0.1, 0.9]);
    return {
      back:
        stage.sky(556) +
        stage.layer(
          0.75,
          path(
            `M${width * (1 - side) - 260} 556Q${width * (1 - side) - 60} 470 ${width * (1 - side) + 60} 500T${width * (1 - side) + 300} 556Z`,
            '#5f9a8a',
          ),
        ) +
        stage.layer(
          0.1,
          `<linearGradient id="sea" x2="0" y2="1"><stop stop-color="#55b7c4"/><stop offset="1" stop-color="#1f86a5"/></linearGradient>`,
        ) +
        rect(0, 555, width, 300, 'url(#sea)') +
        glints +
        stage.layer(0.15, at(stage.x(0.2, 0.8), 596, sailboat, random.between(0.6, 1))) +
        stage.layer(
          0,
          path(`M0 800Q${width * 0.25} 742 ${width * 0.5} 778T${width} 760V1000H0Z`, '#bfe9e6') +
            path(`M0 822Q${width * 0.25} 764 ${width * 0.5} 800T${width} 780V1000H0Z`, '#f2d9a2') +
            path(`M0 900Q${width * 0.5} 850 ${width} 890V1000H0Z`, '#eccb8c'),
        ) +
        stage.layer(0, at(width * side, 850, palm, 1.5, side > 0.5)),
      front: stage.layer(
        0,
        at(
          width * (1 - side),
          968,
          path('M0 -40l12 26l28 3l-21 19l6 28l-25 -14l-25 14l6 -28l-21 -19l28 -3z', '#f0846a'),
        ) +
          at(
            width * side,
            985,
            ellipse(0, 0, 26, 16, '#fff3e2') + line('M-18 2Q0 -22 18 2M-8 8Q0 -10 8 8', '#d9b08c', 3),
          ),
      ),
    };
  },
};

const mountains: Scene = {
  words: words('mountain|alps|peak|summit|glacier|cliff', 'гор[аыуе](?![а-яё])|горах|горам|горн|вершин|альп|скал'),
  hints: words('hike|hiking|trek|climb|ski|skiing|skier|snowboard', 'поход|альпинист|турист|лыж|сноуборд'),
  framings: ['full', 'half'],
  draw: (stage) => {
    const { width, random } = stage;
    return {
      back:
        stage.sky(600) +
        stage.layer(0.72, stage.ridge(640, 430, Math.max(2, Math.round(width / 330)), '#6f86a8', '#ffffff')) +
        stage.layer(0.4, stage.ridge(690, 260, Math.max(3, Math.round(width / 240)), '#4f7389', '#f2f7fb')) +
        stage.layer(
          0.2,
          rect(0, 676, width, 130, '#5fa8bd') +
            times(9, () =>
              rect(random.between(0, width), random.between(700, 780), random.between(60, 160), 4, '#c6e7ee', 2),
            ),
        ) +
        stage.layer(
          0.12,
          times(Math.round(width / 70), (index) =>
            at(
              index * 72 + random.between(-20, 20),
              812 + random.between(-16, 18),
              pine(random.pick(['#2f6b57', '#397a5f', '#275c4d'])),
              random.between(0.5, 0.9),
            ),
          ),
        ) +
        stage.layer(0, stage.hill(820, 36, '#6fae62') + stage.hill(900, 26, '#5b9a54')),
      front: stage.layer(
        0,
        times(stage.light.weather === 'snow' ? 0 : 9, () =>
          at(
            random.between(0, width),
            random.between(965, 1_000),
            flower(random.pick(['#f28fb1', '#f6d365', '#9d8df1'])),
            0.55,
          ),
        ),
      ),
    };
  },
};

const AUTUMN = words('autumn|october|leaf fall', 'осен|октябр|листопад');

const forest: Scene = {
  has: ['tree'],
  words: words(
    'forest|woods|woodland|jungle|campfire|bonfire',
    'лес(?!тн)|рощ|джунгл|кост(?:ра|ёр|ер|ром|ре)(?![а-яё])',
  ),
  hints: words(
    'tree|autumn|mushroom|elf|elven|camping|tent|bear|wolf|wolves|fox|fairy',
    'деревь|дерево|осен|гриб|эльф|палатк|костр|кост[её]р|медвед|волк|лис[аоуы](?![а-я])|фе[яейю](?![а-яё])',
  ),
  draw: (stage) => {
    const { width, random, light } = stage;
    const isAutumn = stage.says(AUTUMN) || random.next() < 0.15;
    const crowns = isAutumn
      ? (['#d9783b', '#c7503a', '#e0a33c'] as const)
      : (['#4f9a63', '#3f8757', '#68ad66'] as const);
    const trunks = (depth: number, count: number, base: number, size: number): string =>
      stage.layer(
        depth,
        times(count, (index) => {
          const x = ((index + random.between(0.1, 0.9)) / count) * width;
          return (
            path(
              `M${n(x - 20 * size)} ${base}Q${n(x - 8 * size)} ${base - 300} ${n(x - 12 * size)} -10H${n(x + 12 * size)}Q${n(x + 8 * size)} ${base - 300} ${n(x + 22 * size)} ${base}Z`,
              '#5f4638',
            ) +
            line(
              `M${n(x)} ${base - 360}q${random.pick([40, -40])} -40 ${random.pick([70, -70])} -90`,
              '#5f4638',
              9 * size,
            )
          );
        }),
      );
    const crown = (depth: number, y: number): string =>
      stage.layer(
        depth,
        times(Math.round(width / 60), (index) =>
          circle(
            index * 66 + random.between(-30, 30),
            y + random.between(-50, 30),
            random.between(60, 110),
            random.pick(crowns),
          ),
        ),
      );
    return {
      back:
        stage.sky(700, { isOpen: false }) +
        circle(width * 0.5, 380, 380, light.lamp, 0.25) +
        stage.layer(0.75, stage.hill(660, 30, '#86b884')) +
        trunks(0.6, Math.round(width / 70), 720, 0.8) +
        crown(0.5, 90) +
        `<g opacity=".2">${times(4, (index) => path(`M${n(width * (0.2 + index * 0.2))} -20l70 0l${-160 - index * 20} 820l-120 0z`, light.lamp))}</g>` +
        stage.layer(0.3, stage.hill(760, 30, isAutumn ? '#c79a52' : '#5f9d5c')) +
        trunks(0.3, Math.round(width / 150), 800, 1.2) +
        crown(0.2, 40) +
        stage.layer(
          0.05,
          stage.hill(850, 30, isAutumn ? '#b5803f' : '#4c8a4e') +
            times(6, () =>
              at(
                random.between(0, width),
                random.between(880, 930),
                path('M-12 0V-30H12V0Z', '#f5e8d3') +
                  path('M-36 -26Q0 -86 36 -26Z', '#d9483f') +
                  circle(-10, -44, 5, '#fff6ea') +
                  circle(10, -38, 5, '#fff6ea') +
                  circle(1, -56, 4, '#fff6ea'),
                0.8,
              ),
            ),
        ),
      front: stage.layer(
        0,
        times(10, (index) =>
          at(
            (index / 9) * width,
            1_010,
            [-50, -25, 0, 25, 50]
              .map(
                (a) =>
                  `<path transform="rotate(${a})" d="M0 0Q-16 -60 0 -120Q16 -60 0 0Z" fill="${a % 2 ? '#3d7a45' : '#2f6b3f'}"/>`,
              )
              .join(''),
            random.between(0.6, 1),
          ),
        ),
      ),
    };
  },
};

const winter: Scene = {
  has: ['tree'],
  words: words(
    'ski resort|winter village|north pole|lapland|ice rink',
    'горнолыж|зимн[а-я]+ (?:деревн|лес)|северн[а-я]+ полюс|лапланд|катк|каток',
  ),
  hints: words(
    'snow|snowy|snowfall|winter|christmas|santa|ice|frost|sledge|new year|snowman|penguin',
    'снег|снеж|зим[аыуоней]|новогод|новый год|рождеств|мороз|пингвин',
  ),
  weather: 'snow',
  framings: ['half', 'full'],
  top: 'coat',
  hat: 'beanie',
  scarf: true,
  draw: (stage) => {
    const { width, random, light } = stage;
    const glow = light.isDark ? '#ffd876' : '#ffe9b0';
    const cabin =
      rect(-110, -110, 220, 120, '#8a5a3f') +
      path('M-140 -100L0 -220L140 -100Z', '#f7fbff') +
      path('M-118 -100L0 -200L118 -100Z', '#6b4030') +
      rect(50, -230, 34, 70, '#7b5548') +
      rect(46, -238, 42, 14, '#f7fbff');
    const x = width * random.pick([0.18, 0.8]);
    const windows = at(
      x,
      760,
      rect(-72, -76, 46, 46, glow, 4) + rect(26, -76, 46, 46, glow, 4) + path('M-18 10V-60H18V10Z', '#5a3526'),
    );
    return {
      back:
        stage.sky(620) +
        stage.layer(0.7, stage.ridge(650, 300, Math.max(2, Math.round(width / 360)), '#8ea6c8', '#ffffff')) +
        stage.layer(0.4, stage.hill(690, 40, '#dfeaf6')) +
        stage.layer(
          0.3,
          times(Math.round(width / 80), (index) =>
            at(
              index * 84 + random.between(-24, 24),
              735 + random.between(-12, 16),
              pine('#3a7169', '#ffffff'),
              random.between(0.5, 0.8),
            ),
          ),
        ) +
        stage.layer(0.1, stage.hill(760, 26, '#eef5fb')) +
        stage.layer(0.1, at(x, 760, cabin)) +
        windows +
        stage.layer(0, at(width - x, 900, pine('#2f6660', '#ffffff'), 1.7) + stage.hill(880, 24, '#ffffff')),
      front: stage.layer(0, stage.hill(975, 14, '#e6f0fa')),
    };
  },
};

const PYRAMIDS = words('egypt|pyramid|pharaoh', 'егип|пирамид|фараон');

const MARS = words('mars|martian', 'марс(?![а-яё]{2})|марсиан');

const desert: Scene = {
  words: words(
    'desert|dune|sahara|canyon|wild west|egypt|pyramid|mars',
    'пустын|дюн|сахар[аеу]|каньон|дик[а-я]+ запад|пирамид|егип|марс(?![а-яё]{2})',
  ),
  hints: words('cactus|cowboy|camel', 'кактус|ковбо|верблюд'),
  hat: 'cowboy',
  framings: ['full', 'half'],
  draw: (stage) => {
    const { width, random } = stage;
    const cactus =
      path('M-22 0V-210Q-22 -236 0 -236Q22 -236 22 -210V0Z', '#4c9463') +
      line('M-20 -90H-58V-150', '#4c9463', 34) +
      line('M20 -60H60V-130', '#3f8357', 34) +
      line('M-8 -20V-200M8 -20V-190', '#3a7a50', 3);
    const pyramid = (x: number, up: number): string =>
      path(`M${n(x - up)} 650L${n(x)} ${650 - up}L${n(x + up)} 650Z`, '#e3b46c') +
      path(`M${n(x)} ${650 - up}L${n(x + up)} 650H${n(x + up * 0.2)}Z`, '#c9924f');
    const mesa = (x: number): string =>
      path(`M${n(x - 150)} 640L${n(x - 110)} 470H${n(x + 90)}L${n(x + 150)} 640Z`, '#c9734f') +
      path(`M${n(x - 118)} 505H${n(x + 104)}L${n(x + 112)} 535H${n(x - 126)}Z`, '#dd8b60');
    const side = random.pick([0.1, 0.88]);
    const isBare = stage.says(PYRAMIDS) || stage.says(MARS);
    return {
      back:
        stage.sky(640) +
        stage.layer(
          0.55,
          stage.says(PYRAMIDS)
            ? pyramid(width * 0.3, 210) + pyramid(width * 0.72, 280)
            : mesa(stage.x(0.1, 0.9)) + mesa(stage.x(0, 1)),
        ) +
        stage.layer(0.45, stage.hill(620, 44, '#f0bf82')) +
        stage.layer(0.25, stage.hill(700, 60, '#eab06d')) +
        stage.layer(0.1, stage.hill(790, 60, '#e29f58')) +
        (isBare ? '' : stage.layer(0.1, at(width * (1 - side), 800, cactus, 0.7))) +
        stage.layer(0, stage.hill(880, 40, '#d98f4b') + (isBare ? '' : at(width * side, 930, cactus, 1.5))) +
        (stage.says(MARS) ? rect(0, 0, width, 1_000, '#c8401f', 0, 'opacity=".4"') : ''),
      front: stage.layer(
        0,
        times(5, () => ellipse(random.between(0, width), 985, random.between(14, 30), 10, '#b06b3c')),
      ),
    };
  },
};

const garden: Scene = {
  has: ['tree'],
  words: words('garden|park|botanical', 'сад(?![аи]т|ит)|парк|оранжере|клумб'),
  hints: words(
    'rose|blossom|flower|spring|tulip|butterfl|wedding|bride|groom',
    'свадьб|свадеб|невест|жених|роз[аыу](?![а-яё])|цвет(?:ы|ов|ами|ущ)|весн|тюльпан|бабоч',
  ),
  hat: 'none',
  props: ['flowers'],
  draw: (stage) => {
    const { width, random } = stage;
    const arch =
      line('M-170 0V-420Q-170 -600 0 -600Q170 -600 170 -420V0', '#f4ead8', 20) +
      times(26, (index) => {
        const t = index / 25;
        const a = Math.PI * t;
        return (
          circle(
            -Math.cos(a) * 172,
            t < 0.12 || t > 0.88 ? -200 - random.between(0, 200) : -430 - Math.sin(a) * 172,
            random.between(18, 30),
            random.pick(['#5a9a55', '#6aa95d', '#4b8a4c']),
          ) +
          circle(
            -Math.cos(a) * 172 + random.between(-14, 14),
            -430 - Math.sin(a) * 172,
            random.between(10, 15),
            random.pick(['#f28fb1', '#fff1f4', '#e8647f']),
          )
        );
      });
    return {
      back:
        stage.sky(600) +
        stage.layer(
          0.5,
          times(Math.round(width / 110), (index) =>
            at(
              index * 120 + random.between(-30, 30),
              640,
              stage.says(AUTUMN) ? leafyTree('#e0983f', '#cf6f3a') : leafyTree('#6fae66', '#5b9a58'),
              random.between(0.9, 1.3),
            ),
          ),
        ) +
        stage.layer(
          0.25,
          rect(0, 600, width, 120, '#4f8f52', 30) +
            times(Math.round(width / 40), (index) => circle(index * 42, 606, 34, '#5a9a58')),
        ) +
        stage.layer(
          0.1,
          rect(0, 700, width, 300, '#8cc46f') +
            path(
              `M${width * 0.5 - 70} 700L${width * 0.5 - 330} 1000H${width * 0.5 + 330}L${width * 0.5 + 70} 700Z`,
              '#f1dfb8',
            ) +
            at(width * 0.5, 800, arch, 1.1),
        ) +
        stage.layer(
          0,
          times(Math.round(width / 26), (index) =>
            at(
              (index * 27 + random.between(-8, 8)) % width,
              (index % 2 ? 820 : 880) + random.between(-20, 30),
              flower(random.pick(['#f28fb1', '#e8647f', '#f6d365', '#ffffff', '#a78bfa'])),
              random.between(0.6, 0.95),
            ),
          ),
        ),
      front: stage.layer(
        0,
        times(Math.round(width / 60), (index) =>
          at(
            index * 64 + random.between(-20, 20),
            1_020,
            flower(random.pick(['#e8647f', '#f6d365', '#a78bfa', '#ff9f7a'])),
            random.between(0.9, 1.3),
          ),
        ),
      ),
    };
  },
};

const LAVENDER = words('lavender|purple', 'лаванд|сирен');
const LAVENDERS = ['#a98bd6', '#8d6cc4'] as const;

const field: Scene = {
  words: words('field|meadow|village|farm|countryside', 'пол[еяю](?![а-яё])|луг|деревн|ферм'),
  hints: words(
    'sunflower|lavender|wheat|picnic|grass|horse|summer|football|soccer|tennis|rainbow|unicorn|rabbit|elephant|lion',
    'подсолнух|лаванд|пшениц|пикник|трав|лошад|конь|лет(?:о|ом|ний|няя)(?![а-яё])',
  ),
  hat: 'straw',
  props: ['flowers'],
  framings: ['half', 'full'],
  draw: (stage) => {
    const { width, random } = stage;
    const [crop, head] = stage.says(LAVENDER)
      ? LAVENDERS
      : random.pick([LAVENDERS, ['#f0c54c', '#e2a92f'], ['#e7cf86', '#d9b860'], ['#e8706a', '#cf4f55']]);
    const mill =
      path('M-44 0L-30 -170H30L44 0Z', '#f4ead8') +
      path('M-36 -166Q0 -216 36 -166Z', '#b5523f') +
      rect(-10, -50, 20, 50, '#7a553c') +
      [20, 110, 200, 290]
        .map(
          (a) =>
            `<g transform="translate(0 -168) rotate(${a})">${rect(-5, 0, 10, 120, '#7a553c')}${rect(5, 26, 26, 94, '#fff8ea')}</g>`,
        )
        .join('');
    const x = width * random.pick([0.16, 0.82]);
    return {
      back:
        stage.sky(600) +
        stage.layer(0.65, stage.hill(590, 40, '#8fbf84')) +
        stage.layer(0.35, stage.hill(640, 30, '#7db36c')) +
        stage.layer(0.2, at(x, 660, mill, 1.1)) +
        stage.layer(
          0.1,
          rect(0, 680, width, 320, '#6ea75a') +
            times(13, (index) =>
              path(
                `M${n(width * 0.5 + (index - 6.5) * 26)} 680L${n(width * 0.5 + (index - 6.5) * 210)} 1000h120L${n(width * 0.5 + (index - 6.5) * 26 + 13)} 680Z`,
                index % 2 ? crop : head,
              ),
            ),
        ),
      front: stage.layer(
        0,
        times(Math.round(width / 30), (index) => {
          const px = index * 32 + random.between(-12, 12);
          return (
            line(
              `M${n(px)} 1010Q${n(px + 6)} 960 ${n(px + random.between(-10, 10))} ${n(930 + random.between(-10, 40))}`,
              '#5a8f4c',
              5,
            ) + ellipse(px + 2, 935 + random.between(-10, 40), 9, 20, random.pick([crop, head]))
          );
        }),
      ),
    };
  },
};

const cliffFish = (fill: string, fin: string): string =>
  ellipse(0, 0, 40, 24, fill) +
  path('M-34 0L-70 -24V24Z', fin) +
  path('M-6 -22Q8 -46 20 -20Z', fin) +
  circle(22, -5, 6, '#ffffff') +
  circle(24, -5, 3, '#1a1a2a') +
  path('M2 -22Q12 0 2 22L-8 23Q2 0 -8 -23Z', '#fff8ea');

const underwater: Scene = {
  words: words(
    'underwater|under the water|under the sea|reef|seabed',
    'под водо|подводн|риф(?![а-яё]{2})|дн[оеа] мор|морск[а-я]+ дн',
  ),
  hints: words('diver|diving|coral|fish|mermaid|scuba', 'дайв|коралл|рыб|русалк|аквалан'),
  isIndoor: true,
  floats: true,
  framings: ['full', 'half'],
  top: 'wetsuit',
  hat: 'snorkel',
  draw: (stage: Stage) => {
    const { width, random } = stage;
    const coral = (fill: string): string =>
      line(
        'M0 0V-90M0 -40Q-40 -60 -44 -120M0 -60Q40 -70 42 -140M-30 -86Q-60 -100 -64 -140M0 -90Q-6 -130 6 -160',
        fill,
        20,
      );
    return {
      back:
        `<linearGradient id="deep" x2="0" y2="1"><stop stop-color="#8fe3e6"/><stop offset=".45" stop-color="#2fa3bd"/><stop offset="1" stop-color="#124a78"/></linearGradient>${rect(0, 0, width, 1_000, 'url(#deep)')}<g opacity=".22">${times(6, (index) => path(`M${n(width * (0.08 + index * 0.17))} -10h60l${n(random.between(-160, 60))} 900h-110z`, '#eaffff'))}</g>` +
        times(
          4,
          () =>
            `<g opacity=".6">${at(random.between(0, width), random.between(200, 700), cliffFish('#4f8fb5', '#3f7ba3'), random.between(0.4, 0.7), random.next() < 0.5)}</g>`,
        ) +
        path(`M0 860Q${n(width * 0.3)} 800 ${n(width * 0.55)} 880T${n(width)} 840V1000H0Z`, '#1c6a8c') +
        times(9, () =>
          at(
            random.between(0, width),
            random.between(920, 980),
            coral(random.pick(['#f2766b', '#f0a24a', '#b870c9', '#f28fb1'])),
            random.between(0.7, 1.2),
          ),
        ) +
        path(`M0 940Q${n(width * 0.4)} 890 ${n(width)} 950V1000H0Z`, '#e5cf9a') +
        times(5, () =>
          at(
            random.between(0, width),
            random.between(160, 800),
            cliffFish(random.pick(['#f59b3a', '#f2c94c', '#ee6f86']), '#d9652f'),
            random.between(0.6, 1),
            random.next() < 0.5,
          ),
        ),
      front:
        times(26, () => {
          const r = random.between(5, 20);
          return `<circle cx="${n(random.between(0, width))}" cy="${n(random.between(40, 900))}" r="${n(r)}" fill="#ffffff" fill-opacity=".2" stroke="#ffffff" stroke-opacity=".6" stroke-width="2"/>`;
        }) +
        times(6, (index) =>
          line(
            `M${n(index * 34 + (index > 2 ? width - 220 : 0))} 1000q-40 -80 0 -150t0 -${n(random.between(80, 170))}`,
            random.pick(['#2f9a72', '#237f66']),
            16,
          ),
        ),
    };
  },
};

export const NATURE = { sea, mountains, forest, winter, desert, garden, field, underwater };
