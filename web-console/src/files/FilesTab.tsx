import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { may } from '@/api/permissions';
import type { FileSort, Instance } from '@/api/types';
import { Skeleton } from '@/design/Notices';
import styles from './FilesTab.module.css';
import { FolderView } from './folder/FolderView';
import { parentOf } from './paths';

const Editor = lazy(() => import('./Editor'));

export interface FilesTabProps {
  instance: Instance;
}

const ROUTE = '/instances/$id/files';

/** The files of an instance: a folder, or a file in the editor. Folder, order and open file are in the address. */
export default function FilesTab({ instance }: FilesTabProps) {
  const { path = '', file, sort, descending = false } = useSearch({ from: ROUTE });
  const navigate = useNavigate();
  const order: FileSort = sort === 'size' || sort === 'modified' ? sort : 'name';
  const mayWrite = may(instance, 'instance.files.write') && !instance.stale;

  const go = useCallback(
    (search: { path?: string; file?: string; sort?: FileSort; descending?: boolean }) =>
      void navigate({
        to: ROUTE,
        params: { id: instance.id },
        search: (before) => {
          const next = { ...before, ...search };
          return {
            path: next.path || undefined,
            file: next.file || undefined,
            sort: next.sort === 'name' ? undefined : next.sort,
            descending: next.descending === true ? true : undefined,
          };
        },
      }),
    [navigate, instance.id],
  );
  const onGo = useCallback((to: string) => go({ path: to, file: '' }), [go]);
  const onOpenFile = useCallback((open: string) => go({ path: parentOf(open), file: open }), [go]);

  return (
    <section className={styles.tab} aria-label={instance.name}>
      <div className={styles.space}>
        {file === undefined ? (
          <FolderView
            key={`${instance.id} ${path}`}
            instance={instance}
            path={path}
            sort={order}
            descending={descending}
            mayWrite={mayWrite}
            onGo={onGo}
            onSort={(column) =>
              go({ sort: column, descending: column === order ? !descending : column !== 'name' })
            }
            onOpenFile={onOpenFile}
          />
        ) : (
          <Suspense fallback={<Skeleton rows={8} />}>
            <Editor
              key={`${instance.id} ${file}`}
              instance={instance}
              path={file}
              mayWrite={mayWrite}
              onGo={onGo}
            />
          </Suspense>
        )}
      </div>
    </section>
  );
}
