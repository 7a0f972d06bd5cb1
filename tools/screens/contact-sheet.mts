import sharp from 'sharp';

const COLUMNS = 8;
const GAP = 12;
const TITLE_HEIGHT = 26;
const TITLE_CHARACTERS = 34;

export interface Titled {
  readonly title: string;
  readonly picture: Buffer;
}

const escaped = (text: string): string =>
  text.slice(0, TITLE_CHARACTERS).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Puts all pictures in rows, each under its number and title, and writes them to the file. */
export const contactSheet = async (pictures: readonly Titled[], width: number, file: string): Promise<void> => {
  const small = await Promise.all(
    pictures.map(async ({ title, picture }, at) => ({
      title: `${at + 1}. ${title}`,
      ...(await sharp(picture).resize({ width }).png().toBuffer({ resolveWithObject: true })),
    })),
  );
  const cellWidth = width + GAP;
  const cellHeight = Math.max(...small.map(({ info }) => info.height)) + TITLE_HEIGHT + GAP;
  const rows = Math.ceil(small.length / COLUMNS);
  const layers = small.flatMap(({ title, data }, at) => {
    const left = GAP + (at % COLUMNS) * cellWidth;
    const top = GAP + Math.floor(at / COLUMNS) * cellHeight;
    const label = `<svg width="${width}" height="${TITLE_HEIGHT}"><text y="18" font-family="sans-serif" font-size="13">${escaped(title)}</text></svg>`;
    return [
      { input: Buffer.from(label), left, top },
      { input: data, left, top: top + TITLE_HEIGHT },
    ];
  });
  await sharp({
    create: {
      width: GAP + Math.min(COLUMNS, small.length) * cellWidth,
      height: GAP + rows * cellHeight,
      channels: 3,
      background: '#d8d8de',
    },
  })
    .composite(layers)
    .png()
    .toFile(file);
};
