import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Editor.module.css';
import { baseExtensions } from './textEditor';

export interface ComparisonProps {
  theirs: string;
  mine: string;
  labels?: { theirs: string; mine: string };
}

/** Both versions side by side, equal stretches folded. */
export default function Comparison({ theirs, mine, labels }: ComparisonProps) {
  const { t } = useTranslation('files');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const extensions = (label: string) => [
      baseExtensions(),
      EditorState.readOnly.of(true),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }),
    ];
    const view = new MergeView({
      parent: place.current,
      a: { doc: theirs, extensions: extensions(labels?.theirs ?? t('editor.conflict.theirs')) },
      b: { doc: mine, extensions: extensions(labels?.mine ?? t('editor.conflict.mine')) },
      collapseUnchanged: { margin: 3, minSize: 6 },
      highlightChanges: true,
      gutter: true,
    });
    return () => view.destroy();
  }, [theirs, mine, labels?.theirs, labels?.mine, t]);
  return <div ref={place} className={styles.comparison} />;
}
