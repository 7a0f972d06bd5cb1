import { named, shownTime, translate } from '../web/words/words';

export interface Segment {
  readonly paid?: boolean;
  readonly idleDays?: number;
  readonly language?: string;
}

export interface Broadcast {
  readonly id: string;
  readonly state: string;
  readonly createdAt: string;
  readonly texts: Readonly<Record<string, { readonly text: string; readonly button?: string }>>;
  /** Where the button leads. */
  readonly url?: string;
  readonly segment: Segment;
  readonly beginsAt: string | null;
  readonly reached: number;
}

export const segmentText = ({ paid, idleDays, language }: Segment): string => {
  const said = [
    ...(paid ? [translate('segment-paid')] : []),
    ...(idleDays === undefined ? [] : [translate('segment-idle', { days: idleDays })]),
    ...(language === undefined ? [] : [translate('segment-language', { language: named('language', language) })]),
  ];
  return said.length === 0 ? translate('segment-all') : said.join(', ');
};

export const stateText = ({ state, beginsAt }: Broadcast): string =>
  state === 'scheduled' ? translate('broadcast-begins', { at: shownTime(beginsAt) }) : named('broadcast', state);
