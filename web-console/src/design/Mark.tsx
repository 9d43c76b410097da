/** The horseshoe: two branches that widen from the heels to the toe, with nail holes. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d="M5 21.2h4.1l-.6-2.3C7.7 16 7.3 13.3 7.3 11a4.7 4.7 0 0 1 9.4 0c0 2.3-.4 5-1.2 7.9l-.6 2.3H19l.3-1.1c.9-3.2 1.4-6.3 1.4-9.1A8.7 8.7 0 0 0 3.3 11c0 2.8.5 5.9 1.4 9.1Z"
        fill="var(--accent)"
      />
      <g fill="var(--surface-1)">
        <circle cx="5.4" cy="11.4" r=".75" />
        <circle cx="6" cy="15.2" r=".75" />
        <circle cx="7.6" cy="6.9" r=".75" />
        <circle cx="16.4" cy="6.9" r=".75" />
        <circle cx="18.6" cy="11.4" r=".75" />
        <circle cx="18" cy="15.2" r=".75" />
      </g>
    </svg>
  );
}
