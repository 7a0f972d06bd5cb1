import { classWord, lookOf, saidTrigger, withoutTriggerPhrases, type Subject, type TrainingType } from '@aisha/domain';
import type { ImageGeneration } from '@aisha/kinds/tables';

/** The words that name an avatar in its prompts. */
export interface AvatarWords {
  /** The trigger phrase of the training, without which the model does not know the face. Empty when the avatar has no model. */
  readonly triggerPhrase: string;
  readonly subject: Subject | null;
  /** The type of the avatar; null when there is no avatar. */
  readonly trainingType: TrainingType | null;
}

/** The words for a picture without an avatar: there are none. */
export const NO_AVATAR: AvatarWords = { triggerPhrase: '', subject: null, trainingType: null };

/** The words of an avatar that is drawn from photos. */
export const withoutTrigger = ({ subject, trainingType }: AvatarWords): AvatarWords => ({
  triggerPhrase: '',
  subject,
  trainingType,
});

/** The words that the model was trained on: "TOK_ab12 woman", or "TOK_ab12 style". */
export const nameOf = ({ triggerPhrase, subject, trainingType }: AvatarWords): string =>
  `${triggerPhrase} ${trainingType === 'portrait' ? classWord(subject) : 'style'}`.trimStart();

/**
 * Puts the avatar's words in front of the prompt, once: Flux weighs the beginning most, and with two triggers it would draw two people.
 * Removes every trigger that the person or the language model wrote, and the class word after it. It may be the trigger of another avatar,
 * if the person has sent that avatar's prompt.
 */
export function withAvatar(avatar: AvatarWords, given: string): string {
  const text = withoutTriggerPhrases(given);
  if (avatar.trainingType === null) return tidied(text);
  if (avatar.triggerPhrase === '') {
    const said = tidied(text);
    if (said === '') return nameOf(avatar);
    // If the person changed a shown prompt and sent it back, it already begins with the avatar's words.
    return said.startsWith(`${nameOf(avatar)}, `) ? said : `${nameOf(avatar)}, ${said}`;
  }
  const trigger = avatar.triggerPhrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const rest = tidied(text.replace(saidTrigger(trigger), ' ').replace(/\[trigger\]/gi, ' '));
  return rest === '' ? nameOf(avatar) : `${nameOf(avatar)}, ${rest}`;
}

/**
 * The prompt of an order that names a look of the catalogue. Empty if this release does not know the look; the look's name is then drawn as
 * an idea.
 */
export function promptOfLook(
  { look: id }: Pick<ImageGeneration, 'look'>,
  avatar: AvatarWords,
): Partial<Pick<ImageGeneration, 'enhancedPrompt' | 'promptWriter'>> {
  const look = lookOf(id);
  return look ? { enhancedPrompt: withAvatar(avatar, look.prompt), promptWriter: 'look' } : {};
}

/**
 * Makes one line without doubled commas and spaces. Removes control characters and angle brackets (`<lora:…>`), which mean nothing to the
 * model.
 */
export const tidied = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f<>]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(?:\s*[,;]\s*)+/g, ', ')
    .replace(/\s+([.!?])/g, '$1')
    .replace(/,\s*(?=[.!?])/g, '')
    .replace(/^[\s,.;]+|[\s,;]+$/g, '');

/** Cuts the text to the limit: between words, or within a word when the last space is in the first half. */
export function cutTo(limit: number, text: string): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit + 1);
  const end = head.lastIndexOf(' ');
  return tidied(head.slice(0, end > limit / 2 ? end : limit));
}
