import { bicycle } from './scenes/bicycle';
import { circle, ellipse, line, path, rect, times } from './svg';
import { words } from './words';

/**
 * Where a thing is: on the ground beside or behind the person, in the sky, before them at the lower edge, under them,
 * so that they ride it, or printed on the whole page behind them.
 */
export type Place = 'beside' | 'behind' | 'sky' | 'before' | 'under' | 'page';

/** A thing that a picture can show whatever its place is. It is drawn around the middle of its foot, in units of the frame. */
export interface Thing {
  readonly words: RegExp;
  readonly place: Place;
  readonly svg: string;
  /** Of the sky: whether it goes over the whole frame, and not to one side of the person. */
  readonly isWide?: boolean;
  /** Of the sky: how far it is from the upper edge, where it is not as far as most things. */
  readonly y?: number;
  /** Behind the person: its size, where the frame does not decide it. */
  readonly scale?: number;
  /** Under the person: whether they sit astride, so that it hides their legs. */
  readonly isSeat?: boolean;
}

const wheel = (x: number, r: number, tyre = '#2d2f45'): string =>
  `<circle cx="${x}" cy="${-r}" r="${r - 9}" fill="#c9ced9" stroke="${tyre}" stroke-width="18"/>${circle(x, -r, 10, tyre)}`;
const eye = (x: number, y: number): string => circle(x, y, 7, '#1d1626') + circle(x - 2, y - 2, 2, '#ffffff');
const leg = (x: number, fill: string, up = 120): string =>
  rect(x - 15, -up, 30, up, fill, 10) + rect(x - 15, -16, 30, 16, '#3a2c2a', 6);

/** A four-legged animal that looks to the left: body, legs, and a head with these ears. */
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

const skis =
  [-26, 26]
    .map(
      (x) =>
        path(
          `M${x - 15} 0V-380Q${x - 15} -430 ${x + 10} -440Q${x + 18} -400 ${x + 15} -380V0Z`,
          x < 0 ? '#e4574f' : '#f06f5c',
        ) + line(`M${x} -60V-340`, '#fff8ea', 5),
    )
    .join('') +
  [-76, 78]
    .map(
      (x) =>
        line(`M${x} 0V-300`, '#3a3550', 8) +
        circle(x, -18, 20, '#aeb7c9', 0.8) +
        rect(x - 8, -320, 16, 40, '#2a2430', 6),
    )
    .join('');
const board = (one: string, two: string): string =>
  `<g transform="rotate(7)">${ellipse(0, -230, 62, 240, one) + path('M-14 -20V-440H14V-20Z', two) + ellipse(0, -330, 40, 20, two)}</g>`;
const wave =
  path(
    'M-300 0Q-290 -260 -60 -330Q120 -380 190 -260Q130 -300 80 -250Q20 -180 130 -120Q220 -90 300 -120V0Z',
    '#2f8fb5',
  ) +
  path('M-60 -330Q120 -380 190 -260Q196 -246 190 -236Q150 -300 60 -280Q-20 -270 -90 -300Z', '#e8f7fa') +
  line('M-230 -40Q-200 -190 -60 -260M-150 -30Q-120 -150 0 -200', '#7fc4d9', 8);

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
const rainbow = ['#e4574f', '#f0a03c', '#f2c94c', '#5fae62', '#4f8fd1', '#8a5fb0']
  .map((fill, i) =>
    line(`M${-420 + i * 24} 330A${420 - i * 24} ${420 - i * 24} 0 0 1 ${420 - i * 24} 330`, fill, 24, 'opacity=".7"'),
  )
  .join('');

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

const throne =
  path('M-150 0V-470Q-150 -560 0 -600Q150 -560 150 -470V0Z', '#c99a34') +
  path('M-112 -40V-450Q-104 -530 0 -556Q104 -530 112 -450V-40Z', '#8f2f42') +
  circle(0, -560, 24, '#e4574f') +
  [-150, 150].map((x) => circle(x, -490, 26, '#e2b04a') + rect(x - 30, -230, 60, 230, '#b3862b', 8)).join('');
const redCarpet =
  path('M-120 -230L-330 0H330L120 -230Z', '#c0303f') +
  line('M-120 -230L-330 0M120 -230L330 0', '#e2b04a', 8) +
  [-300, 300].map((x) => rect(x - 8, -200, 16, 190, '#d9b04a', 6) + circle(x, -206, 16, '#e2b04a')).join('') +
  line('M-300 -190Q-260 -110 -210 -170M300 -190Q260 -110 210 -170', '#8f2230', 14);
