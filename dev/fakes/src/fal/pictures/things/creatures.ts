import { circle, ellipse, line, path, rect, times } from '../stage/svg';
import { words } from '../stage/words';
import type { Thing } from './thing';

const eye = (x: number, y: number): string => circle(x, y, 7, '#1d1626') + circle(x - 2, y - 2, 2, '#ffffff');

const leg = (x: number, fill: string, up = 120): string =>
  rect(x - 15, -up, 30, up, fill, 10) + rect(x - 15, -16, 30, 16, '#3a2c2a', 6);

/** A four-legged animal that looks to the left: body and legs, with this head and this tail. */
const beast = (fill: string, dark: string, head: string, tail: string): string =>
  tail +
  leg(-86, dark, 110) +
  leg(74, dark, 110) +
  leg(-58, fill) +
  leg(100, fill) +
  path('M-130 -120Q-140 -220 -40 -214H70Q146 -214 136 -110Q130 -70 20 -76Q-110 -66 -130 -120Z', fill) +
  head;

const horse =
  line('M150 -250Q210 -220 196 -110', '#4a2c20', 26) +
  leg(-96, '#6b4030', 210) +
  leg(96, '#6b4030', 210) +
  leg(-60, '#8a5638', 214) +
  leg(124, '#8a5638', 214) +
  path('M-140 -220Q-150 -310 -60 -306H100Q170 -300 158 -220Q140 -160 20 -170Q-110 -160 -140 -220Z', '#8a5638') +
  path('M-130 -290Q-170 -380 -190 -440L-150 -480Q-100 -420 -60 -300Z', '#8a5638') +
  path('M-150 -486Q-210 -490 -264 -420Q-278 -396 -256 -386Q-220 -384 -176 -410Z', '#8a5638') +
  path('M-160 -484l-2 -40l24 30z', '#6b4030') +
  eye(-200, -446) +
  circle(-258, -402, 5, '#3a2420') +
  path('M-146 -492Q-80 -440 -58 -310Q-100 -380 -160 -440Z', '#4a2c20') +
  path('M-40 -312H70L84 -240H-50Z', '#b3404a');

const dragon =
  path('M40 -40Q150 40 260 -40Q330 -90 400 -60Q360 -40 370 0Q300 -20 250 30Q140 90 10 20Z', '#3f8a62') +
  path('M60 -20Q70 -190 220 -270Q230 -190 280 -170Q230 -150 250 -100Q190 -110 180 -50Q130 -60 110 0Z', '#2f6f50') +
  path(
    'M20 -20Q-40 -200 -200 -230Q-180 -160 -220 -130Q-160 -130 -160 -80Q-110 -100 -90 -40Q-60 -60 -30 0Z',
    '#37805a',
  ) +
  path(
    'M70 30Q0 60 -70 10Q-110 -30 -150 -30Q-210 -30 -236 -66Q-200 -74 -196 -92Q-150 -110 -110 -76Q-60 -60 0 -50Z',
    '#4f9f72',
  ) +
  path('M-130 -92l18 -46l16 50zM-96 -82l28 -40l4 48z', '#e8d9a0') +
  circle(-164, -76, 8, '#f7d154') +
  circle(-165, -76, 4, '#2a1a1a') +
  path('M-236 -66Q-300 -76 -350 -40Q-300 -50 -290 -30Q-262 -56 -226 -58Z', '#f59b3a') +
  path('M-236 -64Q-280 -64 -312 -44Q-270 -54 -230 -58Z', '#f7d154') +
  path('M-60 8Q0 54 70 30L60 44Q0 70 -60 24Z', '#e8d9a0');

const robot =
  rect(-70, -250, 140, 130, '#9fb0c4', 16) +
  rect(-52, -360, 104, 90, '#b9c6d6', 16) +
  circle(-22, -318, 14, '#3fd0e0') +
  circle(22, -318, 14, '#3fd0e0') +
  rect(-26, -292, 52, 8, '#5f6f86', 4) +
  line('M0 -360V-400', '#7d8799', 8) +
  circle(0, -408, 13, '#e4574f') +
  line('M-70 -230L-116 -160M70 -230L116 -160M-36 -120V-20M36 -120V-20', '#7d8799', 26) +
  rect(-66, -22, 56, 22, '#5f6f86', 8) +
  rect(10, -22, 56, 22, '#5f6f86', 8) +
  circle(0, -186, 20, '#f2c94c');

const bear = beast(
  '#8a5a3c',
  '#74482f',
  circle(-150, -220, 64, '#8a5a3c') +
    circle(-190, -274, 22, '#74482f') +
    circle(-112, -274, 22, '#74482f') +
    ellipse(-180, -200, 32, 24, '#c99a72') +
    circle(-194, -208, 9, '#2a1a1a') +
    eye(-162, -236) +
    eye(-128, -234),
  '',
);

