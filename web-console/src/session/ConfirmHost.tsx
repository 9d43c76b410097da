import { lazy, Suspense, useEffect, useState } from 'react';
import { onProofWanted } from '@/api/http';

const ConfirmDialog = lazy(() => import('./ConfirmDialog'));

interface Wanted {
  methods: readonly string[];
  answer: (proved: boolean) => void;
}

/** Shows one question for all requests that wait for a proof; each of them then goes on by itself. */
export function ConfirmHost() {
  const [wanted, setWanted] = useState<readonly Wanted[]>([]);
  useEffect(() => {
    onProofWanted((methods) => new Promise((answer) => setWanted((before) => [...before, { methods, answer }])));
  }, []);
  const [first] = wanted;
  if (!first) return null;
  return (
    <Suspense fallback={null}>
      <ConfirmDialog
        methods={first.methods}
        onDone={(proved) => {
          setWanted([]);
          for (const each of wanted) each.answer(proved);
        }}
      />
    </Suspense>
  );
}
