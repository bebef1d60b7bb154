import { createLucideIcon } from 'lucide-preact';

/**
 * The icons Tez uses, under the name of what they mean here. Only those a surface imports reach its bundle.
 * `QuoteIcon` always means "a message proves this".
 */
export type { LucideIcon as IconDrawing } from 'lucide-preact';
export {
  ArrowRight as NextStepIcon,
  ArrowUpDown as MoveIcon,
  AtSign as MentionIcon,
  Bell as BellIcon,
  BellOff as BellOffIcon,
  Bookmark as SavedIcon,
  Bot as BotIcon,
  Briefcase as DealIcon,
  Building as CompanyIcon,
  Calendar as CalendarIcon,
  ChartColumn as FiguresIcon,
  Check as CheckIcon,
  ChevronDown as ChevronDownIcon,
  ChevronLeft as ChevronLeftIcon,
  ChevronRight as ChevronRightIcon,
  CircleAlert as AlertIcon,
  CircleCheck as TaskIcon,
  Clock as ClockIcon,
  Copy as CopyIcon,
  EllipsisVertical as MoreIcon,
  ExternalLink as ExternalIcon,
  Eye as EyeIcon,
  EyeOff as EyeOffIcon,
  File as FileIcon,
  Globe as GlobeIcon,
  HardDrive as StorageIcon,
  Hash as TopicIcon,
  Hourglass as WaitingIcon,
  Info as InfoIcon,
  KeyRound as KeyIcon,
  Link as LinkIcon,
  Lock as LockIcon,
  LogOut as LogOutIcon,
  Megaphone as ChannelIcon,
  MessageCircle as ChatIcon,
  Moon as SnoozeIcon,
  PanelRightClose as CollapseIcon,
  PanelRightOpen as ExpandIcon,
  Pencil as EditIcon,
  Phone as PhoneIcon,
  Pin as PinIcon,
  Plus as PlusIcon,
  Puzzle as AdapterIcon,
  QrCode as QrIcon,
  RefreshCw as RefreshIcon,
  Reply as AnswerIcon,
  Search as SearchIcon,
  Send as SendIcon,
  ShieldCheck as PrivacyIcon,
  SlidersHorizontal as SettingsIcon,
  Smartphone as DeviceIcon,
  StickyNote as NoteIcon,
  Table2 as TableIcon,
  Tag as TagIcon,
  Trash as DeleteIcon,
  TriangleAlert as WarningIcon,
  Undo2 as UndoIcon,
  Unlink as UnlinkIcon,
  User as PersonIcon,
  UserPlus as AddPersonIcon,
  Users as PeopleIcon,
  WifiOff as OfflineIcon,
  X as CloseIcon,
} from 'lucide-preact';

/** Three columns that end at different heights: the board. */
export const BoardIcon = /*#__PURE__*/ createLucideIcon('tez-board', [
  ['rect', { x: '3.5', y: '4.5', width: '4.5', height: '15', rx: '1.5', key: 'a' }],
  ['rect', { x: '9.75', y: '4.5', width: '4.5', height: '10', rx: '1.5', key: 'b' }],
  ['rect', { x: '16', y: '4.5', width: '4.5', height: '6.5', rx: '1.5', key: 'c' }],
]);

/** Braces around a gap to fill: a template. */
export const TemplateIcon = /*#__PURE__*/ createLucideIcon('tez-template', [
  ['path', { d: 'M9 4.5H7.5a2 2 0 0 0-2 2v3L4 12l1.5 2.5v3a2 2 0 0 0 2 2H9', key: 'a' }],
  ['path', { d: 'M15 4.5h1.5a2 2 0 0 1 2 2v3L20 12l-1.5 2.5v3a2 2 0 0 1-2 2H15', key: 'b' }],
  ['path', { d: 'M10 12h4', key: 'c' }],
]);

/** Two opening marks: words from a chat that prove something. */
export const QuoteIcon = /*#__PURE__*/ createLucideIcon('tez-quote', [
  ['path', { d: 'M10 7c-3 1-5 3.5-5 6.5v3.5h5.5v-5.5H7.6', key: 'a' }],
  ['path', { d: 'M19.5 7c-3 1-5 3.5-5 6.5v3.5H20v-5.5h-2.9', key: 'b' }],
]);
