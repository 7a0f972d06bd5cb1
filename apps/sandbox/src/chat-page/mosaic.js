/** The most pictures in one row; with more they would be too small to see. */
const IN_ROW = 4;
/** The height of an album, divided by its width, that looks best. */
const BEST_HEIGHT = 1;

/**
 * Places the pictures of an album in a box of width one, so that each keeps its ratio and none is cropped. They stand in rows of equal
 * height, or as one picture beside a column of two or three. The layout whose pictures differ least in size wins.
 */
export const mosaic = (ratios) => {
  const layouts = [...rowLengths(ratios.length).map((lengths) => inRows(ratios, lengths)), ...besideColumn(ratios)];
  return layouts.reduce((best, layout) => (faults(layout) < faults(best) ? layout : best));
};

/** All ways to divide this many pictures into rows, as lists of the rows' lengths. */
const rowLengths = (count) =>
  count === 0
    ? [[]]
    : Array.from({ length: Math.min(IN_ROW, count) }, (_, index) => index + 1).flatMap((first) =>
        rowLengths(count - first).map((others) => [first, ...others]),
      );

const inRows = (ratios, lengths) => {
  const boxes = [];
  let y = 0;
  for (const length of lengths) {
    const row = ratios.slice(boxes.length, boxes.length + length);
    const height = 1 / row.reduce((sum, ratio) => sum + ratio, 0);
    let x = 0;
    for (const ratio of row) {
      boxes.push({ x, y, width: ratio * height, height });
      x += ratio * height;
    }
    y += height;
  }
  return { boxes, height: y };
};

const besideColumn = ([first, ...others]) => {
  if (others.length < 2 || others.length > 3) return [];
  const columnWidth = 1 / (1 + first * others.reduce((sum, ratio) => sum + 1 / ratio, 0));
  const height = (1 - columnWidth) / first;
  const boxes = [{ x: 0, y: 0, width: 1 - columnWidth, height }];
  let y = 0;
  for (const ratio of others) {
    boxes.push({ x: 1 - columnWidth, y, width: columnWidth, height: columnWidth / ratio });
    y += columnWidth / ratio;
  }
  return [{ boxes, height }];
};

const faults = ({ boxes, height }) => {
  const sizes = boxes.map((box) => Math.log(box.width * box.height));
  return Math.max(...sizes) - Math.min(...sizes) + 2 * Math.abs(Math.log(height / BEST_HEIGHT));
};
