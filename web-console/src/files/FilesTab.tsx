import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { may } from '@/api/permissions';
import type { FileSort, Instance } from '@/api/types';
import { Skeleton } from '@/design/Notices';
import styles from './FilesTab.module.css';
import { FolderView } from './folder/FolderView';
import { isImage, nameOf, parentOf } from './paths';

const Editor = lazy(() => import('./Editor'));
const TrashView = lazy(() => import('./trash/TrashView').then((module) => ({ default: module.TrashView })));
const Viewer = lazy(() => import('./viewer/Viewer'));

export interface FilesTabProps {
  instance: Instance;
}

const ROUTE = '/instances/$id/files';

interface Place {
  path?: string;
  file?: string;
  view?: 'trash' | 'viewer' | '';
  sort?: FileSort;
  descending?: boolean;
}

/** The files of an instance: a folder, the trash, or an open file. Folder, order and open file are in the address. */
export default function FilesTab({ instance }: FilesTabProps) {
  const { path = '', file, view, sort, descending = false } = useSearch({ from: ROUTE });
  const navigate = useNavigate();
  const order: FileSort = sort === 'size' || sort === 'modified' ? sort : 'name';
  const mayWrite = may(instance, 'instance.files.write') && !instance.stale;

  const go = useCallback(
    (search: Place) =>
      void navigate({
        to: ROUTE,
        params: { id: instance.id },
        search: (before) => {
          const next = { ...before, ...search };
          return {
            path: next.path || undefined,
            file: next.file || undefined,
            view: next.view === 'trash' || next.view === 'viewer' ? next.view : undefined,
            sort: next.sort === 'name' ? undefined : next.sort,
            descending: next.descending === true ? true : undefined,
          };
        },
      }),
    [navigate, instance.id],
  );
  const onGo = useCallback((to: string) => go({ path: to, file: '', view: '' }), [go]);
  const onOpenFile = useCallback(
    (open: string) => go({ path: parentOf(open), file: open, view: isImage(nameOf(open)) ? 'viewer' : '' }),
    [go],
  );
  const onTrash = useCallback(() => go({ view: 'trash', file: '' }), [go]);

  return (
    <section className={styles.tab} aria-label={instance.name}>
      <div className={styles.space}>
        <Suspense fallback={<Skeleton rows={8} />}>
          {file !== undefined && view === 'viewer' ? (
            <Viewer
              key={`${instance.id} ${file}`}
              instance={instance}
              path={file}
              onGo={onGo}
              onEdit={() => go({ view: '' })}
            />
          ) : file !== undefined ? (
            <Editor
              key={`${instance.id} ${file}`}
              instance={instance}
              path={file}
              mayWrite={mayWrite}
              onGo={onGo}
              onView={() => go({ view: 'viewer' })}
            />
          ) : view === 'trash' ? (
            <TrashView instance={instance} mayWrite={mayWrite} onBack={() => go({ view: '' })} />
          ) : (
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
              onTrash={onTrash}
            />
          )}
        </Suspense>
      </div>
    </section>
  );
}
