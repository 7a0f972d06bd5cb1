/** Kills a process that leads its own group, and everything it has started. A group that has ended is no error. */
export const killGroup = (leader: number): void => {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // the whole group has ended
  }
};
