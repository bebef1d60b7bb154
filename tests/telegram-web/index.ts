export { type ServeOptions, serveTelegramWeb } from './serve';
export {
  type ChatRef,
  closeChat,
  composerOf,
  openChat,
  openForum,
  openRightColumn,
  openTelegramWeb,
  sendComposer,
  switchFast,
  toggleTheme,
  typeInComposer,
} from './story';
