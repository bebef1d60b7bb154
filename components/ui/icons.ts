/**
 * Tez's icons, under the name of what they mean here: SVG path data on a grid of 24, drawn as round-ended lines. Plain
 * strings, so that a surface carries only those it imports, and nothing to draw them but `Icon`.
 */
export type IconDrawing = string;

/** A piece that no longer fits: the page adapter. */
export const AdapterIcon: IconDrawing =
  'M10 5.5a2 2 0 0 1 4 0V7h3a1.5 1.5 0 0 1 1.5 1.5v3H17a2 2 0 0 0 0 4h1.5V18a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 18v-9.5A1.5 1.5 0 0 1 7 7h3Z';
export const AddPersonIcon: IconDrawing =
  'M6.25 8a3.75 3.75 0 1 0 7.5 0a3.75 3.75 0 1 0 -7.5 0M3 20c.5-4 3.3-6 7-6 1.5 0 2.9.3 4 1M18 13v6M15 16h6';
export const AlertIcon: IconDrawing = 'M3.75 12a8.25 8.25 0 1 0 16.5 0a8.25 8.25 0 1 0 -16.5 0M12 8v5M12 16h.01';
export const AnswerIcon: IconDrawing = 'M9.5 6.5 4 12l5.5 5.5V14c5 0 8 1.5 10.5 5 0-5-2.5-9.5-10.5-9.5Z';
export const BellIcon: IconDrawing = 'M6.5 10a5.5 5.5 0 0 1 11 0c0 5 2 6 2 6h-15s2-1 2-6M10 19.5a2.2 2.2 0 0 0 4 0';
export const BellOffIcon: IconDrawing =
  'M8 6.5A5.5 5.5 0 0 1 17.5 10c0 2 .3 3.3.7 4.2M6.5 10c0 5-2 6-2 6H16M10 19.5a2.2 2.2 0 0 0 4 0M4 4l16 16';
/** Three columns that end at different heights. */
export const BoardIcon: IconDrawing =
  'M5.5 4.5h1.5a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1 -1.5 1.5h-1.5a1.5 1.5 0 0 1 -1.5 -1.5v-12a1.5 1.5 0 0 1 1.5 -1.5zM11.5 4.5h1.5a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1 -1.5 1.5h-1.5a1.5 1.5 0 0 1 -1.5 -1.5v-7a1.5 1.5 0 0 1 1.5 -1.5zM17.5 4.5h1.5a1.5 1.5 0 0 1 1.5 1.5v3.5a1.5 1.5 0 0 1 -1.5 1.5h-1.5a1.5 1.5 0 0 1 -1.5 -1.5v-3.5a1.5 1.5 0 0 1 1.5 -1.5z';
export const BotIcon: IconDrawing =
  'M7.5 8.5h9a3 3 0 0 1 3 3v5a3 3 0 0 1 -3 3h-9a3 3 0 0 1 -3 -3v-5a3 3 0 0 1 3 -3zM12 8.5V5M9.5 4.5h5M9 13v1.5M15 13v1.5';
export const CalendarIcon: IconDrawing =
  'M7 5.5h10a3 3 0 0 1 3 3v8.5a3 3 0 0 1 -3 3h-10a3 3 0 0 1 -3 -3v-8.5a3 3 0 0 1 3 -3zM4 10.5h16M8.5 3.5v4M15.5 3.5v4';
export const ChannelIcon: IconDrawing = 'M4.5 10v4.5H8l9 4.5V5.5L8 10ZM8.5 14.5l1 5h2.5M20 10.5v3.5';
export const ChatIcon: IconDrawing =
  'M12 4.5c4.7 0 8.5 3.1 8.5 7s-3.8 7-8.5 7c-1 0-2-.1-2.9-.4L4.5 20l1.2-3.6c-1.4-1.3-2.2-3-2.2-4.9 0-3.9 3.8-7 8.5-7Z';
