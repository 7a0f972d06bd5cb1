const SHEET = 'sheet:';

/**
 * The reference by which a screen names one picture that shows small copies of these files, numbered in their order. The picture is drawn
 * when it is sent; a file that is gone leaves its number and an empty place (decision 233).
 */
export const sheetOf = (files: readonly (string | null)[]): string => SHEET + files.map((file) => file ?? '').join(',');

/** The files of a sheet; undefined for a reference to anything else. */
export const filesOfSheet = (reference: string): (string | null)[] | undefined =>
  reference.startsWith(SHEET)
    ? reference
        .slice(SHEET.length)
        .split(',')
        .map((file) => file || null)
    : undefined;
