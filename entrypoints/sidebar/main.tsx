import '@/lib/words/load/sidebar';
import { render } from 'preact';
import { ask } from '@/components/background/ask';
import { pages } from '@/components/background/pages';
import { Sidebar } from '@/components/sidebar/app';
import { connectSidebar } from '@/components/sidebar/connect';
import { followTheme } from '@/components/sidebar/follow-theme';

const { signal } = new AbortController();
const inPanel = new URLSearchParams(location.search).has('panel');
const root = document.getElementById('app');

// The panel's window is known before anything is asked; in Telegram's page the frame draws at once.
const panelWindow = inPanel ? ((await chrome.windows.getCurrent()).id ?? null) : null;
const model = connectSidebar(ask, panelWindow, signal);
followTheme(model, document.documentElement, signal);
if (root) render(<Sidebar {...{ model, ask, pages, inPanel }} />, root);
