import { ideaIn } from '@aisha/domain';
import { generateTexts, inEveryLanguage } from '@aisha/words';
import { answer, beginningOf, feature, onButton, onCommand, onFreeText, open } from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import {
  drawAnyway,
  GENERATE,
  generateWith,
  openGenerate,
  openLooks,
  openWith,
} from '../../callbacks/generate.callbacks';
import { avatarStep } from './choices/avatar.step';
import { flow } from './choices/generate.draft';
import { groupStep } from './looks/group.step';
import { looksStep } from './looks/looks.step';
import { promptStep } from './choices/prompt.step';
import { qualityStep } from './choices/quality.step';
import { sessionStep } from './looks/session.step';
import { ideaStep } from './idea.step';
import { forTyped } from './typed-idea';
import { offerStep } from './offer.step';
import { ownerStep } from './owner.step';

/** How many characters of its idea a button with a draft shows: about as many as fit a phone. */
const NAMED_CHARACTERS = 24;

const generateFlow = flow({
  name: GENERATE,
  version: 1,
  first: 'idea',
  begin: () => ({}),
  worthKeeping: (draft) => draft.idea !== undefined,
  title: inEveryLanguage(generateTexts, (t) => t.flowTitle),
  describe: ({ idea }) => idea && beginningOf(idea, NAMED_CHARACTERS),
  steps: {
    idea: ideaStep,
    looks: looksStep,
    group: groupStep,
    session: sessionStep,
    avatar: avatarStep,
    quality: qualityStep,
    offer: offerStep,
    owner: ownerStep,
    prompt: promptStep,
  },
});

export const generateFeature = feature<MenuEntry>({
  flows: [generateFlow],
  menu: [
    {
      button: openGenerate,
      label: inEveryLanguage(generateTexts, (t) => t.entryGenerate),
      storey: 'create',
      place: 2,
      first: 'can-draw',
    },
    { button: openLooks, label: inEveryLanguage(generateTexts, (t) => t.entryLooks), storey: 'create', place: 3 },
  ],
  actions: [
    onCommand(
      'generate',
      inEveryLanguage(generateTexts, (t) => t.commandGenerate),
      () => open(generateFlow),
    ),
    onButton(openGenerate, () => open(generateFlow)),
    onButton(openLooks, () => open(generateFlow, { step: 'looks', draft: {} })),
    onButton(generateWith, ({ avatarId }) => openWith(avatarId)),
    onCommand('looks', null, () => open(generateFlow, { step: 'looks', draft: {} })),
    // Free text opens the flow as an idea, so a person has only to type one line to be offered a picture.
    onFreeText((text, { person }, readers) => {
      const idea = ideaIn(text);
      return idea === undefined ? undefined : forTyped(idea, person.userId, readers);
    }),
    onButton(drawAnyway, (_, { person }, readers, input) => {
      const idea = input.kind === 'button' ? ideaIn(input.quoted ?? '') : undefined;
      return idea === undefined
        ? answer(generateTexts[person.language].ideaGone)
        : forTyped(idea, person.userId, readers);
    }),
  ],
});
