import { FILE_KINDS } from '@aisha/kinds/tables';
import { buttonOf, type Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';

/** The buttons on a kept file's card with which the person uses the file. */
const USES = ['txt.of', 'spk.file', 'photo.of', 'rst.of'];

/**
 * Shows «Мои файлы»: each kind of file that the person has, one file of each kind with its uses, the pages of all files, several marked
 * files, a file that is sent again, and one that is deleted.
 */
export const playKeptFiles = async (walker: Walker): Promise<void> => {
  const { says, taps } = handsOf(walker);
  const used = new Set<string>();
  await says('/files');
  await taps('files.kinds');
  const kinds = await walker.waitsFor('files.kind');
  for (const at of FILE_KINDS.keys()) {
    if (!buttonOf(kinds, `files.kind:${at}`)) continue;
    await taps(`files.kind:${at}`, 'files.look');
    const card = await walker.waitsFor('files.send');
    const use = USES.find((code) => !used.has(code) && buttonOf(card, code));
    if (use) {
      used.add(use);
      await taps(use);
      await says('/files');
    } else await taps('files.back');
    await taps('files.kinds');
  }
  await taps('files.kind.all', 'files.older', 'files.newest');
  await taps('files.c.begin', 'files.c.mark', 'files.c.page', 'files.c.remove', 'files.c.remove.no');
  await taps('files.c.zip', 'files.c.zip.no', 'files.c.no', 'files.look', 'files.send');
  await taps('files.remove', 'files.remove.no', 'files.remove', 'files.remove.yes');
};
