import { describe, expect, it } from 'vitest';
import { PageLink, type Sender } from './page-link';

const OWN = 'our-extension';

const from = (tab: number, more: Partial<Sender> = {}): Sender => ({
  id: OWN,
  url: 'https://web.telegram.org/a/',
  frameId: 0,
  documentId: `document of ${tab}`,
  tab: { id: tab, active: true, windowId: 1 },
  ...more,
});

const opened = (seq: number, peer: number) => ({
  tez: 'page.chat',
  seq,
  client: 'a',
  account: 7,
  chat: { kind: 'chat', peer },
  visible: true,
});

function linked(tab: number | null = 1, panelWindow: number | null = null) {
  const link = new PageLink(OWN, panelWindow);
  link.follow(tab);
  const peer = () => (link.state.chat?.chat.kind === 'chat' ? link.state.chat.chat.peer : null);
  return { link, peer };
}

describe('reports of the page', () => {
  it('are those of the followed tab, whichever came first', () => {
    const { link, peer } = linked(null);
    link.hear(opened(1, 100), from(1));
    link.hear(opened(1, 200), from(2));
    expect(peer()).toBeNull();
    link.follow(2);
    expect(peer()).toBe(200);
    link.follow(1);
    expect(peer()).toBe(100);
  });

  it('never go back within one load of the page', () => {
    const { link, peer } = linked();
    link.hear(opened(5, 100), from(1));
    link.hear(opened(4, 200), from(1));
    link.hear(opened(5, 300), from(1));
    expect(peer()).toBe(100);
    link.hear(opened(1, 400), from(1, { documentId: 'after a reload' }));
    expect(peer()).toBe(400);
  });

  it.each<[string, Partial<Sender>]>([
    ['another extension', { id: 'other' }],
    ['a frame inside the page', { frameId: 3 }],
    ['another site', { url: 'https://web.telegram.org.evil.example/' }],
    ['no tab', { tab: undefined }],
    ['no address', { url: undefined }],
  ])('are not taken from %s', (_name, sender) => {
    const { link } = linked();
    link.hear(opened(1, 100), from(1, sender));
    expect(link.state.chat).toBeNull();
  });

  it.each([
    null,
    'page.chat',
    { ...opened(1, 100), seq: '1' },
    { ...opened(1, 100), client: 'x' },
    { ...opened(1, 100), account: '7' },
    { ...opened(1, 100), chat: { kind: 'chat', peer: 1.5 } },
    { ...opened(1, 100), chat: { kind: 'chat', peer: 0 } },
    { ...opened(1, 100), chat: { kind: 'chat', peer: 5, topic: 'x' } },
    { ...opened(1, 100), chat: null },
    { ...opened(1, 100), visible: 1 },
    { tez: 'page.health', failing: [1] },
    { tez: 'page.theme', theme: 'dark' },
    { tez: 'page.dock', mode: 'full', collapsed: true, width: 1 },
    { tez: 'page.message', peer: 5, message: '7', seq: 1 },
    { tez: 'page.message', peer: 5, topic: 0.5, message: 7, seq: 1 },
  ])('with a wrong shape are ignored: %j', (message) => {
    const { link } = linked();
    link.hear(message, from(1));
    expect(link.state).toEqual({ chat: null, theme: null, failing: [], dock: null, picked: null });
  });

  it('carry no more than their fields', () => {
    const { link } = linked();
    link.hear({ ...opened(1, 100), chat: { kind: 'chat', peer: 100, topic: 4, title: 'x' }, extra: 1 }, from(1));
    expect(link.state.chat).toEqual({ ...opened(1, 100), chat: { kind: 'chat', peer: 100, topic: 4 } });
  });

  it('make a side panel follow the active tab of its own window only', () => {
    const { link, peer } = linked(null, 1);
    link.hear(opened(1, 100), from(1, { tab: { id: 1, active: false, windowId: 1 } }));
    link.hear(opened(1, 200), from(2, { tab: { id: 2, active: true, windowId: 9 } }));
    expect(peer()).toBeNull();
    link.hear(opened(2, 300), from(3, { tab: { id: 3, active: true, windowId: 1 } }));
    expect(peer()).toBe(300);
    link.forget(3);
    expect(peer()).toBeNull();
  });
});
