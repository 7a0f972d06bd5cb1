import { at, circle, ellipse, line, n, path, rect, times } from '../stage/svg';
import { words } from '../stage/words';
import type { Scene } from './scene';

const planet = (light: string, dark: string, ring: string): string =>
  `<linearGradient id="planet" x2="1" y2="1"><stop stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></linearGradient>` +
  line('M-190 46Q0 -34 190 -46', ring, 14, 'opacity=".5"') +
  circle(0, 0, 110, 'url(#planet)') +
  ellipse(-30, -36, 34, 14, '#ffffff', 0.22) +
  ellipse(26, 34, 44, 13, '#ffffff', 0.14) +
  line('M-190 46Q10 70 190 -46', ring, 14);

const rocket =
  path('M0 -150Q54 -90 44 40H-44Q-54 -90 0 -150Z', '#f4f0ea') +
  path('M0 -150Q30 -116 38 -70H-38Q-30 -116 0 -150Z', '#e4574f') +
  circle(0, -26, 19, '#4f9fc9') +
  path('M-44 0L-84 70L-40 44ZM44 0L84 70L40 44Z', '#e4574f') +
  path('M-24 44Q0 130 24 44Z', '#ffb547');

const space: Scene = {
  words: words(
    '(?<!negative )space(?! ?suit)|galaxy|planet|starship|spaceship|nebula|orbit|cosmos',
    'космос|космич|планет|галакт|орбит|туманност|зв[её]здол',
  ),
  hints: words('astronaut|cosmonaut|space ?suit|alien', 'космонавт|астронавт|скафандр|инопланет'),
  isIndoor: true,
  floats: true,
  framings: ['half', 'full'],
  top: 'spaceSuit',
  hat: 'helmet',
  draw: (stage) => {
    const { width, random } = stage;
    const [a, b, c] = random.pick([
      ['#ffb88a', '#b8496b', '#ffe1b8'],
      ['#8ad0ff', '#3a4fb5', '#d6f0ff'],
      ['#9be0c0', '#2f7d8c', '#e4fff2'],
      ['#d2a6ff', '#6a3fb5', '#f2e2ff'],
    ]);
    return {
      back:
        `<linearGradient id="void" x2=".4" y2="1"><stop stop-color="#0a0b2a"/><stop offset=".55" stop-color="#251a5c"/><stop offset="1" stop-color="#5a2a80"/></linearGradient>${rect(0, 0, width, 1_000, 'url(#void)')}<radialGradient id="mist"><stop stop-color="${a}" stop-opacity=".5"/><stop offset="1" stop-color="${a}" stop-opacity="0"/></radialGradient>${times(4, () => ellipse(random.between(0, width), random.between(0, 1_000), random.between(260, 420), random.between(140, 240), 'url(#mist)'))}${stage.stars(170, 1_000)}` +
        at(width * random.pick([0.18, 0.82]), random.between(200, 300), planet(a, b, c), random.between(1.1, 1.6)) +
        at(
          width * random.between(0.3, 0.7),
          120,
          circle(0, 0, 34, '#f2d9b8') + circle(-10, -6, 8, '#d9b98f') + circle(12, 10, 6, '#d9b98f'),
        ) +
        at(
          width * random.pick([0.1, 0.9]),
          random.between(560, 760),
          `<g transform="rotate(${n(random.between(-30, 40))})">${rocket}</g>`,
          0.9,
        ),
      front:
        path(`M0 1000Q${n(width * 0.5)} 850 ${n(width)} 1000Z`, b) +
        path(`M0 1000Q${n(width * 0.5)} 890 ${n(width)} 1000Z`, a, 'opacity=".5"'),
    };
  },
};

