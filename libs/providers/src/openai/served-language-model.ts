import type OpenAI from 'openai';
import { LanguageModel, type AnswerForm, type Question } from '../ports';
import { ANSWER_TIMEOUT_MS, answerInForm, hashOf, type ToldAnswer } from '../structured-answers';
import { priceOfAnswer, tokenPrice, tokensBilled, type TokenPrice } from './list-prices';
import type { OpenAiCalls } from './openai-calls';

/** A question, as it is sent. */
export interface AskedOfServer {
  readonly model: string;
  readonly instructions: string;
  readonly input: string;
  readonly form: AnswerForm<unknown>;
  readonly maxTokens: number;
  /** The hash of the person's id. */
  readonly hash: string;
}

/** The options of a request to a server: its time-out, and the caller's signal. */
export type SendOptions = Parameters<Parameters<OpenAiCalls['call']>[1]>[1];

/** A language model at a server with a protocol of its own; each protocol is a subclass. */
export abstract class ServedLanguageModel<Wire> extends LanguageModel {
  constructor(
    private readonly calls: OpenAiCalls,
    private readonly model: string,
    private readonly price: TokenPrice = tokenPrice(calls.catalogue, model),
  ) {
    super();
  }

  override answer<Answer>(form: AnswerForm<Answer>, question: Question): Promise<Answer> {
    const { input, onBehalf, signal, timeoutMs = ANSWER_TIMEOUT_MS } = question;
    const { model, price } = this;
    const instructions = this.instructionsFor(form, question);
    const characters = instructions.length + input.length;
    return answerInForm(form, question.maxOutputTokens, async (maxTokens) => {
      const asked = { characters, pictures: 0, maxOutputTokens: maxTokens };
      const wire = await this.calls.paid(
        { operation: 'answer', timeoutMs, signal },
        {
          onBehalf,
          model,
          microDollars: priceOfAnswer(price, asked),
          used: (told: Wire) => tokensBilled(price, asked, ...this.tokensIn(told)),
        },
        (client, options) =>
          this.send({ model, instructions, input, form, maxTokens, hash: hashOf(onBehalf.userId) }, client, options),
      );
      return this.told(wire);
    });
  }

  protected instructionsFor(_form: AnswerForm<unknown>, { instructions }: Question): string {
    return instructions;
  }

  protected abstract send(asked: AskedOfServer, client: OpenAI, options: SendOptions): Promise<Wire>;

  /** The tokens that were read and written; their values are not trusted to be numbers. */
  protected abstract tokensIn(told: Wire | null | undefined): readonly [input: unknown, output: unknown];

  protected abstract told(wire: Wire | null | undefined): ToldAnswer;
}
