import path from 'node:path';

/** The folder of the fonts. We embed them in each PDF, because the fonts that every PDF viewer has are Latin only. */
const FONTS = path.dirname(require.resolve('@expo-google-fonts/manrope/package.json'));

/** The files of Manrope; `hasCharacter` says which letters and numbers they have. */
export const FONT = {
  text: path.join(FONTS, '400Regular/Manrope_400Regular.ttf'),
  bold: path.join(FONTS, '700Bold/Manrope_700Bold.ttf'),
} as const;
