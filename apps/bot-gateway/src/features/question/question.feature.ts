import { QuestionReader } from '@aisha/kinds/tables';
import { inEveryLanguage, questionTexts } from '@aisha/words';
import { answer, feature, onButton, open } from '../../engine/conversation';
import { askAll, askMore, askTranscript } from '../../callbacks/question.callbacks';
import { ChangedTranscripts } from '../../readers';
import { askStep } from './ask.step';
import { confirmStep } from './confirm.step';
import { flow } from './question.draft';

const questionFlow = flow({
  name: 'question',
  version: 1,
  first: 'ask',
  begin: () => ({}),
  worthKeeping: () => false,
  title: inEveryLanguage(questionTexts, (t) => t.flowTitle),
  steps: { ask: askStep, confirm: confirmStep },
});

export const questionFeature = feature({
  flows: [questionFlow],
  actions: [
    onButton(askTranscript, async ({ transcriptId }, { person }, readers) =>
      (await readers.of(ChangedTranscripts).find(person.userId, transcriptId))
        ? open(questionFlow, { step: 'ask', draft: { transcriptId } })
        : answer(questionTexts[person.language].gone),
    ),
    onButton(askAll, () => open(questionFlow)),
    onButton(askMore, async ({ orderId }, { person: { userId, language } }, readers) => {
      const asked = await readers.of(QuestionReader).find(userId, orderId);
      if (!asked) return answer(questionTexts[language].gone);
      const { transcriptId } = asked;
      if (transcriptId === null) return open(questionFlow);
      return (await readers.of(ChangedTranscripts).find(userId, transcriptId))
        ? open(questionFlow, { step: 'ask', draft: { transcriptId } })
        : answer(questionTexts[language].gone);
    }),
  ],
});
