import path from 'node:path';

/** The folder of the fonts, which a PDF contains: the fonts that every reader of PDF has are Latin only. */
const FONTS = path.dirname(require.resolve('@expo-google-fonts/manrope/package.json'));

/** The files of Manrope; `hasLetter` says which letters they have. */
export const FONT = {
  text: path.join(FONTS, '400Regular/Manrope_400Regular.ttf'),
  bold: path.join(FONTS, '700Bold/Manrope_700Bold.ttf'),
} as const;
