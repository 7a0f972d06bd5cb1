import type { Random } from '../../../drawn-faces/random';
import { mix } from '../../../drawn-faces/colour';
import { lit, type Light } from './light';
import { at, circle, ellipse, n, path, rect, times } from './svg';

/** A box in shares of the frame. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a scene is drawn: 1000 high, as wide as the picture's ratio asks. */
export class Stage {
  readonly height = 1_000;

  constructor(
    readonly width: number,
    readonly light: Light,
    readonly random: Random,
    private readonly idea = '',
  ) {}

  says(pattern: RegExp): boolean {
    return pattern.test(this.idea);
  }

  /** Puts a layer of the scene into the light of this stage. `depth` is 0 for a layer near by, and 1 at the horizon. */
  layer(depth: number, svg: string): string {
    return lit(svg, this.light, depth);
  }

  /** A random place across the width, between two shares of it. */
  x(from: number, to: number): number {
    return this.width * this.random.between(from, to);
  }

  /** The sky down to `horizon`, with its sun or moon, stars and clouds. */
  sky(horizon: number, { lampY = 210, isOpen = true }: { lampY?: number; isOpen?: boolean } = {}): string {
    const { light, random, width } = this;
    const [top, middle, low] = light.sky;
    const isLow = light.time === 'sunset' || light.time === 'dawn';
    const x = width * random.pick([0.16, 0.24, 0.76, 0.84]);
    const y = isLow ? horizon - 50 : lampY;
    const r = isLow ? 92 : light.isDark ? 56 : 64;
    const moon = light.isDark
      ? circle(x + 14, y - 10, 10, '#d9d2b4', 0.5) + circle(x - 18, y + 16, 14, '#d9d2b4', 0.4)
      : '';
    const isSeen = isOpen && light.weather !== 'rain';
    const lamp = isSeen
      ? circle(x, y, r * 2.3, light.lamp, 0.14) +
        circle(x, y, r * 1.5, light.lamp, 0.22) +
        circle(x, y, r, light.lamp) +
        moon
      : '';
    const stars = light.isDark ? this.stars(70, horizon * 0.85) : '';
    const clouds = isOpen
      ? times(random.pick([2, 3, 4]), () =>
          this.cloud(random.between(0, width), random.between(70, horizon * 0.55), random.between(0.5, 1.1)),
        )
      : '';
    return `<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset=".6" stop-color="${middle}"/><stop offset="1" stop-color="${low}"/></linearGradient>${rect(0, 0, width, horizon + 4, 'url(#sky)')}${rect(0, horizon, width, 1_000 - horizon, low)}${stars}${lamp}${clouds}`;
  }

  stars(count: number, down: number): string {
    const { random, width } = this;
    return times(count, () =>
      circle(
        random.between(0, width),
        random.between(0, down),
        random.between(0.8, 2.8),
        '#fff',
        random.between(0.4, 1),
      ),
    );
  }

  cloud(x: number, y: number, scale: number): string {
    const { light } = this;
    const fill = light.isDark
      ? '#5c68a8'
      : light.weather === 'rain'
        ? '#8796aa'
        : light.time === 'sunset'
          ? '#f7a08c'
          : '#ffffff';
    return `<g fill-opacity="${light.isDark ? 0.35 : 0.75}">${at(x, y, path('M-110 22Q-128 -10 -84 -20Q-76 -66 -26 -54Q6 -92 50 -58Q92 -62 94 -22Q130 -14 112 22Z', fill), scale)}</g>`;
  }

  /** A wavy ground from `y` down, as high as `rise`. */
  hill(y: number, rise: number, fill: string): string {
    const { random, width, height } = this;
    const waves = 3;
    const step = width / waves;
    let d = `M0 ${height}L0 ${n(y + random.between(-rise, rise) / 2)}`;
    for (let index = 0; index < waves; index++) {
      d += `Q${n((index + 0.5) * step)} ${n(y + random.between(-rise, rise))} ${n((index + 1) * step)} ${n(y + random.between(-rise, rise) / 2)}`;
    }
    return path(`${d}L${width} ${height}Z`, this.light.weather === 'snow' ? mix(fill, '#f6faff', 0.85) : fill);
  }

  /** Mountains; with snow on their peaks when the colour of the snow is given. */
  ridge(y: number, rise: number, count: number, fill: string, snow?: string): string {
    const { random, width, height } = this;
    const step = width / count;
    return times(count + 1, (index) => {
      const x = index * step + random.between(-0.2, 0.2) * step;
      const top = y - rise * random.between(0.55, 1);
      const half = step * random.between(0.75, 1.1);
      const cap = (y - top) * 0.3;
      const at30 = half * 0.3;
      return (
        path(`M${n(x - half)} ${y}L${n(x)} ${n(top)}L${n(x + half)} ${y}V${height}H${n(x - half)}Z`, fill) +
        (snow
          ? path(
              `M${n(x)} ${n(top)}L${n(x + at30)} ${n(top + cap)}L${n(x + at30 * 0.4)} ${n(top + cap * 0.75)}L${n(x)} ${n(top + cap * 1.15)}L${n(x - at30 * 0.5)} ${n(top + cap * 0.8)}L${n(x - at30)} ${n(top + cap)}Z`,
              snow,
            )
          : '')
      );
    });
  }

  /** Rain, snow or fog in front of the place, but not in front of the face, whose box is in shares of the frame. */
  weather(face: Box): string {
    const { light, random, width, height } = this;
    const spread = (count: number, draw: (x: number, y: number) => string): string =>
      times(count, () => {
        const [x, y] = [random.next(), random.next()];
        const isBefore = x > face.left && x < face.right && y > face.top && y < face.bottom;
        return isBefore ? '' : draw(x * width, y * height);
      });
    if (light.weather === 'rain') {
      return `<path d="${spread(90, (x, y) => `M${n(x)} ${n(y)}l-9 38`)}" stroke="#e3f0ff" stroke-width="3" stroke-linecap="round" opacity=".55" fill="none"/>`;
    }
    if (light.weather === 'snow')
      return spread(110, (x, y) => circle(x, y, random.between(2.5, 8), '#fff', random.between(0.5, 0.95)));
    if (light.weather === 'fog')
      return times(5, (index) =>
        ellipse(random.between(0, width), 480 + index * 110, width * 0.6, 60, light.haze, 0.13),
      );
    return '';
  }
}
