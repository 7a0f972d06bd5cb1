import { invalid } from './api-error';
import {
  capitalized,
  choose,
  compositionFor,
  enhanced,
  languageOf,
  lensFor,
  lightFor,
  sentencesIn,
  summaryOf,
  translated,
} from './writer';

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
}

/** @throws ApiError unless every object forbids further properties and requires all of its own, as `strict` demands. */
export const checkStrictSchema = (name: string, schema: JsonSchema): void => {
  const refuse = (path: readonly string[], reason: string): never => {
    const context = path.map((step) => `'${step}'`).join(', ');
    const message = `Invalid schema for response_format '${name}': In context=(${context}), ${reason}`;
    throw invalid(message, 'invalid_json_schema', 'text.format.schema');
  };
  if (schema.type !== 'object')
    refuse([], `schema must be a JSON Schema of 'type: "object"', got 'type: "${String(schema.type)}"'.`);
  const visit = (one: JsonSchema, path: readonly string[]): void => {
    if (one.properties) {
      if (one.additionalProperties !== false) {
        refuse(path, "'additionalProperties' is required to be supplied and to be false.");
      }
      const absent = Object.keys(one.properties).find((property) => !one.required?.includes(property));
      if (absent !== undefined) {
        refuse(
          path,
          `'required' is required to be supplied and to be an array including every key in properties. Missing '${absent}'.`,
        );
      }
    }
    for (const [property, inner] of Object.entries(one.properties ?? {}))
      visit(inner, [...path, 'properties', property]);
    if (one.items) visit(one.items, [...path, 'items']);
    one.anyOf?.forEach((inner, index) => visit(inner, [...path, 'anyOf', String(index)]));
    for (const [key, inner] of Object.entries(one.$defs ?? {})) visit(inner, [...path, '$defs', key]);
  };
  visit(schema, []);
};

const MAX_FILLED_ITEMS = 3;
const MAX_DEPTH = 12;

/** A valid and useful instance of the schema: the names of properties decide what is filled in, and the person's text gives the subject. */
export const fillSchema = (root: JsonSchema, text: string): unknown => {
  const fill = (schema: JsonSchema, name: string, about: string, depth: number): unknown => {
    const one = resolve(schema, root);
    if (depth > MAX_DEPTH) return null;
    if (one.const !== undefined) return one.const;
    if (one.enum) return bestOf(one.enum, name, about);
    if (one.anyOf) {
      const [first = {}] = one.anyOf.filter((inner) => inner.type !== 'null');
      return fill(first, name, about, depth);
    }
    switch (typeOf(one)) {
      case 'object':
        return Object.fromEntries(
          Object.entries(one.properties ?? {}).map(([key, inner]) => [key, fill(inner, key, about, depth + 1)]),
        );
      case 'array':
        return topics(one, name, about).map((topic) => fill(one.items ?? {}, name, topic, depth + 1));
      case 'boolean':
        return (
          /safe|allowed|ok$|success|valid|is_photo|has_face|appropriate/i.test(name) && !/unsafe|invalid/i.test(name)
        );
      case 'integer':
        return Math.round(numberWithin(one));
      case 'number':
        return numberWithin(one);
      case 'null':
        return null;
      default:
        return within(one, wordsFor(name, about, one));
    }
  };
  return fill(root, '', text, 0);
};

const resolve = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  if (schema.$ref === undefined) return schema;
  if (schema.$ref === '#') return root;
  const key = schema.$ref.split('/').at(-1) ?? '';
  return root.$defs?.[key] ?? root.definitions?.[key] ?? {};
};

const typeOf = ({ type, properties }: JsonSchema): string | undefined => {
  const types = typeof type === 'string' ? [type] : (type ?? []);
  return types.find((one) => one !== 'null') ?? types[0] ?? (properties && 'object');
};

/** The value that suits the text: its language, a word that occurs in it, or else the first value. */
const bestOf = (values: readonly unknown[], name: string, about: string): unknown => {
  if (/lang/i.test(name)) {
    const language = languageOf(about);
    const names: Record<string, RegExp> = { ru: /^(ru|rus)/i, en: /^(en|eng)/i, uk: /^(uk|ukr)/i, de: /^(de|ger)/i };
    const spoken = values.find((value) => value === language || names[language]?.test(String(value)));
    if (spoken !== undefined) return spoken;
  }
  const english = translated(about).toLowerCase();
  return (
    values.find((value) => typeof value === 'string' && value !== '' && english.includes(value.toLowerCase())) ??
    values[0]
  );
};

const numberWithin = ({ minimum, maximum }: JsonSchema): number => {
  if (minimum !== undefined && maximum !== undefined) return minimum + (maximum - minimum) * 0.9;
  return minimum ?? maximum ?? 1;
};

/** The subjects of a list's elements: sentences of a longer text, parts of an idea. */
const topics = (schema: JsonSchema, name: string, about: string): readonly string[] => {
  const min = schema.minItems ?? 0;
  const max = schema.maxItems ?? Math.max(min, MAX_FILLED_ITEMS);
  if (/negative|avoid|unwanted|issue|problem|violation/i.test(name)) return Array.from({ length: min }, () => about);
  const sentences = sentencesIn(about);
  const parts =
    sentences.length > 1
      ? sentences
      : about
          .split(/[,;]+/)
          .map((part) => part.trim())
          .filter((part) => part !== '');
  const count = Math.min(max, Math.max(min, Math.min(parts.length, MAX_FILLED_ITEMS)));
  return Array.from({ length: count }, (_, index) => parts[index % Math.max(1, parts.length)] ?? about);
};

const MOODS = ['calm and confident', 'dreamy', 'heroic', 'warm and joyful'];

const wordsFor = (name: string, about: string, { format }: JsonSchema): string => {
  if (format === 'date-time') return new Date(0).toISOString();
  if (format === 'date') return '1970-01-01';
  if (/lang/i.test(name)) return languageOf(about);
  if (/negative|avoid|unwanted/i.test(name)) return 'blurry, deformed hands, extra fingers, low quality, watermark';
  if (/^positive|translat|english|_en$|En$|original_idea/.test(name)) return translated(about);
  if (/prompt|enhanced|enriched|scene_description/i.test(name)) return enhanced(about);
  if (/light/i.test(name)) return lightFor(about);
  if (/lens|camera/i.test(name)) return lensFor(about);
  if (/composition|framing|pose|angle/i.test(name)) return compositionFor(about);
  if (/mood|atmosphere|emotion/i.test(name)) return choose(MOODS, about);
  if (/colou?r/i.test(name)) return 'true-to-life colours, subtle film grain';
  if (/eyes|face|expression/i.test(name)) return 'detailed expressive eyes, natural skin texture';
  if (/title|caption|headline|topic/i.test(name)) return titleOf(about);
  if (/summary|minutes|overview|text|task|decision|quote/i.test(name)) return summaryOf(about);
  if (/reason|explanation|comment/i.test(name)) return '';
  return translated(about);
};

const TITLE_WORDS = 6;
const titleOf = (text: string): string =>
  capitalized(
    text
      .split(/\s+/)
      .slice(0, TITLE_WORDS)
      .join(' ')
      .replace(/[,.;:!?]+$/, ''),
  );

const within = ({ maxLength = Infinity }: JsonSchema, text: string): string =>
  text.length <= maxLength ? text : text.slice(0, maxLength);
