import { isTemplate } from '@aisha/kinds';
import { DocumentReader } from '@aisha/kinds/tables';
import { beginningOf, callback } from '../../../engine/conversation';
import { goTo, loading, stay } from './document.draft';

/** How many characters of the person's last template the screen shows. */
const LAST_TEMPLATE = 600;

const takeLast = callback('doc.last', {});
const back = callback('doc.template.back', {});

const { step, on, onText } = loading((readers, _, { person }) =>
  readers.of(DocumentReader).lastTemplate(person.userId),
);

/** Asks for the person's own headings, or offers those that the person used last. */
export const templateStep = step({
  screen: (_, t, last) => ({
    text: t.askTemplate({ last: last === null ? null : beginningOf(last, LAST_TEMPLATE) }),
    buttons: [...(last === null ? [] : [[takeLast.button(t.takeLast, {})]]), [back.button(t.back, {})]],
  }),
  actions: [
    onText((draft, typed, { t }) => {
      const template = typed.replaceAll('\0', '').trim();
      return isTemplate(template) ? goTo('confirm', { ...draft, template }) : stay(draft, t.badTemplate);
    }),
    on(takeLast, (draft, _, { data: last }) =>
      last === null ? stay(draft) : goTo('confirm', { ...draft, template: last }),
    ),
    on(back, (draft) => goTo('type', draft)),
  ],
});
