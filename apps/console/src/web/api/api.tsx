import { QueryClient, useQuery } from '@tanstack/react-query';
import { HttpError, type AuthProvider, type DataProvider, type GetListResult, type RaRecord } from 'ra-core';
import { named } from '../words/words';

/** The operator of this session, as the API says. */
interface Me {
  readonly telegramId: number;
  readonly role: 'owner' | 'support' | 'read-only';
  readonly acts: readonly string[];
  readonly csrf: string;
  /** Choices and limits for forms. */
  readonly orderKinds: readonly string[];
  readonly orderFilters: readonly string[];
  /** The languages of the product. */
  readonly languages: readonly string[];
  readonly answerAtMost: number;
}

let me: Me | undefined;

/** Asks the API of the desk. Throws HttpError with the code of the refusal as its message, and the whole refusal as its body. */
export async function asked<Answer>(path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`/api/${path}`, {
    credentials: 'same-origin',
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(me && { 'x-csrf-token': me.csrf }) },
      body: JSON.stringify(body),
    }),
  }).catch(() => {
    throw new HttpError('unreachable', 0);
  });
  if (answer.status === 204) return undefined as Answer;
  const said = (await answer.json().catch(() => ({}))) as { code?: string };
  if (!answer.ok) throw new HttpError(said.code ?? `status-${answer.status}`, answer.status, said);
  return said as Answer;
}

/** Whether the desk itself has not answered, or not known what to answer: nobody can tell whether it has done what was asked. */
export const isUnanswered = (error: unknown): boolean => {
  const { status } = error as Partial<HttpError>;
  return status !== undefined && (status === 0 || status >= 500);
};

/** How often a request is sent once more, after one second, then two, then four. */
const AGAIN_AT_MOST = 3;

/**
 * Whether a failed request is sent once more before its screen says why it failed: only when the desk itself has not answered, as while a
 * release starts. What it has refused it would refuse again, and an operator would wait seven seconds for that.
 */
const isSentAgain = (failures: number, error: Error): boolean => {
  const { status } = error as Partial<HttpError>;
  return failures < AGAIN_AT_MOST && status !== undefined && (status === 0 || status > 500);
};

export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: isSentAgain } } });

/** The operator of this session. The API is asked once. */
async function whoAmI(): Promise<Me> {
  me ??= await asked<Me>('me');
  return me;
}

/** The operator of this session; undefined until the API has answered. */
export const useMe = (): Me | undefined =>
  useQuery({ queryKey: ['me'], queryFn: whoAmI, ...(me && { initialData: me }), staleTime: Infinity }).data;

const signedOut = (): void => void (me = undefined);

export const authProvider: AuthProvider = {
  login: async ({ token }: { token: string }) => {
    signedOut();
    await asked('sign-in', { token });
    await whoAmI();
  },
  logout: async ({ everywhere } = {}) => {
    if (me) await asked(everywhere ? 'sign-out-everywhere' : 'sign-out', {}).catch(() => undefined);
    signedOut();
  },
  checkAuth: async () => void (await whoAmI()),
  checkError: async ({ status }: HttpError) => {
    if (status !== 401) return;
    signedOut();
    throw new Error('signed-out');
  },
  getIdentity: async () => {
    const { telegramId, role } = await whoAmI();
    return { id: telegramId, fullName: named('role', role) };
  },
  getPermissions: async () => (await whoAmI()).acts,
};

/** The keys at which the pages of a list begin: for each list and filter, the keys of all pages that the operator has opened so far. */
const keysOf = new Map<string, Map<number, string>>();

/**
 * Reads a page of a list. A page begins after the last row of the previous page, so an operator can reach it only from the previous page.
 */
const listOf = async (resource: string, page: number, perPage: number, filter: object): Promise<GetListResult> => {
  const words = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value === '' || value == null ? [] : [[name, String(value)]])),
  );
  const list = `${resource}?${words}&limit=${perPage}`;
  const keys = keysOf.get(list) ?? new Map<number, string>();
  keysOf.set(list, keys);
  const after = keys.get(page);
  words.set('limit', String(perPage));
  if (page > 1 && after !== undefined) words.set('after', after);
  const { rows, next } = await asked<{ rows: RaRecord[]; next: string | null }>(`${resource}?${words}`);
  if (next !== null) keys.set(page + 1, next);
  return { data: rows, pageInfo: { hasNextPage: next !== null, hasPreviousPage: page > 1 } };
};

const none = (): never => {
  throw new Error('The desk changes nothing but by acts.');
};

export const dataProvider = {
  getList: (resource: string, { pagination: { page = 1, perPage = 25 } = {}, filter = {} }) =>
    listOf(resource, page, perPage, filter as object),
  getOne: async (resource: string, { id }: { id: string }) => ({
    data: await asked<RaRecord>(`${resource}/${encodeURIComponent(id)}`),
  }),
  getMany: async (resource: string, { ids }: { ids: readonly string[] }) => ({
    data: await Promise.all(ids.map((id) => asked<RaRecord>(`${resource}/${encodeURIComponent(id)}`))),
  }),
  getManyReference: none,
  create: none,
  update: none,
  updateMany: none,
  delete: none,
  deleteMany: none,
} as unknown as DataProvider;
