import '@/components/ui/ui.css';
import '@/components/ui/popup-parts.css';
import '@/components/popup/popup.css';
import '@/lib/words/load/popup';
import { render } from 'preact';
import { App } from '@/components/popup/app';

const root = document.getElementById('popup');
if (root) render(<App />, root);
// Sentences that home never shows: they follow the first paint.
void import('@/lib/words/load/sending');
