import type { Walker } from '../story/walker.mts';
import { oldPhoto } from './assistant.mts';
import { handsOf } from '../story/hands.mts';

/** Sends the recording that fills a person's storage, and shows the answer to the next file. */
export const playFullStorage = async (walker: Walker, recordingsUrl: string): Promise<void> => {
  const { says, taps, orders, sees, shows } = handsOf(walker);
  await says('/transcribe');
  await says(`${recordingsUrl}/long.wav`);
  await sees('txt.start');
  await orders('txt.start', 'doc');
  await says('/files');
  await says('/menu');
  await taps('menu.storey:0', 'menu.storey:4', 'rst');
  await shows('a photo for which there is no room', await oldPhoto());
  await walker.waitsFor(({ text = '' }) => /Место закончилось|No room left/.test(text));
  await walker.settles();
};