const moon: Scene = {
  words: words('on (?:the )?moon|lunar|crater|moon (?:base|surface)', 'на лун[еу]|кратер|лунн[а-я]+ (?:баз|поверх)'),
  isIndoor: true,
  framings: ['full', 'half'],
  top: 'spaceSuit',
  hat: 'helmet',
  draw: (stage) => {
    const { width, random } = stage;
    const crater = (x: number, y: number, r: number): string =>
      ellipse(x, y, r, r * 0.32, '#8d8fa6') + ellipse(x, y + r * 0.07, r * 0.86, r * 0.22, '#75778f');
    const side = random.pick([0.2, 0.8]);
    const earth =
      circle(0, 0, 120, '#4f9fd9') +
      path('M-90 -60Q-30 -110 10 -70Q40 -40 -10 -20Q-60 0 -90 -60Z', '#6fb56a') +
      path('M20 30Q80 0 96 40Q70 96 24 84Q0 60 20 30Z', '#6fb56a') +
      line('M-100 40Q-40 20 0 50M10 -96Q60 -80 100 -50', '#ffffff', 14, 'opacity=".7"');
    const lander =
      rect(-60, -130, 120, 74, '#d9dde6', 12) +
      rect(-76, -64, 152, 40, '#e0b24c', 6) +
      line('M-66 -26L-110 0M66 -26L110 0', '#9aa2b3', 10) +
      circle(0, -96, 20, '#4f9fc9') +
      line('M30 -130V-180M18 -180H44', '#9aa2b3', 6);
    return {
      back:
        rect(0, 0, width, 1_000, '#0b0d24') +
        stage.stars(160, 700) +
        at(width * side, 240, earth, 1.1) +
        path(`M0 700Q${n(width * 0.3)} 640 ${n(width * 0.6)} 690T${n(width)} 660V1000H0Z`, '#a9abc0') +
        at(width * (1 - side), 720, lander, 1.25) +
        path(`M0 790Q${n(width * 0.4)} 730 ${n(width)} 780V1000H0Z`, '#c3c5d4') +
        times(6, () => crater(random.between(0, width), random.between(810, 960), random.between(40, 100))),
      front: at(
        width * side,
        960,
        rect(-5, -330, 10, 330, '#e6e9f2') +
          path('M5 -326Q70 -350 130 -322V-232Q70 -260 5 -236Z', random.pick(['#e4574f', '#3f8fd1', '#f0a03c'])) +
          path('M52 -312l6 14l15 1l-11 10l4 15l-14 -8l-14 8l4 -15l-11 -10l15 -1z', '#ffffff'),
      ),
    };
  },
};

const DRAGON = words('dragon', 'дракон');

