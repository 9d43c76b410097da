import { useEffect, useState } from 'react';
import { allNodes } from '@/api/calls';
import { asProblem, type ProblemError } from '@/api/problem';
import type { Node } from '@/api/types';

const ASK_MILLIS = 2_000;

/** The wizard runs before the events socket: it asks again until a node is there. */
export function useNodesByAsking(): { nodes: readonly Node[]; problem: ProblemError | undefined; retry: () => void } {
  const [nodes, setNodes] = useState<readonly Node[]>([]);
  const [problem, setProblem] = useState<ProblemError>();
  const [round, setRound] = useState(0);
  const found = nodes.some((node) => node.linked);
  useEffect(() => {
    if (found) return undefined;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        setNodes(await allNodes(stop.signal));
        setProblem(undefined);
      } catch (error) {
        if (stop.signal.aborted) return;
        setProblem(asProblem(error));
      }
      timer = setTimeout(() => void ask(), ASK_MILLIS);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [found, round]);
  return { nodes, problem, retry: () => setRound((before) => before + 1) };
}
