import { ideaIn, isFaceOwnerUnsaid, PROMPT_LENGTH } from '@aisha/domain';
import { TOGETHER_RATIO } from '@aisha/kinds';
import type { togetherTexts } from '@aisha/words';
import {
  beginningOf,
  callback,
  count,
  finish,
  toMenu,
  type Effect,
  type Elsewhere,
  type Move,
  type StepContext,
  type TextsOf,
} from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer, takenAsSeen } from '../../orders/place-order';
import { goTo, loading, stay, whoIsThere, type TogetherDraft } from './people.step';
import { togetherOrder } from './together.order';

const backToPeople = callback('tog.back', {});
const draw = callback('tog.draw', { price: count() });
const otherIdea = callback('tog.idea', {});

/** How many characters of the idea the order's card shows. */
const TITLE_CHARACTERS = 80;

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

/**
 * Places the order. `price` is that of the pressed button, in hundredths of a credit; `said`, the effect with what the person has stated on
 * the way to the order, comes first.
 */
export const place = (
  draft: TogetherDraft,
  context: Omit<StepContext<TextsOf<typeof togetherTexts>, Awaited<ReturnType<typeof whoIsThere>>>, 'newId'>,
  { price, said }: { readonly price?: number; readonly said?: Effect },
): Move<TogetherDraft, 'people' | 'idea' | 'confirm' | 'owner'> | Elsewhere => {
  const { own, present } = context.data;
  const { idea } = draft;
  if (!idea) return goTo('idea', draft);
  // While the screen was open, a friend took the permission back, or the person's own avatar was deleted, so the person chooses again.
  if (!own || present.length < draft.chosen.length) {
    const left = { ...draft, chosen: present.map((one) => one.id) };
    return { to: 'step', step: 'people', draft: left, notice: context.t.notAnyMore, effects: [] };
  }
  const start = { avatarId: own.id, permissionIds: [...draft.chosen], prompt: idea, aspectRatio: TOGETHER_RATIO };
  const order = () => ({ what: beginningOf(idea, TITLE_CHARACTERS), start });
  const then = (placed: readonly Effect[]) => finish(undefined, ...(said ? [said] : []), ...placed);
  return acceptOffer({ step: 'confirm', draft, context, price, view: togetherOrder, order, then });
};

/** Says who is in the picture and what it costs, and orders it. */
export const confirmStep = step({
  enter: (draft, context) => offered(draft, context),
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm({ names: namesOf(data.present), idea: draft.idea ?? '', price }),
      promise: t.promise,
      accept: (seen) => draw.button(t.draw, seen),
      choices: [[otherIdea.button(t.otherIdea, {})]],
      back: backToPeople.button(t.back, {}),
    }),
  readsEdits: true,
  actions: [
    takesIdea,
    on(draw, (draft, { price }, context) => {
      const { own } = context.data;
      const isAsked = own && isFaceOwnerUnsaid(own) && takenAsSeen(draft, context, price);
      return isAsked ? goTo('owner', draft) : place(draft, context, { price });
    }),
    on(otherIdea, (draft) => goTo('idea', draft)),
    on(backToPeople, (draft) => goTo('people', draft)),
  ],
});
