import { beginningOf, feature, onButton, onCommand, onFreeText, open } from '../../engine/conversation';
import { avatarStep } from './avatar.step';
import { GENERATE, generateWith, openGenerate, openLooks } from './generate.callbacks';
import { flow, type GenerateDraft } from './generate.draft';
import { groupStep } from './group.step';
import { ideaIn } from './idea';
import { ideaStep } from './idea.step';
import { looksStep } from './looks.step';
import { offerStep } from './offer.step';
import { promptStep } from './prompt.step';
import { qualityStep } from './quality.step';
import { resultActions } from './result.actions';
import { sessionStep } from './session.step';

/** Characters of an idea that names its draft on a button: a phone shows about as many. */
const NAMED_CHARACTERS = 24;

export const generateFlow = flow({
  name: GENERATE,
  version: 1,
  first: 'idea',
  begin: () => ({}),
  worthKeeping: (draft) => draft.idea !== undefined,
  title: { ru: 'Новая картинка', en: 'New picture' },
  describe: ({ idea }) => idea && beginningOf(idea, NAMED_CHARACTERS),
  steps: {
    idea: ideaStep,
    looks: looksStep,
    group: groupStep,
    session: sessionStep,
    avatar: avatarStep,
    quality: qualityStep,
    offer: offerStep,
    prompt: promptStep,
  },
});

/** Where a draft that begins with an earlier order is taken up. */
const stepOf = ({ sessionSize, idea }: GenerateDraft) => (sessionSize ? 'session' : idea ? 'offer' : 'idea');

export const generateFeature = feature({
  flows: [generateFlow],
  menu: [
    {
      button: openGenerate,
      label: { ru: '🎨 Создать картинку', en: '🎨 Make a picture' },
      storey: 'create',
      place: 2,
      first: 'with-avatar',
    },
    { button: openLooks, label: { ru: '✨ Образы', en: '✨ Looks' }, storey: 'create', place: 3 },
  ],
  actions: [
    onCommand('generate', { ru: 'Создать картинку', en: 'Make a picture' }, () => open(generateFlow)),
    onButton(openGenerate, () => open(generateFlow)),
    onButton(openLooks, () => open(generateFlow, { step: 'looks', draft: {} })),
    // Another person's avatar is not found: the step then uses the main one.
    onButton(generateWith, ({ avatarId }) => open(generateFlow, { draft: { avatarId } })),
    // "One line, and I will draw it": a person with an avatar can skip opening the flow.
    onFreeText(async (text, { person }, readers) => {
      const idea = ideaIn(text);
      const avatar = idea && (await readers.avatars.main(person.userId));
      return avatar ? open(generateFlow, { step: 'offer', draft: { idea } }) : undefined;
    }),
    ...resultActions((draft, step) => open(generateFlow, { step: step ?? stepOf(draft), draft })),
  ],
});
