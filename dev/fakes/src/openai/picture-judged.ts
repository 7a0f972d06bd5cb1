import { smearOf } from '../smear';
import type { JsonSchema } from './json-schema';

/** The score of a picture, out of 100, by the part of it under a smear. */
const SCORE = { whole: 3, half: 12, none: 91 };

/**
 * Verdicts for a form that asks for a list of verdicts, one for each picture: the smears of FAL's faults `broken` and `ruined` ruin the
 * parts under them, and all other drawn pictures are sound. Undefined for any other form.
 */
export const judged = async (
  schema: JsonSchema,
  images: readonly Buffer[],
  /**
   * With the fault `unsafe` a field about minors gets its worst answer; with `child` the field gets the answer for a minor in a harmless
   * picture. `picture` names the only picture whose answer changes.
   */
  { kind, picture }: { readonly kind?: string; readonly picture?: number } = {},
): Promise<object | undefined> => {
  const [[name, list] = []] = Object.entries(schema.properties ?? {});
  const fields = Object.entries(list?.items?.properties ?? {});
  if (name === undefined || images.length === 0 || !fields.some(([, { enum: values }]) => values)) return undefined;
  const verdicts = await Promise.all(
    images.map(async (image, index) => {
      const smear = await smearOf(image);
      const trouble = picture === undefined || picture === index ? kind : undefined;
      return Object.fromEntries(fields.map(([field, one]) => [field, verdictOn(field, one, { smear, trouble })]));
    }),
  );
  return { [name]: verdicts };
};

const verdictOn = (
  field: string,
  { enum: values }: JsonSchema,
  { smear, trouble }: { readonly smear: Awaited<ReturnType<typeof smearOf>>; readonly trouble: string | undefined },
): unknown => {
  if (!values) return SCORE[smear ?? 'none'];
  if (trouble === 'unsafe' && /minor/i.test(field)) return values.at(-1);
  if (trouble === 'child' && /minor/i.test(field)) return values[1];
  const isUnderSmear = smear !== null && /eye|artefact/i.test(field);
  return isUnderSmear ? (values.find((value) => value === 'broken') ?? values.at(-1)) : values[0];
};