export const CheckIcon: IconDrawing = 'm5 12.5 4.5 4.5L19 7.5';
export const ChevronDownIcon: IconDrawing = 'm6 9.5 6 6 6-6';
export const ChevronLeftIcon: IconDrawing = 'm14.5 6-6 6 6 6';
export const ChevronRightIcon: IconDrawing = 'm9.5 6 6 6-6 6';
export const ClockIcon: IconDrawing = 'M3.75 12a8.25 8.25 0 1 0 16.5 0a8.25 8.25 0 1 0 -16.5 0M12 7.5V12l3 2';
export const CloseIcon: IconDrawing = 'm6 6 12 12M18 6 6 18';
export const CollapseIcon: IconDrawing =
  'M6.5 5h11a3 3 0 0 1 3 3v8a3 3 0 0 1 -3 3h-11a3 3 0 0 1 -3 -3v-8a3 3 0 0 1 3 -3zM15 5v14M8 9.5l2.5 2.5L8 14.5';
export const CompanyIcon: IconDrawing =
  'M5 20V6.5a2 2 0 0 1 2-2h5a2 2 0 0 1 2 2V20M14 10h3a2 2 0 0 1 2 2v8M3.5 20h17M8 8.5h3M8 12h3M8 15.5h3';
export const DealIcon: IconDrawing =
  'M6.5 7.5h11a3 3 0 0 1 3 3v6a3 3 0 0 1 -3 3h-11a3 3 0 0 1 -3 -3v-6a3 3 0 0 1 3 -3zM8.5 7.5V6a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v1.5M3.5 12.5h17';
export const DeleteIcon: IconDrawing =
  'M5 7h14M9.5 7V5a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1v2M7 7l.8 11.2a2 2 0 0 0 2 1.8h4.4a2 2 0 0 0 2-1.8L17 7';
export const DeviceIcon: IconDrawing =
  'M9.5 3.5h5a2.5 2.5 0 0 1 2.5 2.5v12a2.5 2.5 0 0 1 -2.5 2.5h-5a2.5 2.5 0 0 1 -2.5 -2.5v-12a2.5 2.5 0 0 1 2.5 -2.5zM11 17.5h2';
export const EditIcon: IconDrawing = 'm5 15-1 5 5-1L19.5 8.5a2 2 0 0 0 0-2.8l-1.2-1.2a2 2 0 0 0-2.8 0Z';
export const ExpandIcon: IconDrawing =
  'M6.5 5h11a3 3 0 0 1 3 3v8a3 3 0 0 1 -3 3h-11a3 3 0 0 1 -3 -3v-8a3 3 0 0 1 3 -3zM15 5v14M10.5 9.5 8 12l2.5 2.5';
export const ExternalIcon: IconDrawing =
  'M13.5 4.5h6v6M19.5 4.5l-8 8M10 6H7a2.5 2.5 0 0 0-2.5 2.5V17A2.5 2.5 0 0 0 7 19.5h8.5A2.5 2.5 0 0 0 18 17v-3';
export const EyeIcon: IconDrawing =
  'M2.8 12C5 8 8.2 6 12 6s7 2 9.2 6c-2.2 4-5.4 6-9.2 6s-7-2-9.2-6ZM9.25 12a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0 -5.5 0';
export const EyeOffIcon: IconDrawing =
  'M9 6.5c1-.3 2-.5 3-.5 3.8 0 7 2 9.2 6-.7 1.3-1.5 2.4-2.5 3.3M6.5 7.7C5 8.8 3.8 10.2 2.8 12c2.2 4 5.4 6 9.2 6 1.6 0 3-.3 4.3-1M10 10.1a2.75 2.75 0 0 0 3.9 3.9M4.5 4.5l15 15';
export const FileIcon: IconDrawing = 'M13.5 3.5h-6a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-10ZM13.5 3.5v5h5';
export const GlobeIcon: IconDrawing =
  'M3.75 12a8.25 8.25 0 1 0 16.5 0a8.25 8.25 0 1 0 -16.5 0M3.75 12h16.5M12 3.75c5 5 5 11.5 0 16.5-5-5-5-11.5 0-16.5Z';
