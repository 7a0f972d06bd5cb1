import { HoldReader } from '@aisha/database/billing';
import type { Feature } from '../../engine/conversation';
import { finish, toMenu } from '../../engine/conversation';
import { ChangedAvatars } from '../../readers';
import { beginsErasure } from '../erasure/erasure.card';
import { everythingWithdrawn } from '../support/withdraw.step';
import { loading, stay } from './my-data.draft';

const { step, onText } = loading(async (readers, _, { person: { userId } }) => ({
  avatars: await readers.of(ChangedAvatars).every(userId),
  orders: await readers.of(HoldReader).openOf(userId),
}));

/** Asks the person to type a word, which nobody types by accident, and then begins to delete everything. */
export const wordStep = (features: () => readonly Feature[]) =>
  step({
    screen: (_, t) => ({
      text: t.typeTheWord({ word: t.theWord }),
      buttons: [[toMenu.button(t.keepEverything, {})]],
    }),
    actions: [
      onText(({ erasureId, ...draft }, typed, { person: { userId }, data, t }) => {
        if (erasureId === undefined || typed.trim().toLowerCase() !== t.theWord.toLowerCase())
          return stay({ ...draft, ...(erasureId !== undefined && { erasureId }) }, t.otherWord({ word: t.theWord }));
        return finish(
          t.eraseBegun,
          ...everythingWithdrawn(features(), userId, data),
          ...beginsErasure(userId, { id: erasureId, askedBy: 'person', forfeits: true }),
        );
      }),
    ],
  });
