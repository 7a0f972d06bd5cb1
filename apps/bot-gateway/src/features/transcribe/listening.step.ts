import { callback, toMenu } from '../../engine/conversation';
import { linkIn } from '../../engine/links/link';
import { takeLink, takingMore, wait } from './listen';
import { goTo, on, onText, stay, step } from './transcribe.draft';

const toOffer = callback('txt.priced', {});

/** "I am listening": until the length is known, which opens the offer by itself. Who had gone on finds it here. */
export const listeningStep = step({
  screen: ({ measured, next = [] }, t) => ({
    text: measured ? t.measured({ seconds: measured.seconds }) : t.listening({ more: next.length }),
    buttons: [...(measured ? [[toOffer.button(t.toOffer, {})]] : []), [toMenu.button(t.menu, {})]],
  }),
  actions: [
    on(toOffer, (draft) => goTo(draft.measured ? 'confirm' : 'listening', draft)),
    onText((draft, text, context) => {
      const link = linkIn(text);
      const { t } = context;
      return link ? wait(draft, takeLink(link, context), t) : stay(draft, t.stillListening);
    }),
    ...takingMore,
  ],
});
