import type { AnswerForm } from '../ports/language-model';
import { answerTo } from './openai-answers';
import type { OpenAiCalls } from './openai-calls';
import { VisionModel, type Look } from '../ports/vision-model';

/** How long a model may look at a picture. That takes longer than reading a line of text, and a person is waiting. */
const LOOK_TIMEOUT_MS = 40_000;

/** Asks the configured vision model about pictures. They go in the request itself: no address of them exists. */
export class OpenAiVisionModel extends VisionModel {
  constructor(
    private readonly calls: OpenAiCalls,
    private readonly model: string,
  ) {
    super();
  }

  override look<Answer>(
    form: AnswerForm<Answer>,
    { instructions, jpegs, detail, onBehalf, signal }: Look,
  ): Promise<Answer> {
    const call = { operation: 'look', timeoutMs: LOOK_TIMEOUT_MS, signal } as const;
    const content = jpegs.map((jpeg) => ({
      type: 'input_image' as const,
      image_url: `data:image/jpeg;base64,${jpeg.toString('base64')}`,
      detail: detail ?? ('auto' as const),
    }));
    return answerTo(this.calls, call, form, { model: this.model, instructions, content, onBehalf });
  }
}
