const IDEA_NAMES = /idea|prompt|text|request|transcript|идея|запрос|текст/i;

/** The person's own sentence inside an app's wrapping: JSON, a tag, a labelled line, or nothing at all. */
export const ideaIn = (text: string): string => {
  const fromJson = ideaInJson(text);
  if (fromJson !== undefined) return fromJson;
  const [, tagged] = /<(?:idea|prompt|text|request|transcript|user_\w+)>([\s\S]+?)<\//i.exec(text) ?? [];
  if (tagged !== undefined) return tagged.trim();
  const [, labelled] =
    /^\s*(?:[\p{L} ]*\b)?(?:idea|prompt|request|идея|запрос)[^:\n]{0,30}:\s*(\S.*)$/imu.exec(text) ?? [];
  return (labelled ?? text).trim();
};

const ideaInJson = (text: string): string | undefined => {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    const named = entries.find(([name]) => IDEA_NAMES.test(name));
    const longest = entries.toSorted(([, a], [, b]) => b.length - a.length)[0];
    return (named ?? longest)?.[1].trim();
  } catch {
    return undefined;
  }
};
