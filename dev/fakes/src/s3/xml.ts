const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Elements by name; a list repeats its element, undefined leaves it out. */
export interface XmlElements {
  readonly [name: string]: XmlValue;
}
type XmlValue = string | number | boolean | undefined | XmlElements | readonly (string | XmlElements)[];

const escape = (text: string): string => text.replace(/[<>&"'\r]/g, (character) => `&#${character.charCodeAt(0)};`);

const element = (name: string, value: XmlValue): string => {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: string | XmlElements) => element(name, item)).join('');
  return `<${name}>${typeof value === 'object' ? elements(value as XmlElements) : escape(String(value))}</${name}>`;
};

const elements = (children: XmlElements): string =>
  Object.entries(children)
    .map(([name, value]) => element(name, value))
    .join('');

export const xmlDocument = (root: string, children: XmlElements): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${elements(children)}</${root}>`;

/** The XML of an error, which has no namespace in S3's answers. */
export const xmlError = (children: XmlElements): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${elements(children)}</Error>`;

const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const unescape = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return NAMED[name!] ?? whole;
  });

/** The unchanged bodies of every element with this name; enough for the documents that clients send. */
export const innerXml = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1]!);

export const innerText = (xml: string, name: string): string | undefined => {
  const [first] = innerXml(xml, name);
  return first === undefined ? undefined : unescape(first);
};
