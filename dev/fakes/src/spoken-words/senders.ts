/** How much the length of a recording may change when it is converted, in seconds. */
const CONVERTED_SECONDS = 0.6;
/** How many recordings are remembered. */
const MOST = 200;
/** The language when no person has sent a recording. */
const USUAL = 'ru';

interface Sent {
  readonly seconds: number;
  readonly language: string;
}
const sent: Sent[] = [];

/** Remembers the language of the person who sends a recording, because a fake that cannot hear has to invent in some language. */
export const rememberSender = (seconds: number, language: string): void => {
  sent.unshift({ seconds, language });
  sent.splice(MOST);
};

/**
 * The language of the person who sent the latest recording of this length, or else the latest recording of any length; Russian when nobody
 * has sent one.
 */
export const languageSentWith = (seconds: number): string =>
  (sent.find((one) => Math.abs(one.seconds - seconds) <= CONVERTED_SECONDS) ?? sent[0])?.language ?? USUAL;
