/**
 * Erlang's C: the share of customers that have to wait when work for `offered` servers comes to `servers` servers; 1 when the servers cannot
 * keep up.
 */
export const shareThatWaits = (servers: number, offered: number): number => {
  if (offered >= servers) return 1;
  let blocked = 1; // Erlang's B by its recursion, in which no factorial can overflow
  for (let count = 1; count <= servers; count += 1) blocked = (offered * blocked) / (count + offered * blocked);
  return blocked / (1 - (offered / servers) * (1 - blocked));
};

/** The wait that nine of ten customers do not exceed, in the unit of `service`, the mean time of serving one customer. */
export const ninthDecileOfWaits = (servers: number, offered: number, service: number): number => {
  const waits = shareThatWaits(servers, offered);
  if (waits >= 1) return Infinity;
  return waits <= 0.1 ? 0 : (service / (servers - offered)) * Math.log(waits / 0.1);
};

/**
 * The fewest servers with which nine of ten customers wait no longer than `goal`, and no server works for more than the share `most` of the
 * time.
 */
export const serversFor = (
  offered: number,
  service: number,
  { goal, most }: { goal: number; most: number },
): number => {
  let servers = Math.max(1, Math.ceil(offered / most));
  while (ninthDecileOfWaits(servers, offered, service) > goal) servers += 1;
  return servers;
};
