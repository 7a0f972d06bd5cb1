import sharp from '@aisha/pictures/frugal-sharp';

/** The side of a small picture and the gap between two, in pixels. Three across are as wide as a phone can show sharply. */
const TILE = 300;
const GAP = 6;
const COLUMNS = 3;

/** The lines of each digit in a box of 12 × 20. They need no font, which a server's image may lack. */
const STROKES: Readonly<Record<string, string>> = {
  0: 'M0 0H12V20H0Z',
  1: 'M2 4L7 0V20',
  2: 'M0 0H12V10H0V20H12',
  3: 'M0 0H12V20H0M3 10H12',
  4: 'M0 0V10H12M12 0V20',
  5: 'M12 0H0V10H12V20H0',
  6: 'M12 0H0V20H12V10H0',
  7: 'M0 0H12L5 20',
  8: 'M0 0H12V20H0ZM0 10H12',
  9: 'M12 10H0V0H12V20H0',
};

/** A number in a white circle. */
const badge = (number: number): Buffer => {
  const digits = [...String(number)];
  const left = 30 - (digits.length * 18 - 6) / 2;
  const lines = digits.map((digit, at) => `<path transform="translate(${left + at * 18} 20)" d="${STROKES[digit]}"/>`);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><circle cx="30" cy="30" r="27" fill="#fff" fill-opacity=".92"/><g fill="none" stroke="#1d1238" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round">${lines.join('')}</g></svg>`,
  );
};

/** Draws small pictures in rows of three, each with its number; null leaves an empty place. */
export async function drawnSheet(pictures: AsyncIterable<Buffer | null>): Promise<Buffer> {
  const tiles: (Buffer | null)[] = [];
  // The pictures are read and made small one after another, because nine of full size take much memory.
  for await (const picture of pictures) {
    const tile = picture && sharp(picture).rotate().resize(TILE, TILE, { position: sharp.strategy.attention }).jpeg();
    // A picture that cannot be read leaves its place empty: the person still reaches the others.
    tiles.push(tile && (await tile.toBuffer().catch(() => null)));
  }
  const across = Math.min(COLUMNS, tiles.length);
  const down = Math.ceil(tiles.length / COLUMNS);
  const at = (place: number) => ({
    left: (place % COLUMNS) * (TILE + GAP),
    top: Math.floor(place / COLUMNS) * (TILE + GAP),
  });
  const layers = tiles.flatMap((input, place) => [
    ...(input ? [{ input, ...at(place) }] : []),
    { input: badge(place + 1), left: at(place).left + 10, top: at(place).top + 10 },
  ]);
  const size = { width: across * (TILE + GAP) - GAP, height: down * (TILE + GAP) - GAP };
  return sharp({ create: { ...size, channels: 3, background: '#fff' } })
    .composite(layers)
    .jpeg({ quality: 82 })
    .toBuffer();
}
