/** A draft without the refusal of its last file, because the next file is another one. */
export const withoutRefusal = <Draft extends { readonly refusal?: unknown }>({ refusal: _, ...draft }: Draft) => draft;
