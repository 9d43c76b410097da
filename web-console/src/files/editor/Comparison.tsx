import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import styles from './Editor.module.css';
import { baseExtensions } from './textEditor';

export interface ComparisonProps {
  theirs: string;
  mine: string;
}

/** Both versions side by side, equal stretches folded. */
export default function Comparison({ theirs, mine }: ComparisonProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const extensions = [baseExtensions(), EditorState.readOnly.of(true), EditorView.lineWrapping];
    const view = new MergeView({
      parent: place.current,
      a: { doc: theirs, extensions },
      b: { doc: mine, extensions },
      collapseUnchanged: { margin: 3, minSize: 6 },
      highlightChanges: true,
      gutter: true,
    });
    return () => view.destroy();
  }, [theirs, mine]);
  return <div ref={place} className={styles.comparison} />;
}
