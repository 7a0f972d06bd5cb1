import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { chosenTexts } from '@aisha/words';
import { callback, type Step } from '../../engine/conversation';
import { PART_BYTES, roomFor } from '../archives/archive-limits';
import { archivesHold, beginsPacking } from '../archives/archive.card';
import { type KitOfList, type ListOfFiles, markedFiles, type MarkingDraft, placesOf } from './marks';

/** Offers to pack the marked files: says how many, how large, and which of them do not fit. What is not packed stays marked. */
export const downloadStep = <Draft extends MarkingDraft, StepName extends string>(
  { loading, on, goTo }: KitOfList<Draft, StepName>,
  { name, steps, words }: Pick<ListOfFiles<Draft, StepName>, 'name' | 'steps' | 'words'>,
): Step => {
  const pack = callback(`${name}.zip.yes`, {});
  const back = callback(`${name}.zip.no`, {});

  const { step, on: onMarked } = loading(async (readers, draft, { person, now }) => {
    const { files, gone } = await markedFiles(readers, draft, person);
    const packable = files.filter(({ bytes }) => bytes <= PART_BYTES);
    const room = await roomFor(readers, { userId: person.userId, now }, packable);
    return { files, packable, gone, large: files.length - packable.length, room, language: person.language };
  });
  return step({
    screen: (_, __, { files, packable, gone, large, room, language }) => {
      const t = chosenTexts[language];
      const { count, isPacking, size, aDay, againInMs } = room;
      const { partMegabytes } = size;
      const toMarks = back.button(t.back, {});
      if (files.length === 0) return { text: t.allGone, buttons: [[toMarks]] };
      if (packable.length === 0) return { text: t.tooLarge({ partMegabytes }), buttons: [[toMarks]] };
      if (isPacking) return { text: t.isPacking, buttons: [[toMarks]] };
      if (count === 0) return { text: t.enoughForToday({ aDay, againInMs, partMegabytes }), buttons: [[toMarks]] };
      const left = packable.length - count;
      const some = words[language].some({ count });
      return {
        text: t.askDownload({ some, gone, large, left, againInMs, ...size }),
        buttons: [[pack.button(t.pack, {}), toMarks]],
      };
    },
    actions: [
      onMarked(pack, (draft, _, { person: { userId }, data: { files, packable, room }, now, newId }) => {
        if (room.count === 0 || room.isPacking) return goTo(steps.download, draft);
        const packed = packable.slice(0, room.count);
        const marked = placesOf(files.filter((file) => !packed.includes(file)));
        const of = archivesHold(packed);
        const begun = beginsPacking({ userId, archiveId: newId<string>(), total: packed.length, of, now }, (job) =>
          message(botGatewayInbox, 'pack-files', { ...job, files: placesOf(packed), ...(of && { of }) }),
        );
        return goTo(
          marked.length > 0 ? steps.choose : steps.list,
          { ...draft, marked: marked.length > 0 ? marked : null },
          ...begun,
        );
      }),
      on(back, (draft) => goTo(steps.choose, draft)),
    ],
  });
};
