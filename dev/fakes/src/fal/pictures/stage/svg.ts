import type { Colour } from '../../../drawn-faces/colour';

/** Shapes of SVG with few parameters, so that the code of a place stays short. `n` writes a number with one decimal at most. */
export const n = (value: number): string => String(Math.round(value * 10) / 10);
export const rect = (x: number, y: number, width: number, height: number, fill: Colour, rx = 0, rest = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}"${rx ? ` rx="${rx}"` : ''} ${rest}/>`;
export const circle = (x: number, y: number, r: number, fill: Colour, opacity = 1): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}"${opacity < 1 ? ` fill-opacity="${n(opacity * 100)}%"` : ''}/>`;
export const ellipse = (x: number, y: number, rx: number, ry: number, fill: Colour, opacity = 1): string =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${opacity < 1 ? ` fill-opacity="${n(opacity * 100)}%"` : ''}/>`;
export const path = (d: string, fill: Colour, rest = ''): string => `<path d="${d}" fill="${fill}" ${rest}/>`;
export const line = (d: string, stroke: Colour, width: number, rest = ''): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" ${rest}/>`;
export const at = (x: number, y: number, svg: string, scale = 1, flip = false): string =>
  `<g transform="translate(${n(x)} ${n(y)}) scale(${flip ? -scale : scale} ${scale})">${svg}</g>`;
export const times = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');
