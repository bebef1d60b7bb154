/** The design system. A page imports `components/ui/ui.css` once, and parts from here. */
export { Avatar, type AvatarProps, initials, peerColor } from './avatar';
export { Button, type ButtonProps, IconButton, type IconButtonProps } from './button';
export { Checkbox, type CheckboxProps, Switch, type SwitchProps } from './choice';
export { cx } from './class-names';
export { CodeField, type CodeFieldProps } from './code-field';
export { Countdown, type CountdownProps, CountdownRing, type CountdownRingProps, useCountdown } from './countdown';
export { Dialog, type DialogProps } from './dialog';
export { Field, type FieldProps } from './field';
export type { HostTheme, Scheme } from './host-theme';
export { Icon, type IconProps } from './icon';
export * from './icons';
export { InlineEdit, type InlineEditProps } from './inline-edit';
export {
  type Action,
  ActionRow,
  Fact,
  type FactProps,
  Island,
  IslandHead,
  type IslandHeadProps,
  type IslandProps,
  ListRow,
  type ListRowProps,
  Separator,
  Stat,
  type StatProps,
} from './island';
export { Logo } from './logo';
export { Menu, type MenuItem, type MenuProps } from './menu';
export { Progress, StepsBar } from './progress';
export { QrCode, type QrCodeProps } from './qr-code';
export { Quote, type QuoteProps } from './quote';
export { NativeSelect, type NativeSelectProps, type SelectOption } from './select';
export { Loading, type LoadingProps, Skeleton, type SkeletonProps, useLate } from './skeleton';
export { StageMini, type StageSegment, StageSegments, type StageSegmentsProps } from './stage-segments';
export { Empty, type EmptyProps, ErrorState, type ErrorStateProps, Notice, type NoticeProps } from './states';
export { StatusLine, type StatusLineProps } from './status';
export { type Tab, Tabs, type TabsProps } from './tabs';
export {
  Badge,
  type BadgeProps,
  Chip,
  type ChipProps,
  Dot,
  type DotColor,
  dotColor,
  FilterChip,
  type FilterChipProps,
  Kbd,
  Pill,
  type PillProps,
  type PillState,
} from './tags';
export { TextArea, type TextAreaProps } from './text-area';
export { applyTheme, chooseTheme, systemScheme, type ThemeSetting } from './theme';
export { type Toast, type ToastOptions, type ToastStore, toasts } from './toast-store';
export { Toaster, type ToasterProps, useUndoKey } from './toaster';
export { useKeys } from './use-keys';
