/** Removes from a draft the refusal of the last file, which says nothing about the next file. */
export const withoutRefusal = <Draft extends { readonly refusal?: unknown }>({ refusal: _, ...draft }: Draft) => draft;
