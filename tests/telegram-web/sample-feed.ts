/** A small world behind the control API's web part, for tests of the stand-ins and adapters that need no MTProto. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Dialog, Message } from './page/feed';

export const SELF = 5_000_000_001;
export const ANNA = 5_000_000_010;
export const GROUP = -4_455_667;
/** Its bare id is that of another basic group: in Web K both are written -1234567890. */
export const SUPERGROUP = -1_001_234_567_890;
export const GROUP_TWIN = -1_234_567_890;
export const CHANNEL = -1_002_000_000_001;
export const FORUM = -1_002_000_000_002;
export const TOPIC = 51;

export interface SampleFeed {
  controlUrl: string;
  /** What the pages have asked for, in order: `read -4455667`, `send 5000000010 Hello`. */
  readonly log: string[];
  /** A message arrives. */
  receive(peer: number, text: string): void;
  close(): Promise<void>;
}

export async function startSampleFeed(chats = 120): Promise<SampleFeed> {
  const dialogs = sampleDialogs(chats);
  const histories = new Map<string, Message[]>();
  const log: string[] = [];
  const streams = new Set<ServerResponse>();
  let lastId = 1000;
  const key = (peer: number, topic: unknown) => `${peer}_${Number(topic) || ''}`;
  const history = (peer: number, topic: unknown) => {
    const known = histories.get(key(peer, topic)) ?? sampleHistory(peer);
    histories.set(key(peer, topic), known);
    return known;
  };

  function add(peer: number, topic: unknown, message: Omit<Message, 'id' | 'date' | 'read'>): void {
    lastId += 1;
    const full = { ...message, id: lastId, date: Date.now() / 1000, read: false };
    history(peer, topic).push(full);
    const dialog = dialogs.find((other) => other.peer === peer);
    if (dialog) {
      dialog.last = full;
      if (!full.out) dialog.unread += 1;
      dialogs.sort((one, other) => (other.last?.date ?? 0) - (one.last?.date ?? 0));
    }
    tell(peer, topic);
  }

  function tell(peer: number, topic: unknown): void {
    for (const stream of streams) stream.write(`data: ${JSON.stringify({ peer, topic: Number(topic) || null })}\n\n`);
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const path = url.pathname.split('/').at(-1);
    let text = '';
    for await (const part of request) text += part;
    const body = text ? JSON.parse(text) : {};
    const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (path === 'events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
      streams.add(response);
      request.on('close', () => streams.delete(response));
    } else if (path === 'dialogs') json(dialogs);
    else if (path === 'history') {
      const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY);
      const all = history(Number(url.searchParams.get('peer')), url.searchParams.get('topic'));
      json(all.filter(({ id }) => id < before).slice(-Number(url.searchParams.get('limit') ?? 50)));
    } else if (path === 'send') {
      log.push(`send ${body.peer} ${body.text}`);
      add(body.peer, body.topic, { out: true, from: '', text: body.text });
      json({});
    } else if (path === 'read') {
      log.push(`read ${body.peer}`);
      const dialog = dialogs.find(({ peer }) => peer === body.peer);
      if (dialog) dialog.unread = 0;
      tell(body.peer, null);
      json({});
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    controlUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    receive: (peer, message) => add(peer, null, { out: false, from: '', text: message }),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function sampleDialogs(count: number): Dialog[] {
  const named: Partial<Dialog>[] = [
    { peer: ANNA, title: 'Anna Weber', username: 'anna_weber', unread: 2 },
    { peer: GROUP, kind: 'group', title: 'Freight desk', status: '5 members' },
    { peer: SUPERGROUP, kind: 'supergroup', title: 'Orbital × Nordwind', status: '18 members' },
    { peer: GROUP_TWIN, kind: 'group', title: 'Old desk', status: '3 members' },
    { peer: CHANNEL, kind: 'channel', title: 'Customs news', status: '4,210 subscribers', canWrite: false },
    { peer: FORUM, kind: 'supergroup', title: 'Partners', status: '40 members', topics: sampleTopics() },
    { peer: SELF, title: 'Me' },
  ];
  for (let i = named.length; i < count; i += 1) named.push({ peer: ANNA + i, title: `Customer ${i}` });
  return named.map((dialog, index) => ({
    peer: 0,
    kind: 'user',
    title: '',
    username: null,
    status: 'last seen at 14:32',
    phone: null,
    unread: 0,
    pinned: false,
    canWrite: true,
    topics: null,
    last: message(900 - index, Date.now() / 1000 - index * 3600, 'Can you send the final quote today?'),
    ...dialog,
  }));
}

function sampleTopics(): Dialog['topics'] {
  return [1, TOPIC, 52].map((id) => ({ id, title: id === 1 ? 'General' : `Deals ${id}`, unread: 0, last: null }));
}

function sampleHistory(peer: number): Message[] {
  const words = [
    'Hi! We went through v2 yesterday',
    'The transit guarantee is what he liked most',
    `This is chat ${peer}`,
  ];
  return words.map((text, index) => message(10 + index, Date.now() / 1000 - 7200 + index * 60, text, index === 1));
}

function message(id: number, date: number, text: string, out = false): Message {
  return { id, date, out, from: '', text, read: true };
}
