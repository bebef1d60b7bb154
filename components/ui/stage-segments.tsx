import { useRef } from 'preact/hooks';

export interface StageSegment {
  id: string;
  name: string;
}

export interface StageSegmentsProps {
  /** The open stages in order; won and lost are in the select only. */
  stages: readonly StageSegment[];
  /** The stage the deal is in; none of them when it is won or lost. */
  current: string;
  /** Every open stage is filled (a won deal). */
  full?: boolean;
  onMove: (stage: string) => void;
  /** Accessible name ("Progress"); must differ from the select's "Stage". */
  label: string;
  /** Names the move under the pointer or focus ("Move to Meeting"); undefined when it leaves. */
  onPreview?: (stage: StageSegment | undefined) => void;
  disabled?: boolean;
}

/** Progress through the open stages: each bar moves the deal there, hover previews the fill. */
export function StageSegments({ stages, current, full, onMove, label, onPreview, disabled }: StageSegmentsProps) {
  const root = useRef<HTMLDivElement>(null);
  const index = stages.findIndex((stage) => stage.id === current);
  const filledTo = full ? stages.length - 1 : index;

  function focusAt(position: number): void {
    root.current?.querySelectorAll('button')[Math.max(0, Math.min(stages.length - 1, position))]?.focus();
  }

  return (
    <div class="tz-stages" role="radiogroup" aria-label={label} ref={root}>
      {stages.map((stage, position) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio moves with every arrow key; a deal moves on Enter only
        <button
          type="button"
          role="radio"
          key={stage.id}
          aria-checked={stage.id === current}
          aria-label={stage.name}
          title={stage.name}
          disabled={disabled}
          class={position <= filledTo ? 'is-filled' : undefined}
          tabIndex={position === Math.max(0, index) ? 0 : -1}
          onClick={() => stage.id !== current && onMove(stage.id)}
          onPointerEnter={() => onPreview?.(stage.id === current ? undefined : stage)}
          onPointerLeave={() => onPreview?.(undefined)}
          onFocus={() => onPreview?.(stage.id === current ? undefined : stage)}
          onBlur={() => onPreview?.(undefined)}
          onKeyDown={(event) => {
            const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
            if (step === undefined) return;
            event.preventDefault();
            focusAt(position + step);
          }}
        />
      ))}
    </div>
  );
}

/** The same progress as a small picture, in a list of deals. The stage's name is written beside it. */
export function StageMini({ total, filled }: { total: number; filled: number }) {
  return (
    <span class="tz-stage-mini" aria-hidden="true">
      {Array.from({ length: total }, (_, position) => (
        <i key={position} class={position < filled ? 'is-filled' : undefined} />
      ))}
    </span>
  );
}