export const InfoIcon: IconDrawing = 'M3.75 12a8.25 8.25 0 1 0 16.5 0a8.25 8.25 0 1 0 -16.5 0M12 11v5M12 8h.01';
export const KeyIcon: IconDrawing = 'M4 15.5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M11 12.5 19 4.5M16 7.5l3 3';
export const LockIcon: IconDrawing =
  'M7.5 10.5h9a2.5 2.5 0 0 1 2.5 2.5v4.5a2.5 2.5 0 0 1 -2.5 2.5h-9a2.5 2.5 0 0 1 -2.5 -2.5v-4.5a2.5 2.5 0 0 1 2.5 -2.5zM8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v1.5';
export const LogOutIcon: IconDrawing =
  'M10 4.5H7A2.5 2.5 0 0 0 4.5 7v10A2.5 2.5 0 0 0 7 19.5h3M14.5 8l4 4-4 4M18.5 12H9.5';
export const MentionIcon: IconDrawing =
  'M8.5 12a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M15.5 8.5V13c0 1.7 1 2.5 2.2 2.5 1.7 0 2.6-1.5 2.6-3.5A8.3 8.3 0 1 0 16.5 19';
export const MoreIcon: IconDrawing =
  'M11.4 5.5a.6 .6 0 1 0 1.2 0a.6 .6 0 1 0 -1.2 0M11.4 12a.6 .6 0 1 0 1.2 0a.6 .6 0 1 0 -1.2 0M11.4 18.5a.6 .6 0 1 0 1.2 0a.6 .6 0 1 0 -1.2 0';
export const MoveIcon: IconDrawing = 'M8 5v14M8 19l-3.5-3.5M8 19l3.5-3.5M16 19V5M16 5l-3.5 3.5M16 5l3.5 3.5';
export const NextStepIcon: IconDrawing = 'M5 12h14M13 6l6 6-6 6';
export const NoteIcon: IconDrawing =
  'M6.5 4.5h11a2 2 0 0 1 2 2V14l-5.5 5.5H6.5a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2ZM19.5 14H16a2 2 0 0 0-2 2v3.5M8 9h8M8 12.5h4';
export const OfflineIcon: IconDrawing =
  'M4 4l16 16M3 9.5a13 13 0 0 1 4.5-2.7M11 5.6a13 13 0 0 1 10 3.9M6 13a8.5 8.5 0 0 1 4.5-2.4M15 11.3a8.5 8.5 0 0 1 3 1.7M9.5 16.2a4 4 0 0 1 4.6-.2M12 19.5h.01';
export const PeopleIcon: IconDrawing =
  'M5.5 8.5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M2.5 19.5c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.2 2.5 3.5 5';
export const PersonIcon: IconDrawing =
  'M8.25 8a3.75 3.75 0 1 0 7.5 0a3.75 3.75 0 1 0 -7.5 0M4.75 20c.5-4 3.5-6 7.25-6s6.75 2 7.25 6';
export const PhoneIcon: IconDrawing =
  'M7.5 4.5 9.7 8.7 8 10.5c1 2.3 3.2 4.5 5.5 5.5l1.8-1.7 4.2 2.2c.2 2-1 3.5-3 3.5C10.5 20 4 13.5 4 7.5c0-2 1.5-3.2 3.5-3Z';
export const PinIcon: IconDrawing = 'M9 4.5h6l-.7 5.5 3.2 3.5H6.5L9.7 10ZM12 13.5v6';
export const PlusIcon: IconDrawing = 'M12 5v14M5 12h14';
export const QrIcon: IconDrawing =
  'M5.5 4h3a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 1 -1.5 1.5h-3a1.5 1.5 0 0 1 -1.5 -1.5v-3a1.5 1.5 0 0 1 1.5 -1.5zM15.5 4h3a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 1 -1.5 1.5h-3a1.5 1.5 0 0 1 -1.5 -1.5v-3a1.5 1.5 0 0 1 1.5 -1.5zM5.5 14h3a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 1 -1.5 1.5h-3a1.5 1.5 0 0 1 -1.5 -1.5v-3a1.5 1.5 0 0 1 1.5 -1.5zM14 14h2.5v2.5M20 14v.01M14 20h.01M17.5 20H20v-2.5';