const cover = `<text x="0" y="-846" font-family="DejaVu Serif, Georgia, serif" font-weight="700" font-size="150" letter-spacing="18" fill="#ffffff" text-anchor="middle">AISHA</text><text x="-330" y="-160" font-family="DejaVu Sans, Arial, sans-serif" font-weight="700" font-size="30" fill="#ffffff">STYLE</text><text x="-330" y="-122" font-family="DejaVu Sans, Arial, sans-serif" font-size="22" fill="#ffffff">48 LOOKS</text>`;

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
const airplane = `<g transform="rotate(-12)">${path('M-220 0Q-200 -34 -130 -34H140Q190 -34 220 10Q140 34 -130 34Q-206 34 -220 0Z', '#f4f7fb') + path('M150 -30L190 -110H226L216 -10Z', '#3f8fd1') + path('M-20 20L60 120H110L70 20ZM-10 -30L40 -90H80L60 -30Z', '#c9d6e6') + times(8, (i) => rect(-120 + i * 30, -16, 16, 16, '#4f7ba3', 6))}</g>`;
const train =
  rect(-260, -220, 520, 180, '#2f6f8f', 26) +
  rect(-260, -120, 520, 18, '#f2c94c') +
  times(5, (i) => rect(-226 + i * 96, -196, 66, 60, '#cfe9f2', 8)) +
  times(6, (i) => circle(-210 + i * 84, -28, 28, '#33384d'));
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
const piano =
  path('M-190 -150H190V-110H-190Z', '#1d1a28') +
  path('M-190 -160Q-180 -330 30 -320Q190 -300 190 -160Z', '#2a2637') +
  rect(-184, -150, 368, 24, '#fbf8f2') +
  times(14, (i) => rect(-176 + i * 26, -150, 10, 15, '#1d1a28')) +
  rect(-170, -110, 22, 110, '#1d1a28') +
  rect(148, -110, 22, 110, '#1d1a28');
const drums =
  circle(0, -90, 90, '#e4574f') +
  circle(0, -90, 70, '#f7f2e8') +
  ellipse(-120, -150, 60, 20, '#f7f2e8') +
  rect(-180, -150, 120, 60, '#b3404a', 8) +
  ellipse(120, -150, 60, 20, '#f7f2e8') +
  rect(60, -150, 120, 60, '#b3404a', 8) +
  line('M-190 0V-260M190 0V-280', '#aeb7c9', 8) +
  ellipse(-190, -264, 80, 12, '#e2b04a') +
  ellipse(190, -284, 80, 12, '#e2b04a');
const ball = (fill: string, seam: string): string =>
  circle(0, -62, 62, fill) + line('M-62 -62H62M0 -124V0M-44 -106Q-10 -62 -44 -18M44 -106Q10 -62 44 -18', seam, 5);
const football =
  circle(0, -62, 62, '#f7f7f2') +
  path('M0 -92l28 20l-10 34h-36l-10 -34z', '#2a2a34') +
  line('M0 -92V-124M28 -72L58 -84M18 -38L36 -10M-18 -38L-36 -10M-28 -72L-58 -84', '#2a2a34', 6);
const trophy =
  path('M-70 -300H70Q70 -180 0 -160Q-70 -180 -70 -300Z', '#f2c14e') +
  line('M-70 -280Q-120 -270 -100 -220Q-86 -196 -56 -200M70 -280Q120 -270 100 -220Q86 -196 56 -200', '#d9a53a', 14) +
  rect(-14, -166, 28, 80, '#d9a53a') +
  rect(-60, -92, 120, 30, '#8a5638', 4) +
  rect(-80, -64, 160, 64, '#6b4030', 6);
const suitcase =
  rect(-80, -190, 160, 190, '#2f8f83', 20) +
  line('M-40 -190V-250H40V-190', '#3a3550', 12) +
  line('M-40 -170V-20M0 -170V-20M40 -170V-20', '#257a70', 7);
