import { microDollars } from '../call-ledger';

/** US dollars for a million tokens. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number;
}

/** The prices of tokens in OpenAI's list of 2026-09-22, as three catalogues of resellers quote it; read 2026-11-23. */
const TOKENS: Readonly<Record<string, TokenPrice>> = {
  'gpt-6-luna': { input: 0.1, output: 0.5 },
  'gpt-6-sol': { input: 2, output: 10 },
};
/** A model that is not listed costs as much as the dearest listed one, so that no call counts as too cheap. */
const UNLISTED: TokenPrice = { input: 2, output: 10 };

/** The price of a minute of sound in US dollars (openai.md §0: gpt-transcribe; the older models cost $0.006 at most). */
const MINUTE: Readonly<Record<string, number>> = { 'gpt-transcribe': 0.0045, 'gpt-4o-mini-transcribe': 0.003 };
const UNLISTED_MINUTE = 0.006;

/** The price of a thousand characters read aloud by gpt-4o-mini-tts, in US dollars; an upper bound (audio.md §3). */
const THOUSAND_CHARACTERS = 0.018;

/** A token has some four characters of English and two of Russian; the dearer of the two counts. */
const CHARACTERS_A_TOKEN = 2;
/** The most tokens that a picture of 2048 × 2048 pixels takes at high detail (openai.md §5). */
const TOKENS_A_PICTURE = 1_500;

export const tokenPrice = (model: string): TokenPrice => TOKENS[model] ?? UNLISTED;

const priceOfTokens = (price: TokenPrice, input: number, output: number): number =>
  microDollars((input * price.input + output * price.output) / 1_000_000);

/**
 * The price of the reported tokens; null when the answer reports no use, because no field of it is trusted to have its
 * form.
 */
export const tokensBilled = (price: TokenPrice, input: unknown, output: unknown): number | null =>
  Number.isFinite(input) && Number.isFinite(output) ? priceOfTokens(price, input as number, output as number) : null;

/** The most that an answer may cost, before it is known: everything we send, and the longest answer. */
export const priceOfAnswer = (
  price: TokenPrice,
  asked: { readonly characters: number; readonly pictures: number; readonly maxOutputTokens: number },
): number =>
  priceOfTokens(
    price,
    asked.characters / CHARACTERS_A_TOKEN + asked.pictures * TOKENS_A_PICTURE,
    asked.maxOutputTokens,
  );

export const priceOfSpeech = (model: string, seconds: number): number =>
  microDollars(((MINUTE[model] ?? UNLISTED_MINUTE) * seconds) / 60);

export const priceOfReading = (characters: number): number => microDollars((THOUSAND_CHARACTERS * characters) / 1_000);
