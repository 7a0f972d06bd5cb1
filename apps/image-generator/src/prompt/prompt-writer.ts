import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type OrderId, type UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { Logger } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import { LanguageModel } from '@aisha/providers/ports';
import type { AvatarWords } from './scene/avatar-words';
import { promptAnswerForm, promptInstructions, type PromptAnswer } from './scene/prompt-answer';
import { develop, sceneOf, type PromptReading, type StageRecord } from './scene/scene';
import { DESCRIBED, STAGES, WORD_FOR_WORD } from './stages';

interface Idea {
  readonly prompt: string;
  readonly orderId: OrderId;
  readonly userId: UserId;
  /** Who writes the prompt; for 'person' the idea is the prompt, word for word. */
  readonly promptWriter: ImageGeneration['promptWriter'];
}

type Writer = 'model' | 'rules' | 'person';

/** The avatar that a prompt is about, and the picture model that reads it. */
export interface PromptFor {
  readonly avatar: AvatarWords;
  /** The kind of the order that pays for the writing; when absent, an order of pictures. */
  readonly kind?: OrderKind;
  readonly reading: PromptReading;
}

export interface WrittenPrompt {
  /** The prompt for the picture model, in English, with the avatar's words in front. */
  readonly text: string;
  /** Things that must not be seen, for a model that takes a negative prompt; null if there are no such things. */
  readonly negative: string | null;
  readonly writer: Writer;
  /** Whether a language model has read the idea and has not refused it. */
  readonly isJudged: boolean;
  /** How the prompt was made, stage by stage. */
  readonly stages: readonly StageRecord[];
}

/** How long the language model may take in all, in milliseconds. A person is waiting, and the rules can write the prompt instead. */
const MODEL_PATIENCE_MS = 25_000;

/** Turns an idea in any language into a prompt. */
@Injectable()
export class PromptWriter {
  protected readonly patienceMs: number = MODEL_PATIENCE_MS;

  constructor(
    private readonly model: LanguageModel,
    private readonly log: Logger,
  ) {}

  /**
   * Writes a prompt. Asks the language model once; if the model fails, rules fill in the same fields. A prompt that the person wrote is
   * only translated and judged. Throws only `prompt-refused` and `prompt-names-person`.
   */
  async write(idea: Idea, whom: PromptFor): Promise<WrittenPrompt> {
    return promptOf(idea, whom, await this.ask(idea, whom));
  }

  /**
   * Writes the prompt of a photo that was described: its English description is a prompt already, and is not translated
   * again.
   */
  ofPhoto(english: string, whom: PromptFor): WrittenPrompt {
    return written(develop(sceneOf({ idea: english, ...whom, answer: null }), DESCRIBED), 'model', true);
  }

  /**
   * Writes the prompt without the model, for an idea that was judged already. The rules add only fixed words, such as those for light and
   * camera.
   */
  writeByRules(idea: Idea, whom: PromptFor): WrittenPrompt {
    return { ...promptOf(idea, whom, null), isJudged: true };
  }

  private async ask(
    { prompt, userId, orderId }: Idea,
    { avatar, kind = 'generation' }: PromptFor,
  ): Promise<PromptAnswer | null> {
    try {
      const answer = await this.model.answer(promptAnswerForm, {
        instructions: promptInstructions(avatar.trainingType),
        input: JSON.stringify({ idea: prompt }),
        onBehalf: onBehalfOf({ userId, orderId }, kind, 'prompt'),
        signal: AbortSignal.timeout(this.patienceMs),
      });
      if (answer.refused) throw new AppError('prompt-refused');
      if (answer.namesPerson) throw new AppError('prompt-names-person');
      return answer;
    } catch (error) {
      const { code } = asAppError(error);
      if (code === 'prompt-refused' || code === 'prompt-names-person') throw error;
      this.log.warn('prompt.model-unavailable', { code });
      return null;
    }
  }
}

const promptOf = ({ prompt, promptWriter }: Idea, whom: PromptFor, answer: PromptAnswer | null): WrittenPrompt => {
  const isTheirs = promptWriter === 'person';
  const developed = develop(sceneOf({ idea: prompt, ...whom, answer }), isTheirs ? WORD_FOR_WORD : STAGES);
  return written(developed, isTheirs ? 'person' : answer ? 'model' : 'rules', answer !== null);
};

const written = ({ scene, records }: ReturnType<typeof develop>, writer: Writer, isJudged: boolean): WrittenPrompt => {
  const avoided = [...scene.unwanted, ...scene.flaws];
  return {
    text: scene.text,
    negative: avoided.length > 0 ? avoided.join(', ') : null,
    writer,
    isJudged,
    stages: records,
  };
};
