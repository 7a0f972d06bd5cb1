/** The address in a message that is nothing but this address; undefined for any other message. */
export const linkIn = (text: string): string | undefined => {
  const [, link] = /^\s*(https?:\/\/\S{1,2000})\s*$/i.exec(text) ?? [];
  return link !== undefined && URL.canParse(link) ? link : undefined;
};

/** Whether a message names an address, alone or among words. */
export const hasLink = (text: string): boolean => /https?:\/\/\S/i.test(text);
