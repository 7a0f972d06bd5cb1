import sharp from 'sharp';

const [WIDTH, HEIGHT] = [1_920, 1_080];
const SIGNS = ['#ff4fa3', '#3fe0ff', '#ffd84f', '#9d6bff'];

/** A city at night with neon signs and a person under them, such as people send with «хочу так же». */
export const filmStill = (): Promise<Buffer> => {
  const towers = Array.from({ length: 9 }, (_, at) => {
    const [x, up] = [at * 215 - 20, 420 + ((at * 7) % 5) * 90];
    const sign = SIGNS[at % SIGNS.length]!;
    return (
      `<rect x="${x}" y="${880 - up}" width="200" height="${up}" fill="#1a1038"/>` +
      `<rect x="${x + 74}" y="${930 - up}" width="38" height="190" rx="8" fill="none" stroke="${sign}" stroke-width="8"/>` +
      `<rect x="${x + 50}" y="900" width="90" height="170" fill="${sign}" opacity=".18"/>`
    );
  });
  const somebody =
    '<g fill="#07040f"><circle cx="960" cy="640" r="46"/><path d="M880 900q4-200 80-200t80 200zM904 890h44v130h-44zM972 890h44v130h-44z"/></g>';
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
    '<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#1c0b45"/><stop offset="1" stop-color="#7a1f78"/></linearGradient></defs>' +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>${towers.join('')}` +
    `<rect y="880" width="${WIDTH}" height="200" fill="#120a26" opacity=".85"/>${somebody}</svg>`;
  return sharp(Buffer.from(drawing)).jpeg({ quality: 90 }).toBuffer();
};
