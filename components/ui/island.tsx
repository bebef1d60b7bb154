import type { ComponentChildren } from 'preact';
import { cx } from './class-names';
import { Icon } from './icon';
import type { IconDrawing } from './icons';

export interface IslandProps {
  /** Names it as a region for assistive tools. */
  label?: string;
  /** 16 px inside; off for lists, whose rows reach the edges. */
  padded?: boolean;
  class?: string;
  children?: ComponentChildren;
}

/** A card on the canvas. With a label it is a region. */
export function Island({ label, padded, class: className, children }: IslandProps) {
  const classes = cx('tz-island', padded && 'is-padded', className);
  return label ? (
    <section class={classes} aria-label={label}>
      {children}
    </section>
  ) : (
    <div class={classes}>{children}</div>
  );
}

export interface IslandHeadProps {
  title: ComponentChildren;
  /** After the title, grey: a number or a sum. */
  count?: ComponentChildren;
  level?: 1 | 2 | 3;
  /** At the end: an icon button, a link. */
  children?: ComponentChildren;
}

export function IslandHead({ title, count, level = 2, children }: IslandHeadProps) {
  const Heading = `h${level}` as const;
  return (
    <header class="tz-island-head">
      <Heading class="tz-cut">{title}</Heading>
      {count !== undefined && <span class="tz-meta tz-num">{count}</span>}
      {children && <span class="tz-island-head-end">{children}</span>}
    </header>
  );
}

export interface ListRowProps {
  /** Before the words: an avatar, an icon, a check. */
  lead?: ComponentChildren;
  icon?: IconDrawing;
  title: ComponentChildren;
  meta?: ComponentChildren;
  /** After the words, not pressable: a pill, a chip, a key cap. */
  trail?: ComponentChildren;
  /** After it all, pressable by itself: icon buttons. */
  actions?: ComponentChildren;
  /** Makes the words a button. */
  onClick?: () => void;
  disabled?: boolean;
  /** Title may take two lines and then ellipsis; otherwise one. */
  twoLines?: boolean;
  /** Lead and trail stay at the first line of a taller row. */
  alignTop?: boolean;
  selected?: boolean;
  class?: string;
}

/** A row of an island, at least 44 px high where it can be pressed. */
export function ListRow(props: ListRowProps) {
  const { lead, icon, title, meta, trail, actions, onClick, disabled, twoLines, alignTop, selected } = props;
  const words = (
    <>
      {icon && <Icon of={icon} />}
      {onClick && lead}
      <span class="tz-list-words">
        <span class={twoLines ? 'tz-cut2' : 'tz-cut'}>{title}</span>
        {meta && <span class="tz-meta tz-cut">{meta}</span>}
      </span>
      {trail && <span class="tz-list-trail">{trail}</span>}
    </>
  );
  const classes = cx(
    'tz-list-row',
    alignTop && 'is-top',
    onClick && 'is-pressable',
    selected && 'is-selected',
    props.class,
  );
  return (
    <div class={classes}>
      {!onClick && lead && <span class="tz-list-lead">{lead}</span>}
      {onClick ? (
        <button type="button" class="tz-list-main" disabled={disabled} onClick={onClick}>
          {words}
        </button>
      ) : (
        <div class="tz-list-main">{words}</div>
      )}
      {actions && <span class="tz-list-actions">{actions}</span>}
    </div>
  );
}

/** A line between rows. */
export function Separator() {
  return <hr class="tz-sep" />;
}

export interface FactProps {
  icon: IconDrawing;
  name: string;
  children: ComponentChildren;
}

/** A named fact ("Close · 12 Dec"); put them into a `<dl class="tz-facts">`. */
export function Fact({ icon, name, children }: FactProps) {
  return (
    <div class="tz-fact">
      <Icon of={icon} />
      <dt class="tz-meta">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export interface StatProps {
  value: ComponentChildren;
  name: string;
  tone?: 'plain' | 'warn' | 'danger';
  onClick?: () => void;
}

/** A number that can be pressed to see what it counts. Put them into a `<div class="tz-stats">`. */
export function Stat({ value, name, tone = 'plain', onClick }: StatProps) {
  const inner = (
    <>
      <b class={cx('tz-num', `is-${tone}`)}>{value}</b> <span class="tz-meta">{name}</span>
    </>
  );
  return onClick ? (
    <button type="button" class="tz-stat tz-island" onClick={onClick}>
      {inner}
    </button>
  ) : (
    <div class="tz-stat tz-island">{inner}</div>
  );
}

export interface Action {
  key: string;
  icon: IconDrawing;
  label: string;
  onClick: () => void;
  disabled?: boolean;
  /** Why it is off, or a fuller name: the tooltip. */
  title?: string;
  /** Whether what it opens is open. */
  expanded?: boolean;
}

/** The acts of a contact, equally wide. */
export function ActionRow({ actions, label }: { actions: readonly Action[]; label?: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce form controls, these are plain acts
    <div class="tz-actions" role="group" aria-label={label}>
      {actions.map(({ key, icon, label: words, onClick, disabled, title, expanded }) => (
        <button type="button" key={key} {...{ onClick, disabled, title }} aria-expanded={expanded}>
          <Icon of={icon} />
          <span class="tz-cut">{words}</span>
        </button>
      ))}
    </div>
  );
}
