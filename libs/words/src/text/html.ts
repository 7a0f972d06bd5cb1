/** Text in Telegram's HTML. `html`, `joined` and the message files make it; each of them escapes what a person typed. */
export class Html {
  /** Takes the markup as it is: only `html`, `joined`, texts.ts and the sender, with the markup of a message, call this constructor. */
  constructor(readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

type HtmlPart = string | number | bigint | Html | false | null | undefined | readonly HtmlPart[];

/** Text as HTML shows it; only these four characters need an escape (core.telegram.org/bots/api#html-style). */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const markupOf = (part: HtmlPart): string => {
  if (part instanceof Html) return part.markup;
  if (part === false || part === null || part === undefined) return '';
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escaped(String(part));
};

/** html`<b>${name}</b>`: the literal is markup, everything put into it is escaped unless it is Html itself. Lists are joined. */
export const html = (literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html =>
  new Html(literals.reduce((markup, literal, i) => markup + markupOf(parts[i - 1]) + literal));

/** Paragraphs or lines put together; absent ones leave no gap. */
export const joined = (parts: readonly (Html | string | false | null | undefined)[], separator = '\n'): Html =>
  new Html(
    parts
      .filter((part) => part !== false && part !== null && part !== undefined)
      .map(markupOf)
      .join(separator),
  );

/** The text without its markup: for answers to buttons, and as the last resort for a message that Telegram cannot parse. */
export const plainText = (text: Html): string =>
  text.markup
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
