import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type UserId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { LanguageModel } from '@aisha/providers/openai';
import { cutTo, tidied, withAvatar, type AvatarWords } from './avatar-words';
import { promptAnswerForm, promptInstructions } from './prompt-answer';
import { sceneByRules, type Scene } from './prompt-rules';
import { separateUnwanted } from './unwanted';

export interface WrittenPrompt {
  /** What the picture model is given: English, positive, the avatar in front. */
  readonly text: string;
  /** What the person did not want; null when nothing. For operators: the model takes no negative prompt. */
  readonly negative: string | null;
  readonly writer: 'model' | 'rules';
}

/** Flux reads 512 tokens, about four characters each (T5 encoder); the rest would be cut in the middle of a word. */
const MAX_PROMPT_CHARACTERS = 1_800;

/** 25 s in all: a person is waiting, and the rules are at hand. */
const MODEL_PATIENCE_MS = 25_000;

/** Turns an idea in any language into a prompt. */
@Injectable()
export class PromptWriter {
  constructor(
    private readonly model: LanguageModel,
    private readonly log: Logger,
  ) {}

  /** Never fails because of the language model: then rules write. Throws `prompt-refused` alone. */
  async write(idea: { readonly prompt: string; readonly userId: UserId }, avatar: AvatarWords): Promise<WrittenPrompt> {
    const byModel = await this.sceneByModel(idea, avatar);
    const scene = byModel ?? sceneByRules(idea.prompt, avatar.trainingType);
    return {
      text: cutTo(MAX_PROMPT_CHARACTERS, withAvatar(avatar, scene.text)),
      negative: scene.unwanted.length > 0 ? tidied(scene.unwanted.join(', ')) : null,
      writer: byModel ? 'model' : 'rules',
    };
  }

  private async sceneByModel(
    { prompt, userId }: { readonly prompt: string; readonly userId: UserId },
    { trainingType }: AvatarWords,
  ): Promise<Scene | undefined> {
    try {
      const answer = await this.model.answer(promptAnswerForm, {
        instructions: promptInstructions(trainingType),
        input: JSON.stringify({ idea: prompt }),
        userId,
        signal: AbortSignal.timeout(MODEL_PATIENCE_MS),
      });
      if (answer.refused) throw new AppError('prompt-refused');
      // It was asked for positive words only; what slipped through is said positively by rule.
      const { text, instead } = separateUnwanted(answer.enhanced);
      return { language: answer.language, text: [text, ...instead].join(', '), unwanted: answer.unwanted };
    } catch (error) {
      const { code } = asAppError(error);
      if (code === 'prompt-refused') throw error;
      this.log.warn('prompt.model-unavailable', { code });
      return undefined;
    }
  }
}