const tiger = beast(
  '#e79a3c',
  '#d07f2a',
  circle(-150, -220, 60, '#e79a3c') +
    path('M-196 -262l-2 -34l32 16zM-122 -276l24 -26l6 38z', '#d07f2a') +
    ellipse(-172, -200, 30, 24, '#fff3df') +
    circle(-182, -208, 8, '#2a1a1a') +
    eye(-164, -234) +
    eye(-130, -232) +
    line('M-60 -212v50M-20 -214v60M24 -214v60M66 -212v56M104 -200v50', '#3a2420', 13),
  line('M130 -160Q210 -170 200 -260', '#e79a3c', 24),
);

const lion = beast(
  '#d9a44f',
  '#c08a38',
  circle(-150, -220, 92, '#8f5426') +
    circle(-156, -216, 58, '#d9a44f') +
    ellipse(-176, -196, 28, 22, '#f4e3c0') +
    circle(-186, -204, 8, '#2a1a1a') +
    eye(-172, -230) +
    eye(-138, -228),
  line('M130 -160Q210 -160 200 -240', '#d9a44f', 18) + circle(200, -246, 22, '#8f5426'),
);

const wolf = beast(
  '#8b929f',
  '#6f7684',
  path('M-120 -250L-150 -320L-170 -262Q-240 -230 -262 -196Q-220 -170 -170 -180L-110 -200Z', '#8b929f') +
    circle(-258, -198, 9, '#2a2230') +
    eye(-186, -236),
  path('M128 -180Q220 -190 230 -100Q170 -110 130 -140Z', '#6f7684'),
);

const fox = beast(
  '#e0782f',
  '#b85a20',
  path('M-120 -240L-140 -310L-164 -256Q-226 -226 -248 -196Q-210 -176 -166 -186L-112 -200Z', '#e0782f') +
    path('M-248 -196Q-210 -176 -166 -186L-190 -206Z', '#fff3df') +
    circle(-246, -198, 8, '#2a2230') +
    eye(-184, -232),
  path('M126 -180Q240 -210 250 -90Q180 -90 128 -140Z', '#e0782f') +
    path('M250 -90Q220 -92 200 -104L236 -140Z', '#fff3df'),
);

const elephant =
  line('M150 -200Q180 -150 170 -100', '#7d8799', 12) +
  leg(-90, '#7d8799', 150) +
  leg(100, '#7d8799', 150) +
  leg(-50, '#98a2b3', 150) +
  leg(130, '#98a2b3', 150) +
  path('M-140 -160Q-150 -330 0 -330Q170 -330 166 -160Q160 -110 20 -112Q-120 -110 -140 -160Z', '#98a2b3') +
  circle(-130, -270, 90, '#98a2b3') +
  ellipse(-70, -264, 56, 76, '#7d8799') +
  line('M-196 -250Q-250 -190 -226 -60', '#98a2b3', 42) +
  path('M-180 -210Q-210 -170 -250 -176Q-220 -196 -200 -230Z', '#fff8ea') +
  eye(-160, -290);

const panda =
  circle(0, -90, 100, '#f4f4f0') +
  circle(-84, -60, 40, '#2a2a34') +
  circle(84, -60, 40, '#2a2a34') +
  circle(-56, -6, 38, '#2a2a34') +
  circle(56, -6, 38, '#2a2a34') +
  circle(-62, -270, 30, '#2a2a34') +
  circle(62, -270, 30, '#2a2a34') +
  circle(0, -220, 84, '#f9f9f6') +
  ellipse(-34, -226, 22, 28, '#2a2a34') +
  ellipse(34, -226, 22, 28, '#2a2a34') +
  circle(-32, -228, 7, '#ffffff') +
  circle(32, -228, 7, '#ffffff') +
  ellipse(0, -194, 14, 10, '#2a2a34');

const rabbit =
  ellipse(0, -70, 74, 76, '#f4efe8') +
  ellipse(-26, -270, 18, 66, '#f4efe8') +
  ellipse(26, -270, 18, 66, '#f4efe8') +
  ellipse(-26, -266, 9, 48, '#f2b5c8') +
  ellipse(26, -266, 9, 48, '#f2b5c8') +
  circle(0, -176, 60, '#fbf8f2') +
  eye(-22, -186) +
  eye(22, -186) +
  ellipse(0, -162, 10, 7, '#e8647f') +
  ellipse(-36, -6, 32, 14, '#e6ded2') +
  ellipse(36, -6, 32, 14, '#e6ded2');

