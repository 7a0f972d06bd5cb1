import type { Language, Look } from '@aisha/domain';
import { lookTexts } from './generated';
import { keyOf } from './text/texts';

/** The name of a look of the catalogue; its id where the look has no name. A spec finds such looks. */
export const lookName = ({ id }: Pick<Look, 'id'>, language: Language): string =>
  (lookTexts[language] as unknown as Readonly<Record<string, string>>)[keyOf(id)] ?? id;
