import { tidied } from '../scene/avatar-words';
import { translateKnown } from '../scene/dictionary';
import type { Stage } from '../scene/scene';
import { separateUnwanted } from '../scene/unwanted';

/** Separates the things that the person does not want to see, and adds their replacements. */
export const unwanted: Stage = {
  name: 'unwanted',
  add: ({ idea, answer, language }) => {
    if (answer) {
      // The instructions ask the language model for positive words only. If a negative part slips through, the rules rephrase it.
      const { instead } = separateUnwanted(answer.subject);
      const said = answer.unwanted.length > 0 ? [answer.positive] : [];
      return { unwanted: answer.unwanted.map(tidied), instead: [...said, ...instead].filter((words) => words !== '') };
    }
    const { unwanted: named, instead } = separateUnwanted(tidied(idea));
    return { unwanted: language === 'ru' ? named.map(translateKnown) : named, instead };
  },
};
