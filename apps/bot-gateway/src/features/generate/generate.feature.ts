import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import type { OrderId } from '@aisha/domain';
import {
  answer,
  feature,
  onButton,
  onCommand,
  onFreeText,
  open,
  say,
  send,
  type Effect,
  type Elsewhere,
  type Html,
  type Input,
  type StepContext,
} from '../../engine/conversation';
import { editOf, messageWith } from '../../engine/deliveries/content';
import type { Readers } from '../../readers';
import { avatarStep } from './avatar.step';
import { confirmStep } from './confirm.step';
import { countStep } from './count.step';
import {
  again,
  deletePictures,
  deletePicturesSurely,
  generateWith,
  keepPictures,
  openGenerate,
  similar,
} from './generate.callbacks';
import { flow, type GenerateDraft } from './generate.draft';
import { generateTexts } from './generate.texts';
import { ideaIn } from './idea';
import { ideaStep } from './idea.step';
import { ratioStep } from './ratio.step';

export const generateFlow = flow({
  name: 'generate',
  version: 1,
  first: 'idea',
  begin: () => ({}),
  worthKeeping: (draft) => draft.idea !== undefined,
  title: { ru: 'Новая картинка', en: 'New picture' },
  steps: { idea: ideaStep, avatar: avatarStep, ratio: ratioStep, count: countStep, confirm: confirmStep },
});

type Asking = Pick<StepContext, 'person'>;

/** Shows the price of an earlier idea at once. Does not find another person's order. */
const repeat =
  (isSimilar: boolean) =>
  async ({ orderId }: { orderId: OrderId }, { person }: Asking, readers: Readers): Promise<Elsewhere> => {
    const found = await readers.generations.find(person.userId, orderId);
    // The prompt is gone with its avatar.
    if (!found?.generation.prompt) return answer(generateTexts[person.language].gone);
    const { input, prompt: idea, aspectRatio, units: pictureCount, seed } = found.generation;
    const earlier = { avatarId: input.avatarId, idea, aspectRatio, pictureCount };
    const draft: GenerateDraft = isSimilar ? { ...earlier, seed, similarTo: orderId } : earlier;
    return open(generateFlow, { step: 'confirm', draft });
  };

/** The answer replaces the question, or removes it. */
const inItsPlace = (input: Input, words?: Html): Effect[] => {
  if (input.kind !== 'button') return [];
  const { messageId } = input;
  return [say(words ? editOf(messageId, { text: words }) : { kind: 'delete', messageId })];
};

export const generateFeature = feature({
  flows: [generateFlow],
  menu: [{ button: openGenerate, label: { ru: '🎨 Создать картинку', en: '🎨 Make a picture' }, row: 2 }],
  actions: [
    onCommand('generate', { ru: 'Создать картинку', en: 'Make a picture' }, () => open(generateFlow)),
    onButton(openGenerate, () => open(generateFlow)),
    // Another person's avatar is not found: the step then uses the main one.
    onButton(generateWith, ({ avatarId }) => open(generateFlow, { draft: { avatarId } })),
    // "One line, and I will draw it": a person with an avatar can skip opening the flow.
    onFreeText(async (text, { person }, readers) => {
      const idea = ideaIn(text);
      const avatar = idea && (await readers.avatars.main(person.userId));
      return avatar ? open(generateFlow, { step: 'ratio', draft: { avatarId: avatar.id, idea } }) : undefined;
    }),
    onButton(again, repeat(false)),
    onButton(similar, repeat(true)),
    onButton(deletePictures, async ({ orderId }, { person }, readers) => {
      const t = generateTexts[person.language];
      const found = await readers.generations.find(person.userId, orderId);
      if (!found) return answer(t.gone);
      if (found.pictures.length === 0) return answer(t.goneAlready);
      const surely = deletePicturesSurely.button(t.removeSurely, { orderId });
      return answer(undefined, say(messageWith(t.askRemove, [[surely], [keepPictures.button(t.keep, {})]])));
    }),
    onButton(keepPictures, (_, _moment, _readers, input) => answer(undefined, ...inItsPlace(input))),
    onButton(deletePicturesSurely, async ({ orderId }, { person }, readers, input) => {
      const t = generateTexts[person.language];
      if (!(await readers.generations.find(person.userId, orderId))) return answer(t.gone);
      const order = { orderId, userId: person.userId };
      const deletion = send(message(imageGeneratorInbox, 'delete-pictures', order));
      return answer(t.removed, deletion, ...inItsPlace(input, t.removed));
    }),
  ],
});
