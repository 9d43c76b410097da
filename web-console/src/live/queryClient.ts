import { QueryClient } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';

const WORTH_ANOTHER_TRY = ['OFFLINE', 'TIMEOUT', 'OVERLOADED', 'NOT_READY'];

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => count < 2 && WORTH_ANOTHER_TRY.includes(asProblem(error).code),
    },
    mutations: { networkMode: 'always' },
  },
});
