import type { ErrorCode, Language } from '@aisha/domain';
import { failureTexts, said } from '@aisha/words';

/**
 * The text for a person whose order ended with an error. `isCharged` means that the finished part is charged although the order failed
 * (decision 105).
 */
export function failureText(language: Language, code: ErrorCode, isCharged = false): string {
  const t = failureTexts[language];
  const text = said(t, code);
  if (!isCharged) return text;
  const notCharged = [t.nothingCharged, t.onlyFinishedCharged].find((words) => text.includes(words));
  return notCharged ? text.replace(notCharged, t.chargedAllTheSame) : `${text} ${t.chargedAllTheSame}`;
}
