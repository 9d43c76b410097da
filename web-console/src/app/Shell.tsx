import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { followSession } from '@/live/connection';
import { queryClient } from '@/live/queryClient';
import { ConfirmHost } from '@/session/ConfirmHost';
import { SignInAgain } from '@/session/SignInAgain';
import { useSessionState } from '@/session/session';
import { reloadWhenNodesAreNew } from './policyReload';
import { router } from './routes';

/** Everything behind sign-in. */
export default function Shell() {
  const state = useSessionState();
  useEffect(followSession, []);
  useEffect(() => reloadWhenNodesAreNew(), []);
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <ConfirmHost />
      {state.kind === 'expired' && <SignInAgain session={state.session} />}
    </QueryClientProvider>
  );
}
