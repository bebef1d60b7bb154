import { useRef } from 'preact/hooks';
import { cx } from './class-names';
import { Icon } from './icon';
import type { IconDrawing } from './icons';
import { Badge } from './tags';

export interface Tab {
  value: string;
  label: string;
  icon?: IconDrawing;
  count?: number;
}

export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (value: string) => void;
  /** `pills`: which part of a list. `switch`: how it is shown. */
  look?: 'pills' | 'switch';
}

/** One of a few views. Arrow keys move, Tab leaves. */
export function Tabs({ label, tabs, value, onChange, look = 'pills' }: TabsProps) {
  const root = useRef<HTMLDivElement>(null);

  function go(index: number): void {
    const next = tabs[(index + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.value);
    root.current?.querySelectorAll('button')[tabs.indexOf(next)]?.focus();
  }

  return (
    <div class={cx('tz-tabs', look === 'switch' && 'is-switch')} role="tablist" aria-label={label} ref={root}>
      {tabs.map((tab, index) => (
        <button
          type="button"
          role="tab"
          key={tab.value}
          aria-selected={tab.value === value}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChange(tab.value)}
          onKeyDown={(event) => {
            const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
            if (target === undefined) return;
            event.preventDefault();
            go(target);
          }}
        >
          {tab.icon && <Icon of={tab.icon} size={18} />}
          {tab.label}
          {tab.count !== undefined && <Badge count={tab.count} tone={tab.value === value ? 'accent' : 'quiet'} />}
        </button>
      ))}
    </div>
  );
}