/** Always means "a message proves this". */
export const QuoteIcon: IconDrawing = 'M9.5 7.5c-2.7.8-4.5 3-4.5 6v3h5v-5H7.3M19 7.5c-2.7.8-4.5 3-4.5 6v3h5v-5h-2.7';
export const RefreshIcon: IconDrawing =
  'M19.5 5v4.5H15M4.5 19v-4.5H9M18.8 9.5A7.5 7.5 0 0 0 5.5 8M5.2 14.5A7.5 7.5 0 0 0 18.5 16';
/** Saved Messages. */
export const SavedIcon: IconDrawing = 'M7 4.5h10a1 1 0 0 1 1 1v14l-6-4-6 4v-14a1 1 0 0 1 1-1Z';
export const SearchIcon: IconDrawing = 'M4 10.5a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0M15.5 15.5l5 5';
export const SendIcon: IconDrawing = 'M4.5 12 4 5l16.5 7L4 19l.5-7Zm0 0H12';
export const SettingsIcon: IconDrawing =
  'M4 7h8.75M17.25 7H20M4 17h2.75M11.25 17H20M12.75 7a2.25 2.25 0 1 0 4.5 0a2.25 2.25 0 1 0 -4.5 0M6.75 17a2.25 2.25 0 1 0 4.5 0a2.25 2.25 0 1 0 -4.5 0';
export const SnoozeIcon: IconDrawing = 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z';
export const TableIcon: IconDrawing =
  'M6 5h12a2.5 2.5 0 0 1 2.5 2.5v9a2.5 2.5 0 0 1 -2.5 2.5h-12a2.5 2.5 0 0 1 -2.5 -2.5v-9a2.5 2.5 0 0 1 2.5 -2.5zM3.5 10h17M3.5 14.5h17M10 10v9';
export const TagIcon: IconDrawing =
  'M4.5 6.5v5.2c0 .5.2 1 .6 1.4l6.3 6.3a2 2 0 0 0 2.8 0l5.2-5.2a2 2 0 0 0 0-2.8l-6.3-6.3a2 2 0 0 0-1.4-.6H6.5a2 2 0 0 0-2 2ZM8.5 8.5h.01';
export const TaskIcon: IconDrawing = 'M3.75 12a8.25 8.25 0 1 0 16.5 0a8.25 8.25 0 1 0 -16.5 0M8.5 12.3l2.4 2.4 4.6-5';
/** Braces around a gap to fill. */
export const TemplateIcon: IconDrawing =
  'M9 4.5H7.5a2 2 0 0 0-2 2v3L4 12l1.5 2.5v3a2 2 0 0 0 2 2H9M15 4.5h1.5a2 2 0 0 1 2 2v3L20 12l-1.5 2.5v3a2 2 0 0 1-2 2H15M10 12h4';
/** A forum topic. */
export const TopicIcon: IconDrawing = 'M9.5 4 7.5 20M16.5 4l-2 16M5 9h15M4 15h15';
export const UndoIcon: IconDrawing = 'M9 6 4.5 10.5 9 15M5 10.5h9a5 5 0 0 1 0 10h-2';
export const UnlinkIcon: IconDrawing =
  'M15.5 14.5 18.7 11A4 4 0 0 0 13 5.3l-1.5 1.5M8.5 9.5 5.3 13a4 4 0 0 0 5.7 5.7l1.5-1.5M5 5l14 14';
export const WaitingIcon: IconDrawing = 'M7 4h10M7 20h10M8 4c0 5 4 5 4 8s-4 3-4 8M16 4c0 5-4 5-4 8s4 3 4 8';
export const WarningIcon: IconDrawing =
  'M10.3 5 3.7 16.5A2 2 0 0 0 5.4 19.5h13.2a2 2 0 0 0 1.7-3L13.7 5a2 2 0 0 0-3.4 0ZM12 9.5v4M12 16.5h.01';
