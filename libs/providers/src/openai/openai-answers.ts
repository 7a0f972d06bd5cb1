import { AppError } from '@aisha/domain';
import type { Response, ResponseInputContent } from 'openai/resources/responses/responses';
import type { OnBehalf } from '../ports/call-ledger';
import type { AnswerForm } from '../ports/language-model';
import { answerInForm, hashOf, type ToldAnswer } from '../structured-answers';
import { priceOfAnswer, tokenPrice, tokensBilled, type TokenPrice } from './list-prices';
import type { Call, OpenAiCalls } from './openai-calls';
import { failedAfterStart } from './openai-errors';

interface Request {
  readonly model: string;
  readonly instructions: string;
  /** The person's own words or files: data, never instructions. */
  readonly content: ResponseInputContent[];
  /** The person who asks; we send only a hash of their id. */
  readonly onBehalf: OnBehalf;
  readonly maxOutputTokens?: number | undefined;
  /** The price of tokens; absent: the list price. */
  readonly price?: TokenPrice | undefined;
}

/** A structured answer by the Responses API (openai.md §5). Throws what the ports of language and vision models document. */
export const answerTo = <Answer>(
  calls: OpenAiCalls,
  call: Call,
  form: AnswerForm<Answer>,
  request: Request,
): Promise<Answer> =>
  answerInForm(form, request.maxOutputTokens, async (maxOutputTokens) =>
    told(await ask(calls, call, form, request, maxOutputTokens)),
  );

const ask = (
  calls: OpenAiCalls,
  call: Call,
  form: AnswerForm<unknown>,
  { model, instructions, content, onBehalf, price = tokenPrice(calls.catalogue, model) }: Request,
  maxOutputTokens: number,
): Promise<Response> => {
  const asked = { ...sizeOf(instructions, content), maxOutputTokens };
  return calls.paid(
    call,
    {
      onBehalf,
      model,
      microDollars: priceOfAnswer(price, asked),
      used: (response) => tokensBilled(price, asked, response?.usage?.input_tokens, response?.usage?.output_tokens),
    },
    (client, options) =>
      client.responses.create(
        {
          model,
          instructions,
          input: [{ role: 'user', content }],
          text: { format: { type: 'json_schema', name: form.name, schema: { ...form.schema }, strict: true } },
          max_output_tokens: maxOutputTokens,
          store: false,
          safety_identifier: hashOf(onBehalf.userId),
        },
        options,
      ),
  );
};

/** The size of a request, by which it is priced before it is sent. */
const sizeOf = (instructions: string, content: readonly ResponseInputContent[]) => ({
  characters: content.reduce(
    (sum, part) => sum + (part.type === 'input_text' ? part.text.length : 0),
    instructions.length,
  ),
  pictures: content.filter(({ type }) => type === 'input_image').length,
});

const told = (response: Response): ToldAnswer => ({
  isCutShort: response.status === 'incomplete' && response.incomplete_details?.reason === 'max_output_tokens',
  text: () => textIn(response),
});

/** Checks the status first: a failed, filtered or refused answer also has HTTP 200. */
function textIn(response: Response): string {
  if (response.status === 'failed') throw failedAfterStart(response.error?.code);
  if (response.status === 'incomplete') {
    throw new AppError(
      response.incomplete_details?.reason === 'content_filter' ? 'prompt-refused' : 'provider-answer-unreadable',
    );
  }
  if (response.status !== 'completed' || !Array.isArray(response.output))
    throw new AppError('provider-answer-unreadable');
  const parts = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  if (parts.some((part) => part.type === 'refusal')) throw new AppError('prompt-refused');
  return parts.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
}
