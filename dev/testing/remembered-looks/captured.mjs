// Takes the place of @aisha/platform/confined-child for the script whose answers are remembered.
export { bytesOf, retireNext } from '@aisha/platform/confined-child';

/** The methods that the script would serve, and the memory that its process may keep. */
export let captured;
export const serveConfined = (served, { mostRssMb } = {}) => {
  captured = { served, mostRssMb };
};