const castle: Scene = {
  words: words('castle|palace|kingdom', 'замок|замк|дворец|дворц|королевств'),
  hints: words(
    'knight|medieval|king|queen|princess|prince|armou?r|dragon|viking|wizard|witch|mage|fairy',
    'рыцар|корол|принц|дракон|викинг|волшебн|ведьм|маг(?![а-яё])|доспех|средневек|сказ',
  ),
  framings: ['half', 'full'],
  draw: (stage) => {
    const { width, random, light } = stage;
    const x = width * random.pick([0.3, 0.7]);
    const tower = (dx: number, up: number, across: number, roof: string): string =>
      rect(dx - across / 2, -up, across, up + 60, '#b9aec4') +
      rect(dx, -up, across / 2, up + 60, '#a598b5') +
      path(`M${dx - across * 0.66} ${-up}L${dx} ${-up - across * 1.5}L${dx + across * 0.66} ${-up}Z`, roof) +
      line(`M${dx} ${n(-up - across * 1.5)}v-40`, '#6b5a7a', 5) +
      path(`M${dx} ${n(-up - across * 1.5 - 40)}l46 14l-46 14z`, '#e4574f');
    const lights = [
      [-120, 300],
      [0, 420],
      [120, 330],
      [-60, 180],
      [66, 190],
    ]
      .map(
        ([dx, up]) =>
          `<path transform="translate(${n(x + (dx ?? 0))} ${n(800 - (up ?? 0))})" d="M-12 24V-6Q0 -24 12 -6V24Z" fill="${light.isDark || light.time === 'sunset' ? '#ffd87a' : '#5f5478'}"/>`,
      )
      .join('');
    const dragon =
      path(
        'M0 0Q40 -30 84 -14Q104 -40 140 -40Q128 -22 138 -10Q112 -2 96 6Q60 26 10 14Q-40 30 -90 6Q-40 10 0 0Z',
        '#4f8f6b',
      ) + path('M20 0Q10 -90 -60 -110Q-34 -84 -44 -60Q-20 -60 -18 -36Q0 -30 20 0Z', '#3f7a5c');
    return {
      back:
        stage.sky(700) +
        (!stage.says(DRAGON) && random.next() < 0.3 ? stage.layer(0.3, at(width - x, 240, dragon, 1.1)) : '') +
        stage.layer(0.7, stage.ridge(700, 260, Math.max(2, Math.round(width / 300)), '#8d8fb8')) +
        stage.layer(0.5, stage.hill(690, 60, '#83a88c')) +
        stage.layer(
          0.22,
          path(`M${n(x - 420)} 860Q${n(x - 200)} 740 ${n(x)} 740T${n(x + 420)} 860Z`, '#6f9a72') +
            at(
              x,
              800,
              tower(-120, 330, 90, '#6a5fb0') +
                tower(120, 360, 90, '#6a5fb0') +
                tower(0, 470, 110, '#5a4fa0') +
                rect(-170, -200, 340, 260, '#c6bcd0') +
                times(8, (i) => rect(-170 + i * 45, -226, 26, 30, '#c6bcd0')) +
                tower(-190, 230, 74, '#7a6fc0') +
                tower(190, 240, 74, '#7a6fc0') +
                path('M-44 60V-50Q0 -110 44 -50V60Z', '#6b4a3c'),
            ),
        ) +
        lights +
        stage.layer(
          0,
          stage.hill(850, 30, '#7fae6c') +
            path(
              `M${n(x - 30)} 846Q${n(width * 0.5)} 900 ${n(width * 0.5 - 190)} 1000H${n(width * 0.5 + 190)}Q${n(width * 0.5 + 60)} 900 ${n(x + 30)} 846Z`,
              '#e3d0a4',
            ),
        ),
      front: stage.layer(
        0,
        times(10, () =>
          at(
            random.between(0, width),
            1_004,
            line('M0 0Q-6 -24 -14 -40M0 0Q0 -30 2 -52M0 0Q8 -22 16 -38', '#5c8f50', 6),
          ),
        ),
      ),
    };
  },
};

const envelope = (one: string, two: string): string =>
  path('M0 -300C150 -300 200 -150 150 -50Q110 30 50 90H-50Q-110 30 -150 -50C-200 -150 -150 -300 0 -300Z', one) +
  path('M0 -300C70 -300 96 -150 72 -50Q52 30 24 90H-24Q-52 30 -72 -50C-96 -150 -70 -300 0 -300Z', two) +
  path('M0 -300C26 -300 34 -150 26 -50Q18 30 8 90H-8Q-18 30 -26 -50C-34 -150 -26 -300 0 -300Z', one) +
  line('M-46 92L-26 150M46 92L26 150', '#6b4a36', 4) +
  rect(-32, 148, 64, 46, '#a86f42', 8);

const balloon: Scene = {
  words: words(
    'balloon(?!s)|hot[- ]air|in the sky|above the clouds(?! between floating)|cappadocia',
    'воздушн[а-я]+ шар|шар[еу](?![а-яё])|каппадок|в неб[еу]|над облак',
  ),
  hints: words('flying|flight|clouds', 'лет[иа]т|пол[её]т|облак'),
  framings: ['half'],
  props: [],
  draw: (stage) => {
    const { width, random } = stage;
    const flown = (): string => {
      const [one, two] = random.pick([
        ['#e4574f', '#f7d9a8'],
        ['#3f8fd1', '#ffffff'],
        ['#f0a03c', '#fff1cf'],
        ['#8a5fb0', '#f2b5c8'],
        ['#2f8f83', '#f4ead8'],
      ]);
      return envelope(one, two);
    };
    return {
      back:
        stage.sky(760) +
        stage.layer(0.7, stage.hill(760, 50, '#8ab08c')) +
        stage.layer(0.5, stage.hill(820, 40, '#7aa878')) +
        stage.layer(0.35, stage.hill(890, 30, '#6a9f66')) +
        times(4, (i) =>
          stage.layer(
            0.5 - i * 0.08,
            at(
              width * ((i + random.between(0.2, 0.8)) / 4),
              random.between(260, 620),
              flown(),
              random.between(0.3, 0.62),
            ),
          ),
        ) +
        times(4, () => stage.cloud(random.between(0, width), random.between(640, 900), random.between(0.9, 1.5))),
      front: '',
    };
  },
};

