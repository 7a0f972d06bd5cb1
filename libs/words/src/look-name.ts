import type { Language, Look } from '@aisha/domain';
import { lookTexts } from './generated';

const camelCase = (id: string): string => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The name of a look of the catalogue; its id where the look has no name. A spec finds such looks. */
export const lookName = ({ id }: Pick<Look, 'id'>, language: Language): string =>
  (lookTexts[language] as unknown as Readonly<Record<string, string>>)[camelCase(id)] ?? id;
