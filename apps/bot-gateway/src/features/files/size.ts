import type { Language } from '@aisha/domain';
import { filesTexts } from '@aisha/words';

/** «1 КБ», «12 МБ», «1,5 ГБ»: never nothing. */
export const sizeText = (bytes: number, language: Language): string => filesTexts[language].size({ bytes });
