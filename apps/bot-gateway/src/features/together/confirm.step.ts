import { ideaIn, PROMPT_LENGTH } from '@aisha/domain';
import { TOGETHER_RATIO } from '@aisha/kinds';
import { callback, toMenu } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { goTo, loading, stay, whoIsThere } from './people.step';
import { togetherOrder } from './together.order';

const backToPeople = callback('tog.back', {});
const draw = callback('tog.draw', {});
const otherIdea = callback('tog.idea', {});

/** «Анна, Борис»: the names of the friends in the picture. */
const namesOf = (present: readonly { readonly name: string }[]): string => present.map(({ name }) => name).join(', ');

const { step: asking, on: onIdea, onText } = loading(whoIsThere);

const takesIdea = onText((draft, text, { t }) => {
  const idea = ideaIn(text);
  if (!idea) return stay(draft, t.badIdea({ length: text.length, isTooLong: text.length > PROMPT_LENGTH.max }));
  return goTo('confirm', { ...draft, idea });
});

/** Asks what the people do in the picture. */
export const ideaStep = asking({
  screen: (_, t, { present }) => ({
    text: t.askIdea({ names: namesOf(present) }),
    buttons: [[backToPeople.button(t.back, {}), toMenu.button(t.menu, {})]],
  }),
  actions: [takesIdea, onIdea(backToPeople, (draft) => goTo('people', draft))],
});

const { step, on } = loading(async (readers, draft, moment) => ({
  ...(await whoIsThere(readers, draft, moment)),
  ...(await readOffer(readers, moment, {
    ...{ kind: 'together', item: 'together', units: 1 },
    like: `${draft.chosen.length + 1}`,
  })),
}));

/** Says who is in the picture and what it costs, and orders it. */
export const confirmStep = step({
  enter: (draft, context) => offered(draft, context),
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm({ names: namesOf(data.present), idea: draft.idea ?? '', price }),
      promise: t.promise,
      accept: draw.button(t.draw, {}),
      choices: [[otherIdea.button(t.otherIdea, {})]],
      back: backToPeople.button(t.back, {}),
    }),
  readsEdits: true,
  actions: [
    takesIdea,
    on(draw, (draft, _, context) => {
      const { own, present } = context.data;
      const { idea } = draft;
      if (!idea) return goTo('idea', draft);
      // While this screen was open, a friend took the permission back, or the person's own avatar was deleted, so the person chooses again.
      if (!own || present.length < draft.chosen.length) {
        const left = { ...draft, chosen: present.map((one) => one.id) };
        return { to: 'step', step: 'people', draft: left, notice: context.t.notAnyMore, effects: [] };
      }
      const start = { avatarId: own.id, permissionIds: [...draft.chosen], prompt: idea, aspectRatio: TOGETHER_RATIO };
      const order = () => ({ what: idea, start });
      return acceptOffer({ step: 'confirm', draft, context, view: togetherOrder, order });
    }),
    on(otherIdea, (draft) => goTo('idea', draft)),
    on(backToPeople, (draft) => goTo('people', draft)),
  ],
});
