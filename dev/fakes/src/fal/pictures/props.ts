import { circle, ellipse, line, path, rect } from './svg';
import { firstNamed, words } from './words';

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
    words('camera|photographer', 'фотоаппарат|камер|фотограф(?!и)'),
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
  laptop: [
    words('laptop|notebook|programmer|developer|coding', 'ноутбук|программист|разработчик'),
    path('M-104 -96H64L84 20H-124Z', '#cfd6e2') +
      path('M-124 20H84L78 34H-130Z', '#aab3c4') +
      circle(-20, -40, 11, '#f4f7fb'),
  ],
  toyBalloons: [
    words('balloons|birthday|party', 'шарик|день рожд|дн[её]м рожд|праздник|вечеринк'),
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

export const propIn = (prompt: string): PropName | undefined => firstNamed(prompt, WORDS);
/** Whether a thing is held to the side, so that it covers no face. */
export const isTall = (name: PropName): boolean =>
  name === 'sword' || name === 'toyBalloons' || name === 'wand' || name === 'umbrella';

export const drawProp = (name: PropName): string => DRAWN[name][1];
