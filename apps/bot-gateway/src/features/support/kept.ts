import { RETENTION_MS, type Language, type Retention } from '@aisha/domain';
import { keptTexts } from '@aisha/words';
import { joined, type Html } from '../../engine/conversation';
import { KEPT_IN, type Kept } from './kept-tables';

/** What is kept of a person and how long, a paragraph each; docs/decisions/0033-what-is-kept-how-long.md decides it. */
export const keptText = (language: Language, retention: Retention = RETENTION_MS): Html =>
  joined(
    (Object.keys(KEPT_IN) as Kept[]).map((kept) => {
      const text = keptTexts[language][kept];
      return typeof text === 'function' ? text(retention) : text;
    }),
    '\n\n',
  );
