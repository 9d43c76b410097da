import type { ReactNode } from 'react';
import styles from './Page.module.css';

export interface PageHeadProps {
  title: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
}

/** Title, a line of facts, and the page's actions on the right. */
export function PageHead({ title, meta, actions }: PageHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <h1>{title}</h1>
        {meta !== undefined && meta !== false && <div className={styles.meta}>{meta}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

/** The room below the head. Narrow is for forms and reading. */
export function PageBody({ children, narrow }: { children: ReactNode; narrow?: boolean }) {
  return <div className={narrow ? `${styles.body} ${styles.narrow}` : styles.body}>{children}</div>;
}

export interface SectionProps {
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  danger?: boolean;
}

/** One bordered part of a page; never one inside another. */
export function Section({ title, actions, children, danger }: SectionProps) {
  return (
    <section className={danger ? `${styles.section} ${styles.danger}` : styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Facts as pairs of name and value. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A small dot between facts of a line. */
export function Dot() {
  return <span className={styles.dot} aria-hidden="true" />;
}
