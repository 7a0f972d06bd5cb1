import { LOOK_GROUPS } from '@aisha/domain';
import { callback, oneOf, rowsOf } from '../../engine/conversation';
import { lookGroupTexts } from '@aisha/words';
import { goTo, loading, on } from './gallery.draft';
import { ChangedPictures } from '../../readers';

const pick = callback('pics.g', { lookGroup: oneOf(LOOK_GROUPS) });
const any = callback('pics.g.any', {});

const { step } = loading(async (readers, _, { person: { userId, language } }) => ({
  groups: await readers.of(ChangedPictures).lookGroups(userId),
  words: lookGroupTexts[language],
}));

/** Asks "Pictures of which theme?". Offers only themes in which the person has pictures. */
export const lookGroupStep = step({
  screen: ({ wanted }, t, { groups, words }) => ({
    text: t.whichLookGroup,
    buttons: [
      ...rowsOf(
        groups.map((lookGroup) =>
          pick.button(`${lookGroup === wanted.lookGroup ? '✓ ' : ''}${words[lookGroup]}`, { lookGroup }),
        ),
        2,
      ),
      [any.button(t.anyLookGroup, {})],
    ],
  }),
  actions: [
    on(pick, (draft, { lookGroup }) => goTo('filter', { ...draft, wanted: { ...draft.wanted, lookGroup } })),
    on(any, (draft) => {
      const { lookGroup: _, ...wanted } = draft.wanted;
      return goTo('filter', { ...draft, wanted });
    }),
  ],
});
