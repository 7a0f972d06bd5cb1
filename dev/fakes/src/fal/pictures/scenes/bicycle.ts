import { circle, line, rect } from '../svg';

/** A bicycle with flowers in its basket, around the middle of its wheels. */
export const bicycle = (frame: string): string =>
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
