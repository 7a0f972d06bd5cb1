import { PersonReader } from '@aisha/database/bot';
import { inEveryLanguage, newsTexts } from '@aisha/words';
import { feature, flowKit, onButton, onCommand, open, toMenu } from '../../engine/conversation';
import { openNews, turnNewsOff, turnNewsOn } from './news.callbacks';
import { hearsNews } from './news.store';

const { loading, flow } = flowKit<object, 'news'>()(newsTexts);

const { step } = loading(async (readers, _, { person: { userId } }) => ({
  isOn: (await readers.of(PersonReader).findById(userId))?.hearsNews ?? true,
}));

/** Says whether news come, and turns them off or on. */
const newsStep = step({
  screen: (_, t, { isOn }) => ({
    text: t.news({ isOn }),
    buttons: [
      [isOn ? turnNewsOff.button(t.turnOff, {}) : turnNewsOn.button(t.turnOn, {})],
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [],
});

const newsFlow = flow({ name: 'news', version: 1, first: 'news', begin: () => ({}), steps: { news: newsStep } });

/** Whether a person is told what is new (decision 204). */
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
    onButton(turnNewsOn, () => open(newsFlow, { draft: {} }, hearsNews(true))),
  ],
});
