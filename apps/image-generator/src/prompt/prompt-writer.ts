import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type UserId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { LanguageModel } from '@aisha/providers/openai';
import { cutTo, tidied, withAvatar, type AvatarWords } from './avatar-words';
import { promptAnswerForm, promptInstructions } from './prompt-answer';
import { sceneByRules, type Scene } from './prompt-rules';
import { separateUnwanted } from './unwanted';

interface Idea {
  readonly prompt: string;
  readonly userId: UserId;
}

export interface WrittenPrompt {
  /** The picture model's prompt: English, positive, the avatar's words in front. */
  readonly text: string;
  /** The things the person does not want; null if none. For operators: the model takes no negative prompt. */
  readonly negative: string | null;
  readonly writer: 'model' | 'rules';
}

/** Flux reads 512 tokens, about four characters each (T5 encoder), and would cut a longer prompt in the middle of a word. */
const MAX_PROMPT_CHARACTERS = 1_800;

/** 25 s in all: a person is waiting, and the rules can answer instead. */
const MODEL_PATIENCE_MS = 25_000;

/** Turns an idea in any language into a prompt. */
@Injectable()
export class PromptWriter {
  constructor(
    private readonly model: LanguageModel,
    private readonly log: Logger,
  ) {}

  /** If the language model fails, rules write the prompt. Throws only `prompt-refused`. */
  async write(idea: Idea, avatar: AvatarWords): Promise<WrittenPrompt> {
    const scene = await this.sceneByModel(idea, avatar);
    return scene ? promptOf(scene, avatar, 'model') : this.writeByRules(idea, avatar);
  }

  /** Adds nothing to the idea but light and camera. */
  writeByRules({ prompt }: Pick<Idea, 'prompt'>, avatar: AvatarWords): WrittenPrompt {
    return promptOf(sceneByRules(prompt, avatar.trainingType), avatar, 'rules');
  }

  private async sceneByModel({ prompt, userId }: Idea, { trainingType }: AvatarWords): Promise<Scene | undefined> {
    try {
      const answer = await this.model.answer(promptAnswerForm, {
        instructions: promptInstructions(trainingType),
        input: JSON.stringify({ idea: prompt }),
        userId,
        signal: AbortSignal.timeout(MODEL_PATIENCE_MS),
      });
      if (answer.refused) throw new AppError('prompt-refused');
      // We ask the model for positive words only; the rules rephrase what slips through.
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

const promptOf = ({ text, unwanted }: Scene, avatar: AvatarWords, writer: WrittenPrompt['writer']): WrittenPrompt => ({
  text: cutTo(MAX_PROMPT_CHARACTERS, withAvatar(avatar, text)),
  negative: unwanted.length > 0 ? tidied(unwanted.join(', ')) : null,
  writer,
});
