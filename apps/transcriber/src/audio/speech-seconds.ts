import type { Stretch } from './audio-tool';

/** How much of these stretches is neither pause nor silence. Neither list overlaps itself. */
export const speechSeconds = (stretches: readonly Stretch[], silences: readonly Stretch[]): number =>
  stretches.reduce((sum, stretch) => sum + stretch.endsAt - stretch.startsAt - silenceIn(stretch, silences), 0);

const silenceIn = ({ startsAt, endsAt }: Stretch, silences: readonly Stretch[]): number =>
  silences.reduce(
    (sum, silence) => sum + Math.max(0, Math.min(endsAt, silence.endsAt) - Math.max(startsAt, silence.startsAt)),
    0,
  );
