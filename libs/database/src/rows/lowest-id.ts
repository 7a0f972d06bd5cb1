/** The lowest id that can be made at a time: ids are uuid v7 and begin with the milliseconds (RFC 9562 §5.7), so a row's own index finds what is old. */
export const lowestIdAt = (ms: number): string => {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
