import { classWord } from '@aisha/domain';
import type { Photographed } from './people';

const ORDINALS = ['first', 'second', 'third', 'fourth'];

/**
 * The prompt for a model that draws several people from photos. It says which photos show whom, because the model gets one list, and how
 * many people there are, because models like to add some. Our wording, not measured.
 */
export function promptOfSeveral(people: readonly Photographed[], prompt: string): string {
  let last = 0;
  const shown = people.map(({ avatar, photoUrls }, place) => {
    const first = last + 1;
    last += photoUrls.length;
    return `photos ${first} to ${last} show the ${ORDINALS[place]} one, a ${classWord(avatar.subject)}`;
  });
  return `A new photo of exactly ${people.length} people together, all seen from the front, faces clear and apart: ${shown.join('; ')}. Each has exactly their own face and age, and nobody else is in the picture. ${prompt}`;
}
