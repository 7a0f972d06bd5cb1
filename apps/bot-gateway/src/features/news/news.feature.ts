import { PersonReader } from '@aisha/database/bot';
import { inEveryLanguage, newsTexts } from '@aisha/words';
import { callback, feature, flowKit, onButton, onCommand, open, toMenu } from '../../engine/conversation';
import { openNews, turnNewsOff } from '../../callbacks/news.callbacks';
import { hearsNews } from './news.store';

const turnOff = callback('news.turn-off', {});
const turnOn = callback('news.turn-on', {});

const { loading, stay, flow } = flowKit<object, 'news'>()(newsTexts);

const { step, on } = loading(async (readers, _, { person: { userId } }) => ({
  isOn: (await readers.of(PersonReader).findById(userId))?.hearsNews ?? true,
}));

/** Says whether the person gets news, and turns news off or on. */
const newsStep = step({
  screen: (_, t, { isOn }) => ({
    text: t.news({ isOn }),
    buttons: [[isOn ? turnOff.button(t.turnOff, {}) : turnOn.button(t.turnOn, {})], [toMenu.button(t.menu, {})]],
  }),
  actions: [
    on(turnOff, (draft, _, { t }) => stay(draft, t.turnedOff, hearsNews(false))),
    on(turnOn, (draft, _, { t }) => stay(draft, t.turnedOn, hearsNews(true))),
  ],
});

const newsFlow = flow({ name: 'news', version: 1, first: 'news', begin: () => ({}), steps: { news: newsStep } });

/** Lets a person choose whether they get news (decision 227). */
export const newsFeature = feature({
  flows: [newsFlow],
  actions: [
    onCommand(
      'news',
      inEveryLanguage(newsTexts, (t) => t.command),
      () => open(newsFlow),
    ),
    onButton(openNews, () => open(newsFlow)),
    onButton(turnNewsOff, () => open(newsFlow, { draft: {} }, hearsNews(false))),
  ],
});
