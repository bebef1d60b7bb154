import '@/lib/words/load/workspace';
import { render } from 'preact';
import { ask } from '@/components/background/ask';
import { pages } from '@/components/background/pages';
import { Workspace } from '@/components/workspace/app';
import { connectWorkspace } from '@/components/workspace/connect';

const { signal } = new AbortController();
const model = connectWorkspace(ask, signal);
const root = document.getElementById('app');
if (root) render(<Workspace model={model} pages={pages} />, root);
