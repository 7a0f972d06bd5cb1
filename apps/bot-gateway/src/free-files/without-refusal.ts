/** Removes the refusal of the last file from a draft, because the next file is another one. */
export const withoutRefusal = <Draft extends { readonly refusal?: unknown }>({ refusal: _, ...draft }: Draft) => draft;
