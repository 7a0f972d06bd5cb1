import { circle, ellipse, line, path, rect } from '../stage/svg';
import { firstNamed, words } from '../stage/words';

/** Things that a person can hold: the words for each, and its drawing around the right hand, in the figure's units. */
const DRAWN = {
  cup: [
    words('cup|mug|coffee|tea|latte|cappuccino', 'чашк|кружк|кофе|чай(?![а-яё])|ча[яе](?![а-яё])|латте'),
    path('M-34 -84H34L26 6H-26Z', '#fff8ea') + rect(-32, -62, 64, 36, '#c98f58') + rect(-38, -94, 76, 14, '#5c3a2e', 6),
  ],
  book: [
    words('book|novel|reading', 'книг|чита|роман(?![а-яё])'),
    path('M-96 -78L-4 -62L88 -78V28L-4 44L-96 28Z', '#b3404a') +
      path('M-88 -84L-4 -70L80 -84V18L-4 34L-88 18Z', '#fffaf0') +
      line(
        'M-4 -68V32M-76 -58L-20 -48M-76 -36L-20 -26M-76 -14L-20 -4M68 -58L12 -48M68 -36L12 -26M68 -14L12 -4',
        '#d9cbb4',
        4,
      ),
  ],
  flowers: [
    words('flower|bouquet|rose|tulip', 'букет|цвет(?:ы|ов|ами|ок)|роз[аыу](?![а-яё])|тюльпан'),
    path('M-14 70L-60 -60H60L14 70Z', '#f4ead8') +
      line('M-40 -60L-8 60M0 -70L0 60M40 -60L8 60', '#5d9c55', 7) +
      [
        [-52, -86, '#e8647f'],
        [-14, -112, '#f6d365'],
        [30, -100, '#f28fb1'],
        [60, -76, '#a78bfa'],
        [6, -70, '#ff9f7a'],
        [-28, -62, '#ffffff'],
      ]
        .map(([x, y, c]) => circle(Number(x), Number(y), 27, String(c)) + circle(Number(x), Number(y), 10, '#ffe9a8'))
        .join(''),
  ],
  guitar: [
    words('guitar|guitarist|rock star|rockstar|musician', 'гитар|музыкант|рок-зв'),
    `<g transform="rotate(-24)">` +
      rect(-10, -22, 330, 26, '#6b4430', 4) +
      rect(300, -30, 64, 42, '#5a3626', 8) +
      path(
        'M40 -66Q86 -90 96 -40Q100 -8 96 26Q84 74 40 52Q10 44 -20 72Q-110 96 -116 -4Q-114 -104 -20 -84Q10 -60 40 -66Z',
        '#c7563f',
      ) +
      circle(-10, -8, 30, '#5a2a22') +
      rect(-86, -26, 16, 38, '#5a3626', 3) +
      line('M-78 -16H340M-78 -8H340M-78 0H340', '#f4ead8', 2) +
      '</g>',
  ],
  microphone: [
    words('microphone|singer|singing|sing|karaoke', 'микрофон|певиц|певец|поющ|по[её]т(?![а-яё])|караоке'),
    rect(-9, -60, 18, 110, '#3a3550', 6) +
      circle(0, -84, 27, '#aeb7c9') +
      line('M-20 -92H20M-24 -80H24M-16 -104H16', '#7d8799', 4),
  ],
  sword: [
    words('sword|knight|samurai|viking|warrior|pirate', 'меч(?:ом|а|и)?(?![а-яё])|рыцар|самура|викинг|воин|пират'),
    path('M-11 -30L-11 -300L0 -330L11 -300V-30Z', '#dfe6f0') +
      path('M0 -30V-330L11 -300V-30Z', '#b4bfd0') +
      rect(-52, -36, 104, 18, '#d8a944', 8) +
      rect(-9, -22, 18, 60, '#6b4430', 6) +
      circle(0, 44, 14, '#d8a944'),
  ],
  wand: [
    words('wand|wizard|witch|mage|sorcer', 'волшебн|маг(?![а-яё])|ведьм|колдун'),
    line('M-10 40L60 -120', '#6b4430', 11) +
      path('M62 -176l13 34l35 13l-35 13l-13 34l-13 -34l-35 -13l35 -13z', '#ffe27a') +
      circle(62, -129, 62, '#ffe27a', 0.25),
  ],
  umbrella: [words('umbrella', 'зонт'), ''],
  cat: [
    words('cat|kitten|kitty', 'кот(?:а|у|ом|ик|ёнок|енок|ы)?(?![а-яё])|кошк|кошечк|кот[её]н'),
    ellipse(0, -20, 92, 66, '#e79a4a') +
      line('M74 0Q130 20 112 -60', '#e79a4a', 24) +
      circle(-66, -66, 50, '#f0a95a') +
      path('M-108 -92L-104 -142L-74 -112ZM-58 -114L-34 -144L-26 -92Z', '#e79a4a') +
      circle(-82, -70, 7, '#2a2230') +
      circle(-48, -70, 7, '#2a2230') +
      path('M-70 -54h10l-5 7z', '#d0646a') +
      line('M-65 -47q-8 10 -16 4M-65 -47q8 10 16 4', '#8a5230', 3) +
      line('M0 -78q6 26 0 40M30 -76q8 24 2 40M56 -66q8 20 4 34', '#c97c34', 8),
  ],
  dog: [
    words('dog|puppy|corgi|labrador|husky', 'собак|щен|пёс|п[её]сик|корги|лабрадор|хаски'),
    ellipse(0, -10, 92, 70, '#b98255') +
      ellipse(-20, 16, 46, 34, '#f4ead8') +
      circle(-60, -70, 54, '#c48d5f') +
      ellipse(-104, -60, 20, 44, '#8a5a38') +
      ellipse(-18, -60, 20, 44, '#8a5a38') +
      ellipse(-62, -50, 30, 24, '#f4ead8') +
      circle(-80, -80, 7, '#2a2230') +
      circle(-44, -80, 7, '#2a2230') +
      ellipse(-62, -60, 11, 8, '#2a2230') +
      path('M-70 -44q8 26 18 0z', '#e8647f'),
  ],
  camera: [
    words('camera(?! flash)|photographer(?!s flashing)', 'фотоаппарат|камер|фотограф(?!и)'),
    rect(-66, -62, 132, 88, '#3a3550', 12) +
      rect(-30, -80, 60, 24, '#3a3550', 6) +
      circle(0, -18, 34, '#aeb7c9') +
      circle(0, -18, 24, '#2f4a6b') +
      circle(-8, -26, 7, '#ffffff', 0.8) +
      rect(38, -52, 18, 12, '#f2c94c', 3),
  ],
  dumbbell: [
    words('dumbbell|gym|weights|workout', 'гантел|спортзал|тренир'),
    rect(-60, -9, 120, 18, '#b9c0cc', 6) + rect(-82, -38, 34, 76, '#33384d', 9) + rect(48, -38, 34, 76, '#33384d', 9),
  ],
  iceCream: [
    words('ice cream|gelato', 'морожен'),
    path('M-26 -40H26L0 50Z', '#d9a055') +
      circle(-14, -58, 26, '#f28fb1') +
      circle(16, -58, 26, '#fff1cf') +
      circle(0, -86, 26, '#8fd3c0'),
  ],
  diploma: [
    words('diploma', 'диплом'),
    `<g transform="rotate(-18)">${rect(-90, -24, 180, 48, '#fff6dc', 22) + rect(-14, -28, 28, 56, '#d9433f', 4) + path('M-10 24L-24 70L0 56L24 70L10 24Z', '#d9433f') + circle(-84, 0, 16, '#e6d7ac')}</g>`,
  ],
  sparkler: [
    words('sparkler', 'бенгальск'),
    line('M-6 40L40 -130', '#6b7386', 7) +
      circle(46, -150, 130, '#ffe39a', 0.22) +
      Array.from({ length: 18 }, (_, i) => {
        const [angle, reach] = [i * 0.349, i % 2 ? 92 : 58];
        const [x, y] = [46 + Math.cos(angle) * reach, -150 + Math.sin(angle) * reach];
        return line(`M46 -150L${x.toFixed(0)} ${y.toFixed(0)}`, '#ffd76a', 4) + circle(x, y, 5, '#fff6cf');
      }).join('') +
      circle(46, -150, 18, '#ffffff'),
  ],
  lightBall: [
    words('sphere of golden light|ball of light|glowing sphere', 'шар света|светящ[а-я]+ шар'),
    circle(0, -70, 110, '#ffe39a', 0.25) + circle(0, -70, 62, '#ffd76a', 0.6) + circle(0, -70, 36, '#fff6cf'),
  ],
  map: [
    words('map', 'карт(?:а|ой|у|е|ы)(?![а-яё])'),
    path('M-100 -70L-34 -90L34 -66L100 -86V34L34 54L-34 30L-100 50Z', '#f0dcb0') +
      line('M-34 -90V30M34 -66V54', '#c9a878', 4) +
      line('M-80 20Q-40 -40 0 0T80 -50', '#b3404a', 6) +
      line('M66 -64l28 28M94 -64l-28 28', '#b3404a', 7),
  ],
  newspaper: [
    words('newspaper', 'газет'),
    path('M-104 -80H104V60H-104Z', '#f4f1e8') +
      rect(-88, -66, 176, 26, '#3a3550') +
      line('M-88 -22H-10M-88 0H-10M-88 22H-10M-88 44H-10M10 22H88M10 44H88', '#9a95a3', 5) +
      rect(10, -26, 78, 36, '#c9c4d0'),
  ],
  phone: [
    words('phone|smartphone|selfie stick|blogger', 'телефон|смартфон|блогер'),
    rect(-34, -96, 68, 128, '#22243a', 12) + rect(-27, -84, 54, 104, '#8fd3e6', 5) + circle(0, -74, 4, '#22243a'),
  ],
  violin: [
    words('violin', 'скрипк'),
    `<g transform="rotate(-30)">${ellipse(0, 0, 62, 48, '#a85a2a') + ellipse(70, 0, 46, 36, '#b3652f') + rect(90, -10, 170, 20, '#3a2420', 4) + line('M-50 0H250', '#f4ead8', 3) + line('M-40 -70L200 -40', '#8a5638', 6)}</g>`,
  ],
  saxophone: [
    words('saxophone', 'саксофон'),
    line('M-40 -150L-10 -120L10 40Q20 90 70 80Q110 60 100 -10', '#e2b04a', 30) +
      ellipse(100, -20, 36, 18, '#c9943a') +
      line('M-4 -60h24M0 -20h24', '#fff1b8', 8),
  ],
  croissant: [
    words('croissant', 'круассан'),
    path('M-80 10Q-70 -60 0 -64Q70 -60 80 10Q60 0 44 -14Q0 -40 -44 -14Q-60 0 -80 10Z', '#d9964a') +
      line('M-46 -46L-34 -16M0 -62V-26M46 -46L34 -16', '#b3702f', 6),
  ],
  pizza: [
    words('pizza', 'пицц'),
    path('M-80 -80Q0 -120 80 -80L0 60Z', '#f2c94c') +
      path('M-86 -76Q0 -124 86 -76L80 -62Q0 -104 -80 -62Z', '#c98a4a') +
      circle(-22, -56, 13, '#c7403f') +
      circle(26, -50, 13, '#c7403f') +
      circle(0, -10, 11, '#c7403f'),
  ],
  laptop: [
    words('laptop|notebook|programmer|developer|coding', 'ноутбук|программист|разработчик'),
    path('M-104 -96H64L84 20H-124Z', '#cfd6e2') +
      path('M-124 20H84L78 34H-130Z', '#aab3c4') +
      circle(-20, -40, 11, '#f4f7fb'),
  ],
  toyBalloons: [
    words('(?<!bright )balloons|birthday|(?<!garden )party', 'шарик|день рожд|дн[её]м рожд|праздник|вечеринк'),
    line('M0 0L20 -230M0 0L90 -300M0 0L150 -220', '#8a7f92', 3) +
      ellipse(20, -280, 48, 58, '#e4574f') +
      ellipse(96, -352, 50, 60, '#f2c94c') +
      ellipse(158, -268, 46, 56, '#3f8fd1') +
      ellipse(4, -300, 12, 18, '#ffffff', 0.5) +
      ellipse(80, -374, 12, 18, '#ffffff', 0.5),
  ],
} as const satisfies Record<string, readonly [RegExp, string]>;

export type PropName = keyof typeof DRAWN;

const WORDS = Object.fromEntries(Object.entries(DRAWN).map(([name, [pattern]]) => [name, pattern])) as Record<
  PropName,
  RegExp
>;

export const KNOWN_PROPS: readonly RegExp[] = Object.values(WORDS);
export const propIn = (prompt: string): PropName | undefined => firstNamed(prompt, WORDS);
/** Whether a thing is held to the side, so that it covers no face. */
export const isTall = (name: PropName): boolean =>
  name === 'sword' || name === 'sparkler' || name === 'toyBalloons' || name === 'wand' || name === 'umbrella';

export const drawProp = (name: PropName): string => DRAWN[name][1];
