/** The address that a message consists of; undefined when it says anything else. */
export const linkIn = (text: string): string | undefined => {
  const [, link] = /^\s*(https?:\/\/\S{1,2000})\s*$/i.exec(text) ?? [];
  return link !== undefined && URL.canParse(link) ? link : undefined;
};