const gift =
  rect(-90, -130, 180, 130, '#e4574f', 6) +
  rect(-16, -130, 32, 130, '#ffe27a') +
  rect(-100, -156, 200, 36, '#d9433f', 6) +
  path('M0 -156Q-70 -230 -80 -170Q-60 -150 0 -156Q60 -150 80 -170Q70 -230 0 -156Z', '#ffd76a');
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
const balloonFlock = times(
  5,
  (i) =>
    line(`M${-140 + i * 70} ${20 + (i % 2) * 40}q10 80 -6 170`, '#8a7f92', 3) +
    ellipse(-140 + i * 70, -30 + (i % 2) * 40, 42, 52, ['#f7b7c4', '#bfe3d0', '#f7d9a8', '#c9d6f7', '#f28fb1'][i]!),
);
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
const flash = [
  [-330, -620],
  [-250, -480],
  [270, -560],
  [340, -430],
  [-380, -400],
]
  .map(
    ([x, y]) =>
      circle(x!, y!, 60, '#ffffff', 0.2) +
      path(`M${x} ${y! - 46}l10 36l36 10l-36 10l-10 36l-10 -36l-36 -10l36 -10z`, '#ffffff'),
  )
  .join('');
const pool =
  ellipse(0, 0, 460, 90, '#f4f7fb') +
  ellipse(0, 4, 420, 72, '#5fc4dc') +
  line('M-260 0q40 -18 80 0t80 0M40 26q40 -18 80 0t80 0', '#d9f4fa', 7);

const mirrorBall =
  line('M0 -260V-90', '#aeb7c9', 5) +
  circle(0, 0, 150, '#ffffff', 0.14) +
  circle(0, 0, 90, '#aeb7c9') +
  times(7, (row) =>
    times(7, (column) =>
      rect(
        -84 + column * 25,
        -78 + row * 23,
        19,
        17,
        ['#f4f7fb', '#c9b6f2', '#8fd3ff', '#ffd7e8'][(row * 3 + column) % 4]!,
        2,
        `opacity="${(column - 3) ** 2 + (row - 3) ** 2 < 11 ? 1 : 0}"`,
      ),
    ),
  );
const palms =
  line('M0 0Q10 -120 40 -240', '#8a5f38', 22) +
  [-160, -120, -80, -40, 0]
    .map((a) => `<path transform="translate(40 -240) rotate(${a})" d="M0 0Q70 -50 150 -4Q70 -12 0 0Z" fill="#3f8f5a"/>`)
    .join('');

