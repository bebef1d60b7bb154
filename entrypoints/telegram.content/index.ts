import { defineContentScript } from 'wxt/utils/define-content-script';
import { webA } from '@/lib/page/web-a';
import { webK } from '@/lib/page/web-k';
import { startSidebar } from './start';

export default defineContentScript({
  matches: ['https://web.telegram.org/a/*', 'https://web.telegram.org/k/*'],
  runAt: 'document_idle',
  main() {
    startSidebar(location.pathname.startsWith('/k/') ? webK() : webA());
  },
});
