import type { Instance } from '@/api/types';
import styles from './ConsoleTab.module.css';
import { ConsolePane } from './pane/ConsolePane';
import { useConsole } from './pane/useSession';

export interface ConsoleTabProps {
  instance: Instance;
}

/** The console of an instance: log or terminal, and the line to type in. */
export default function ConsoleTab({ instance }: ConsoleTabProps) {
  const open = useConsole(instance);
  return (
    <section className={styles.tab} aria-label={instance.name}>
      <div className={styles.space}>
        {open && <ConsolePane key={instance.id} instance={instance} session={open.session} feed={open.feed} />}
      </div>
    </section>
  );
}
