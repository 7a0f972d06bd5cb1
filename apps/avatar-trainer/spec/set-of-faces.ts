import path from 'node:path';
import sharp from 'sharp';
import { decoder } from './trainer-harness';
import { turnedHead } from '@aisha/testing/turned-head';

/** The embedding of a photo's largest face. */
export const faceIn = async (photo: Buffer): Promise<number[]> => {
  const analysed = await decoder.analyse(photo, { faces: true });
  if (!('analysis' in analysed) || !analysed.analysis.likeness) throw new Error('no face in it');
  return [...analysed.analysis.likeness.embedding];
};

let faces: Promise<number[][]> | undefined;
/** The faces of five photos of the woman in `turnedHead`, measured once. */
export const facesOfSet = (): Promise<number[][]> =>
  (faces ??= Promise.all([-25, -15, 0, 15, 25].map(async (degrees) => faceIn(await turnedHead(degrees)))));

const PEOPLE = path.join(path.dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo/sample6.jpg');

/** A photograph of another person. */
export const strangerPhoto = (): Promise<Buffer> =>
  sharp(PEOPLE).extract({ left: 30, top: 290, width: 690, height: 690 }).jpeg().toBuffer();

let stranger: Promise<number[]> | undefined;
export const strangerFace = (): Promise<number[]> => (stranger ??= strangerPhoto().then(faceIn));
