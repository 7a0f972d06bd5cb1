import { DAY_MS } from '@aisha/domain';
import { finding, type Sign } from './finding.mts';

/** What renews a certificate does so a month before its end: within this time something keeps it from that. */
const WARNS_FOR_MS = 14 * DAY_MS;

export const certificateEnds: Sign = ({ certificate }) => {
  if (!certificate) return [];
  const { host, endsAt } = certificate;
  const leftMs = endsAt.getTime() - Date.now();
  if (leftMs > WARNS_FOR_MS) return [];
  const day = endsAt.toISOString().slice(0, 10);
  if (leftMs <= 0)
    return [
      finding(
        `The certificate of ${host} has ended on ${day}.`,
        'the bot says nothing, as Telegram does not reach it; programs get no answer; pictures come late, as FAL is only polled',
        'key-rotation',
      ),
    ];
  return [
    finding(
      `The certificate of ${host} ends on ${day}, and nothing has renewed it.`,
      'nobody notices anything yet; from that day on the bot says nothing',
      'key-rotation',
    ),
  ];
};
