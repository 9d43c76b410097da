import styles from './Meter.module.css';

export interface MeterProps {
  label: string;
  /** 0 to 1. */
  share: number;
  /** In words, beside the bar. */
  text: string;
  quiet?: boolean;
}

const HIGH = 0.9;

/** A share of something as a bar with its number. */
export function Meter({ label, share, text, quiet = false }: MeterProps) {
  const filled = Math.min(1, Math.max(0, share));
  return (
    <div className={quiet ? `${styles.meter} ${styles.quiet}` : styles.meter}>
      {!quiet && <span className={styles.label}>{label}</span>}
      <span className={styles.text}>{text}</span>
      <span
        className={filled >= HIGH ? `${styles.bar} ${styles.high}` : styles.bar}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(filled * 100)}
        aria-valuetext={text}
      >
        <span style={{ inlineSize: `${filled * 100}%` }} />
      </span>
    </div>
  );
}
