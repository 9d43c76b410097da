import { keepPreviousData, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { usersPage, type UserPage, type UserQuery } from '@/api/userCalls';
import type { User } from '@/api/types';

const NO_USERS: readonly User[] = [];

/** The accounts that match, page after page as they are scrolled to. */
export function useUserPages(asked: UserQuery) {
  const query = useInfiniteQuery({
    queryKey: ['users', asked],
    queryFn: ({ pageParam, signal }) => usersPage(asked, { cursor: pageParam, limit: pageParam === undefined ? 100 : 200, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  const users = useMemo(() => joined(data), [data]);
  const goesOn = hasNextPage && !isFetching && !isFetchNextPageError;
  return {
    query,
    users,
    /** Those on their way included. */
    count: hasNextPage ? Math.max(users.length + 1, data?.pages.at(-1)?.total ?? 0) : users.length,
    total: data?.pages.at(-1)?.total ?? 0,
    /** The list is looked at down to this place: what is missing there is fetched. */
    reach: useCallback(
      (index: number) => {
        if (goesOn && index >= users.length) void fetchNextPage();
      },
      [goesOn, users.length, fetchNextPage],
    ),
  };
}

/** Pages are read at different moments: who moved between them would otherwise appear twice. */
function joined(data: InfiniteData<UserPage> | undefined): readonly User[] {
  if (data === undefined) return NO_USERS;
  if (data.pages.length === 1) return data.pages[0]?.users ?? NO_USERS;
  const seen = new Map<string, User>();
  for (const page of data.pages) for (const user of page.users) if (!seen.has(user.id)) seen.set(user.id, user);
  return [...seen.values()];
}
