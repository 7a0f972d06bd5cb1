import { Simulation, Station } from './simulation.mts';

interface PicturesOptions {
  /** The moments of the taps; all times are in the same unit. */
  readonly arrivals: readonly number[];
  readonly slots: number;
  /** How long one picture takes up a slot, including the time for which the slot is empty afterwards. */
  readonly takes: number;
  /** The time of an order that waits for no other: `before` from the tap to its submission, `after` from FAL's end to the chat. */
  readonly before: number;
  readonly after: number;
}

/** How long each order takes from its tap to its picture, where nothing but the slots is scarce. */
export const orderTimes = ({ arrivals, slots, takes, before, after }: PicturesOptions): number[] => {
  const simulation = new Simulation();
  const station = new Station(simulation, slots);
  const times: number[] = arrivals.map(() => 0);
  for (const [place, at] of arrivals.entries())
    simulation.after(at + before, () => station.serve(takes, () => (times[place] = simulation.now - at + after)));
  simulation.run();
  return times;
};
