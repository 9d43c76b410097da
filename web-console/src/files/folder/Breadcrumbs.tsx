import { ChevronRight } from 'lucide-react';
import { Fragment, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { crumbsOf, shownName } from '../paths';
import styles from './FolderView.module.css';

export interface BreadcrumbsProps {
  path: string;
  onGo: (path: string) => void;
  /** Something is dragged over a folder of the way, or dropped on it. */
  onDrag?: (path: string, event: DragEvent) => void;
}

/** The way from the instance's folder to this one; every step is a button. */
export function Breadcrumbs({ path, onGo, onDrag }: BreadcrumbsProps) {
  const { t } = useTranslation('files');
  const crumbs = [{ name: t('root'), path: '' }, ...crumbsOf(path)];
  return (
    <nav className={styles.crumbs} aria-label={t('path')}>
      {crumbs.map((crumb, index) => (
        <Fragment key={crumb.path}>
          {index > 0 && <ChevronRight size={14} aria-hidden="true" className={styles.chevron} />}
          <button
            type="button"
            aria-current={crumb.path === path ? 'location' : undefined}
            onClick={() => onGo(crumb.path)}
            onDragOver={onDrag && ((event) => onDrag(crumb.path, event))}
            onDrop={onDrag && ((event) => onDrag(crumb.path, event))}
          >
            {shownName(crumb.name)}
          </button>
        </Fragment>
      ))}
    </nav>
  );
}
