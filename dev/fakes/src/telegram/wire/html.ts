import { badRequest } from './api-error';
import type { MessageEntity } from './wire';

/** Tags Telegram knows, and the entity each becomes. */
const ENTITY_OF_TAG: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
};
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const CHARACTER_REFERENCE = /^&(?:#(\d{1,8})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot));?/i;

interface OpenTag {
  name: string;
  attributes: Map<string, string>;
  offset: number;
}

/** Telegram's HTML mode: the text without tags and its entities, or 400 "can't parse entities: …" with its own reasons. */
export const parseHtml = (html: string): { text: string; entities: MessageEntity[] } => new HtmlReader(html).read();

class HtmlReader {
  private position = 0;
  private text = '';
  private readonly open: OpenTag[] = [];
  private readonly entities: MessageEntity[] = [];

  constructor(private readonly html: string) {}

  read(): { text: string; entities: MessageEntity[] } {
    while (this.position < this.html.length) {
      const character = this.html.charAt(this.position);
      if (character === '&') this.text += this.reference();
      else if (character !== '<') this.text += this.html.charAt(this.position++);
      else if (this.html.charAt(this.position + 1) === '/') this.endTag();
      else this.startTag();
    }
    const unclosed = this.open.at(-1);
    if (unclosed) throw refuse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
    this.entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
    return { text: this.text, entities: this.entities };
  }

  /** The character that `&…;` stands for; an unknown name and a lone `&` are literal text. */
  private reference(): string {
    const match = CHARACTER_REFERENCE.exec(this.html.slice(this.position, this.position + 12));
    const [whole, decimal, hexadecimal, name] = match ?? [];
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
    if (whole && name) {
      this.position += whole.length;
      return NAMED[name.toLowerCase()] ?? '';
    }
    if (whole && code > 0 && code <= 0x10ffff) {
      this.position += whole.length;
      return String.fromCodePoint(code);
    }
    this.position += 1;
    return '&';
  }

  private startTag(): void {
    const begin = this.position++;
    const name = this.takeWhile(/[^\s>]/).toLowerCase();
    if (this.position >= this.html.length) throw refuse(`Unclosed start tag at byte offset ${this.byte(begin)}`);
    if (!Object.hasOwn(ENTITY_OF_TAG, name)) {
      throw refuse(`Unsupported start tag "${name}" at byte offset ${this.byte(begin)}`);
    }
    const attributes = this.attributes(name, begin);
    if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
      throw refuse(`Tag "span" must have class "tg-spoiler" at byte offset ${this.byte(begin)}`);
    }
    this.open.push({ name, attributes, offset: this.text.length });
  }

  private attributes(tag: string, begin: number): Map<string, string> {
    const attributes = new Map<string, string>();
    for (;;) {
      this.takeWhile(/\s/);
      if (this.html.charAt(this.position) === '>') break;
      const name = this.takeWhile(/[^\s=>/"']/);
      if (!name && this.position < this.html.length) {
        throw refuse(`Empty attribute name in the tag "${tag}" at byte offset ${this.byte(begin)}`);
      }
      this.takeWhile(/\s/);
      if (this.position >= this.html.length) {
        throw refuse(`Unclosed start tag "${tag}" at byte offset ${this.byte(begin)}`);
      }
      attributes.set(name, this.html.charAt(this.position) === '=' ? this.attributeValue(begin) : '');
    }
    this.position += 1;
    return attributes;
  }

  private attributeValue(begin: number): string {
    this.position += 1;
    this.takeWhile(/\s/);
    const quote = this.html.charAt(this.position);
    let value = '';
    if (quote === '"' || quote === "'") {
      this.position += 1;
      while (this.position < this.html.length && this.html.charAt(this.position) !== quote) {
        value += this.html.charAt(this.position) === '&' ? this.reference() : this.html.charAt(this.position++);
      }
      this.position += 1;
    } else {
      const token = this.position;
      value = this.takeWhile(/[\w.-]/).toLowerCase();
      if (/[^\s>]/.test(this.html.charAt(this.position))) {
        throw refuse(`Unexpected end of name token at byte offset ${this.byte(token)}`);
      }
    }
    if (this.position >= this.html.length) throw refuse(`Unclosed start tag at byte offset ${this.byte(begin)}`);
    return value;
  }

  private endTag(): void {
    const begin = this.position;
    const tag = this.open.at(-1);
    if (!tag) throw refuse(`Unexpected end tag at byte offset ${this.byte(begin)}`);
    this.position += 2;
    const name = this.takeWhile(/[^\s>]/);
    this.takeWhile(/\s/);
    if (this.html.charAt(this.position) !== '>') throw refuse(`Unclosed end tag at byte offset ${this.byte(begin)}`);
    this.position += 1;
    if (name && name.toLowerCase() !== tag.name) {
      throw refuse(
        `Unmatched end tag at byte offset ${this.byte(begin)}, expected "</${tag.name}>", found "</${name}>"`,
      );
    }
    this.open.pop();
    if (this.text.length > tag.offset) this.close(tag);
  }

  private close({ name, attributes, offset }: OpenTag): void {
    const entity: MessageEntity = { type: ENTITY_OF_TAG[name] ?? name, offset, length: this.text.length - offset };
    const language = /^language-(.+)/.exec(attributes.get('class') ?? '')?.[1];
    if (name === 'blockquote' && attributes.has('expandable')) entity.type = 'expandable_blockquote';
    if (name === 'tg-emoji') entity.custom_emoji_id = attributes.get('emoji-id') ?? '';
    if (name === 'a') {
      const url = linkOf(attributes.get('href') || this.text.slice(offset));
      if (!url) return;
      entity.url = url;
    }
    const around = this.open.at(-1);
    if (name === 'code' && language && around?.name === 'pre') {
      around.attributes.set('language', language); // <pre><code class="language-x"> is one block of code
      return;
    }
    const ofBlock = attributes.get('language');
    if (name === 'pre' && ofBlock) entity.language = ofBlock;
    this.entities.push(entity);
  }

  private takeWhile(pattern: RegExp): string {
    const begin = this.position;
    while (this.position < this.html.length && pattern.test(this.html.charAt(this.position))) this.position += 1;
    return this.html.slice(begin, this.position);
  }

  private byte(position: number): number {
    return Buffer.byteLength(this.html.slice(0, position));
  }
}

/** The address of a link; undefined when Telegram cannot understand it: then it drops the link and keeps the text. */
const linkOf = (href: string): string | undefined => {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `http://${href}`;
  return URL.canParse(address) && /^(https?|tg|mailto|tel):/i.test(address) ? new URL(address).href : undefined;
};

const refuse = (reason: string) => badRequest(`can't parse entities: ${reason}`);
