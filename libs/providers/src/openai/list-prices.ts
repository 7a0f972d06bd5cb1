import { microDollars } from '../ports/call-ledger';
import {
  CHARACTERS_A_TOKEN,
  listPrice,
  type Model,
  type ModelCatalogue,
  type ModelWork,
  type PriceUnit,
} from '../catalogue';

/** US dollars for a million tokens. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number;
}

/** The most tokens that a picture of 2048 × 2048 pixels takes at high detail (openai.md §5). */
const TOKENS_A_PICTURE = 1_500;

/** What is sent with a question and what may come back, by which a request is priced before it is sent. */
interface AskedSize {
  readonly characters: number;
  readonly pictures: number;
  readonly maxOutputTokens: number;
}

const tokensRead = ({ characters, pictures }: AskedSize): number =>
  characters / CHARACTERS_A_TOKEN + pictures * TOKENS_A_PICTURE;
/**
 * A report of more read tokens than these is not believed: no tokenizer makes more than two of a character, and what is sent besides, the
 * schema of the answer, has a few thousand. Otherwise a server that counts wrongly would use up everybody's free work of a day.
 */
const mostTokensRead = (asked: AskedSize): number => 4 * tokensRead(asked) + 5_000;

/**
 * The price of a unit of a model's work. For a model that is not in the catalogue, the price of the dearest of OpenAI's models for this work
 * counts, so that no call counts as too cheap.
 */
function dollarsOf(catalogue: ModelCatalogue, id: string, does: ModelWork, unit: PriceUnit): number {
  const known = catalogue.find(id);
  const of = (model: Model): number => listPrice(model, { [unit]: 1 });
  if (known) return of(known);
  const others = catalogue.of('openai').filter((model) => model.does.includes(does));
  return Math.max(0, ...others.map(of));
}

export const tokenPrice = (catalogue: ModelCatalogue, model: string): TokenPrice => ({
  input: dollarsOf(catalogue, model, 'write', '1M input tokens'),
  output: dollarsOf(catalogue, model, 'write', '1M output tokens'),
});

/**
 * The price in millionths of a dollar, and never 0, which a server of one's own or an answer that reports no use would give. A request that
 * cost 0 counts as refused, so the same piece would be asked for without end (decision 97).
 */
const priced = (dollars: number): number => Math.max(1, microDollars(dollars));

const priceOfTokens = (price: TokenPrice, input: number, output: number): number =>
  priced((input * price.input + output * price.output) / 1_000_000);

/**
 * The price of the reported tokens; no more of them count than the request can have used. Null when the answer does not report its use as
 * numbers: no field of an answer is trusted.
 */
export const tokensBilled = (price: TokenPrice, asked: AskedSize, input: unknown, output: unknown): number | null =>
  Number.isFinite(input) && Number.isFinite(output)
    ? priceOfTokens(
        price,
        Math.min(input as number, mostTokensRead(asked)),
        Math.min(output as number, asked.maxOutputTokens),
      )
    : null;

/** The most that an answer may cost: reckoned before the request, from everything we send and the longest answer. */
export const priceOfAnswer = (price: TokenPrice, asked: AskedSize): number =>
  priceOfTokens(price, tokensRead(asked), asked.maxOutputTokens);

export const priceOfSpeech = (catalogue: ModelCatalogue, model: string, seconds: number): number =>
  priced((dollarsOf(catalogue, model, 'write-down', 'minute') * seconds) / 60);

export const priceOfReading = (catalogue: ModelCatalogue, model: string, characters: number): number =>
  priced((dollarsOf(catalogue, model, 'read-aloud', '1000 characters') * characters) / 1_000);