const DRAWN = {
  bicycle: { words: words('bicycle|bike|cycling|cyclist', 'велосипед'), place: 'under', svg: bicycle('#e4574f') },
  mirrorBall: { words: words('mirror ball|disco', 'дискотек|зеркальн[а-я]+ шар'), place: 'sky', svg: mirrorBall },
  palm: {
    words: words('palm tree|palms|tropic|egypt|maldives|bali', 'пальм|тропик|егип|мальдив|бали(?![а-яё])'),
    place: 'beside',
    svg: palms,
  },
  dragon: { words: words('dragon', 'дракон'), place: 'sky', svg: dragon, y: 300 },
  horse: {
    words: words('horse|horseback|unicorn', 'лошад|кон(?:ь|е|я|ём|ем)(?![а-яё])|верхом|единорог'),
    place: 'under',
    svg: horse,
    isSeat: true,
  },
  motorcycle: { words: words('motorcycle|motorbike|biker', 'мотоцикл|байк'), place: 'under', svg: motorcycle },
  car: {
    words: words('car|taxi|convertible|sports car', 'машин|автомобил|кабриолет|такси'),
    place: 'beside',
    svg: car,
  },
  boat: { words: words('boat|kayak|canoe|gondola', 'лодк|каяк|гондол|байдарк'), place: 'under', svg: boat },
  ship: { words: words('ship|sailboat|yacht|sailing', 'корабл|парус|яхт'), place: 'beside', svg: boat + sail },
  campfire: {
    words: words('campfire|bonfire', 'кост(?:ра|ёр|ер|ром|ре)(?![а-яё])'),
    place: 'beside',
    svg: campfire,
  },
  tent: { words: words('tent|camping', 'палатк|кемпинг'), place: 'beside', svg: tent },
  skis: { words: words('ski|skiing|skier', 'лыж'), place: 'beside', svg: skis },
  snowboard: { words: words('snowboard|snowboarding', 'сноуборд'), place: 'beside', svg: board('#8a5fb0', '#f2c94c') },
  surfboard: {
    words: words('surf|surfing|surfboard|surfer', 'с[её]рф'),
    place: 'beside',
    svg: board('#fff1cf', '#e4574f'),
  },
  wave: {
    words: words('(?:big |giant |huge |on (?:the |a )?)wave', 'волн[аеыу](?![а-яё])|волнах'),
    place: 'beside',
    svg: wave,
  },
  christmasTree: { words: words('christmas tree|fir tree|xmas tree', '[её]лк'), place: 'beside', svg: christmasTree },
  garland: {
    words: words('garlands? of lights|string lights|strings of warm bulbs|fairy lights|garland', 'гирлянд'),
    place: 'sky',
    svg: garland,
    isWide: true,
    y: 90,
  },
  fireworks: { words: words('firework', 'салют|фейерверк'), place: 'sky', svg: fireworks },
  rainbow: { words: words('rainbow', 'радуг'), place: 'sky', svg: rainbow, isWide: true },
  cake: { words: words('cake', 'торт'), place: 'before', svg: cake },
  pumpkins: {
    words: words('pumpkin|jack-o', 'тыкв'),
    place: 'before',
    svg: pumpkin(-250, 1.1) + pumpkin(250, 0.9) + pumpkin(-120, 0.6),
  },
  throne: { words: words('throne', 'трон(?:е|у|а)?(?![а-яё])'), place: 'behind', svg: throne, scale: 1.35 },
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
  airplane: {
    words: words('airplane|aeroplane|plane|aircraft|airport', 'самол[её]т|аэропорт'),
    place: 'sky',
    svg: airplane,
  },
  helicopter: { words: words('helicopter', 'вертол[её]т'), place: 'sky', svg: helicopter },
  ufo: { words: words('ufo|alien', 'инопланет|нло(?![а-яё])'), place: 'sky', svg: ufo },
  train: { words: words('train|railway|(?<!space )station', 'поезд(?!к)|вокзал'), place: 'beside', svg: train },
  lighthouse: { words: words('lighthouse', 'маяк'), place: 'beside', svg: lighthouse },
  volcano: { words: words('volcano', 'вулкан'), place: 'beside', svg: volcano },
  waterfall: { words: words('waterfall', 'водопад'), place: 'beside', svg: waterfall },
  tree: { words: words('tree', 'дерев(?:о|а|ом|е|ья)(?![а-яё])'), place: 'beside', svg: tree },
  piano: { words: words('piano', 'пианин|роял'), place: 'beside', svg: piano },
  drums: { words: words('drum|drummer', 'барабан'), place: 'before', svg: drums },
  football: { words: words('football|soccer', 'футбол(?!к)|мяч'), place: 'beside', svg: football },
  basketball: { words: words('basketball', 'баскетбол'), place: 'beside', svg: ball('#e0782f', '#3a2420') },
  tennisBall: { words: words('tennis', 'теннис'), place: 'beside', svg: ball('#c9e04f', '#ffffff') },
  trophy: {
    words: words('trophy|champion|medal|winner', 'куб(?:ок|к)|чемпион|медал|победител'),
    place: 'beside',
    svg: trophy,
  },
  suitcase: { words: words('suitcase|luggage|travel bag', 'чемодан|багаж'), place: 'beside', svg: suitcase },
  gift: { words: words('gift', 'подар'), place: 'beside', svg: gift },
  sunflowers: { words: words('sunflower', 'подсолнух'), place: 'beside', svg: sunflowers },
  snowman: { words: words('snowman', 'снеговик'), place: 'beside', svg: snowman },
  pastelBalloons: { words: words('pastel balloons', 'пастельн[а-я]+ шар'), place: 'sky', svg: balloonFlock },
  cameraFlashes: {
    words: words('photographers flashing|camera flashes|paparazzi|red carpet', 'папарацци|красн[а-я]+ дорожк'),
    place: 'before',
    svg: flash,
  },
  redCarpet: {
    words: words('red carpet|premiere|arriving at a gala', 'красн[а-я]+ дорожк|премьер'),
    place: 'behind',
    svg: redCarpet,
  },
  magazineCover: {
    words: words('magazine cover|cover of a magazine', 'обложк[а-я]* журнал|обложк'),
    place: 'page',
    svg: cover,
  },
  pool: { words: words('pool|swimming pool', 'бассейн'), place: 'before', svg: pool },
} as const satisfies Record<string, Thing>;

export type ThingName = keyof typeof DRAWN;
export const THINGS: Readonly<Record<ThingName, Thing>> = DRAWN;
const NAMES = Object.keys(THINGS) as ThingName[];

export const KNOWN_THINGS: readonly RegExp[] = NAMES.map((name) => THINGS[name].words);

/** The most things of a picture: more would hide the person. */
const MOST = 4;

/** The things that an idea names, in its order. */
export const thingsIn = (idea: string): readonly ThingName[] =>
  NAMES.map((name) => ({ name, at: idea.search(THINGS[name].words) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MOST)
    .map(({ name }) => name);