/** The basket that a person stands in, around `x`, the middle of the frame. */
export const basket = (x: number): string =>
  line(`M${n(x - 250)} 800L${n(x - 210)} -10M${n(x + 250)} 800L${n(x + 210)} -10`, '#7a553c', 9) +
  path(`M${n(x - 280)} 800H${n(x + 280)}L${n(x + 250)} 1000H${n(x - 250)}Z`, '#a86f42') +
  times(4, (row) => line(`M${n(x - 272 + row * 6)} ${836 + row * 42}H${n(x + 272 - row * 6)}`, '#8f5a33', 7)) +
  times(9, (i) => line(`M${n(x - 240 + i * 60)} 806V1000`, '#8f5a33', 5)) +
  rect(x - 296, 784, 592, 30, '#6b4430', 14);

const skyIslands: Scene = {
  words: words(
    'floating islands?|sky city|city in the clouds',
    'пар[яю]щ[а-я]+ остров|город в облак|небесн[а-я]+ город',
  ),
  framings: ['half', 'full'],
  top: 'jacket',
  hat: 'goggles',
  draw: (stage) => {
    const { width, random } = stage;
    const house = (x: number, up: number, roof: string): string =>
      rect(x - 30, -up, 60, up, '#fbf1dc') +
      path(`M${x - 42} ${-up}L${x} ${-up - 70}L${x + 42} ${-up}Z`, roof) +
      rect(x - 9, -up + 24, 18, 26, '#7fb9cf', 4);
    const island = (): string =>
      path('M-190 0Q-150 120 -60 190Q-10 260 20 190Q130 130 190 0Z', '#9a7a5f') +
      path('M-60 190Q-10 260 20 190Q60 130 40 60L-40 60Z', '#846650') +
      ellipse(0, 0, 194, 40, '#7fb56c') +
      house(-90, 90, '#d9694f') +
      house(-10, 150, '#3f6fb5') +
      house(80, 100, '#e0a33c') +
      circle(140, -30, 34, '#5f9d5c') +
      circle(-150, -24, 28, '#4f8f52') +
      line('M120 20Q126 130 110 240', '#bfe3f2', 10);
    const airship =
      ellipse(0, 0, 130, 46, '#e4574f') +
      ellipse(0, -4, 130, 18, '#f7d9a8') +
      path('M110 -10L170 -44V44L110 10Z', '#b3404a') +
      rect(-50, 50, 90, 26, '#8a5638', 8) +
      line('M-40 44V52M30 44V52', '#6b4030', 4);
    return {
      back:
        stage.sky(980) +
        stage.layer(0.55, at(width * 0.55, 330, island(), 0.5)) +
        stage.layer(0.25, at(width * 0.86, 430, island(), 0.95)) +
        stage.layer(0.1, at(width * 0.12, 560, island(), 1.15)) +
        stage.layer(0.1, at(width * 0.72, 180, airship, 0.8)) +
        times(6, () => stage.cloud(random.between(0, width), random.between(560, 900), random.between(0.9, 1.6))),
      front: times(4, (index) => stage.cloud((index / 3) * width, 985, 1.5)),
    };
  },
};

export const FANTASTIC = { space, moon, castle, balloon, skyIslands };
