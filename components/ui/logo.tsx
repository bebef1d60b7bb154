/** Tez's mark: a slanted T with a trace of speed. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <span class="tz-logo" aria-hidden="true" style={{ '--size': `${size}px` }}>
      <svg
        viewBox="0 0 24 24"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        stroke-width="3.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        <path d="M6 6h13M14 6l-4 13" />
        <path d="M3 12h4" stroke-width="2.4" opacity=".75" />
      </svg>
    </span>
  );
}