const penguin =
  ellipse(0, -120, 84, 122, '#2b3048') +
  ellipse(0, -104, 58, 96, '#f7f7f2') +
  circle(0, -230, 56, '#2b3048') +
  ellipse(0, -222, 36, 34, '#f7f7f2') +
  eye(-16, -236) +
  eye(16, -236) +
  path('M-16 -216H16L0 -194Z', '#f0a03c') +
  ellipse(-34, 0, 32, 12, '#f0a03c') +
  ellipse(34, 0, 32, 12, '#f0a03c');

const bird = (fill: string, dark: string): string =>
  path('M0 0Q60 -60 150 -50Q120 -20 60 20Q0 50 -60 20Q-90 10 -110 -10Q-50 -40 0 0Z', fill) +
  path('M10 -10Q20 -110 110 -150Q110 -80 60 -10Z', dark) +
  path('M-104 -16L-136 -8L-102 2Z', '#f0a03c') +
  eye(-82, -12);

const dolphin =
  path(
    'M-170 0Q-60 -170 130 -90Q190 -110 210 -150Q220 -90 180 -56Q210 -30 200 10Q160 -40 120 -44Q0 -40 -110 20Q-150 30 -196 20Z',
    '#5f8fb5',
  ) +
  path('M0 -122Q20 -190 70 -196Q50 -150 64 -112Z', '#4a7aa0') +
  path('M-160 6Q-60 -60 90 -52Q0 -30 -110 20Z', '#d9e8f2') +
  eye(-120, -24);

const dinosaur =
  path(
    'M-210 -330Q-250 -330 -250 -290Q-200 -270 -150 -280Q-130 -200 -90 -160Q-60 -60 20 -60Q120 -60 250 -20Q180 -130 90 -160Q-20 -200 -60 -290Q-80 -370 -170 -370Q-210 -370 -210 -330Z',
    '#6aa85c',
  ) +
  leg(-40, '#558f4a', 90) +
  leg(50, '#6aa85c', 90) +
  eye(-200, -334) +
  line('M-100 -190L-140 -170', '#558f4a', 16) +
  times(5, (i) => path(`M${-60 + i * 50} ${-270 + i * 36}l26 -26l10 34z`, '#e0a33c'));

const snowman =
  circle(0, -80, 90, '#f7fbff') +
  circle(0, -210, 66, '#fbfdff') +
  circle(0, -306, 48, '#ffffff') +
  eye(-16, -316) +
  eye(16, -316) +
  path('M0 -304L60 -292L0 -290Z', '#f0902f') +
  line('M-60 -226L-140 -270M60 -226L140 -270', '#6b4030', 9) +
  rect(-40, -384, 80, 44, '#2a2a34', 4) +
  rect(-58, -346, 116, 12, '#2a2a34', 4);

/** Animals, and other things with a face. */
export const CREATURES = {
  dragon: { words: words('dragon', 'дракон'), place: 'sky', svg: dragon, y: 300 },
  horse: {
    words: words('horse|horseback|unicorn', 'лошад|кон(?:ь|е|я|ём|ем)(?![а-яё])|верхом|единорог'),
    place: 'under',
    svg: horse,
    isSeat: true,
  },
  robot: { words: words('robot|android', 'робот'), place: 'beside', svg: robot },
  bear: { words: words('bear', 'медвед|медвеж'), place: 'beside', svg: bear },
  tiger: { words: words('tiger', 'тигр'), place: 'beside', svg: tiger },
  lion: { words: words('lion', 'льв|лев(?![а-яё])'), place: 'beside', svg: lion },
  wolf: { words: words('wolf|wolves', 'волк'), place: 'beside', svg: wolf },
  fox: { words: words('fox', 'лис[аоыуе](?![а-яё])|лисиц'), place: 'beside', svg: fox },
  elephant: { words: words('elephant', 'слон'), place: 'beside', svg: elephant },
  panda: { words: words('panda', 'панд'), place: 'beside', svg: panda },
  rabbit: { words: words('rabbit|bunny|hare', 'зай[цч]|кролик'), place: 'beside', svg: rabbit },
  penguin: { words: words('penguin', 'пингвин'), place: 'beside', svg: penguin },
  bird: {
    words: words('bird|parrot|owl|eagle|seagull', 'птиц|попуга|сов[аыуо](?![а-яё])|ор[её]л|чайк'),
    place: 'sky',
    svg: bird('#4f9a55', '#e4574f'),
  },
  dolphin: { words: words('dolphin', 'дельфин'), place: 'beside', svg: dolphin },
  dinosaur: { words: words('dinosaur', 'динозавр'), place: 'beside', svg: dinosaur },
  snowman: { words: words('snowman', 'снеговик'), place: 'beside', svg: snowman },
} as const satisfies Record<string, Thing>;
