/** For each state, the states that may follow it. */
export type Moves<State extends string> = Readonly<Record<State, readonly State[]>>;

export const mayMove = <State extends string>(moves: Moves<State>, from: State, to: State): boolean =>
  moves[from].includes(to);

/**
 * The next state. Throws a RangeError for a move that the table does not have: such a move is a defect of ours, and no person can cause it.
 */
export function move<State extends string>(moves: Moves<State>, from: State, to: State): State {
  if (!mayMove(moves, from, to)) throw new RangeError(`no move from ${from} to ${to}`);
  return to;
}

/** The states from which `to` can be reached in one move. The WHERE of an UPDATE names them, so that the move happens once. */
export const statesBefore = <State extends string>(moves: Moves<State>, to: State): State[] =>
  (Object.keys(moves) as State[]).filter((from) => moves[from].includes(to));
