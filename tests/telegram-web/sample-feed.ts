/** A small world behind the control API's web part, for tests of the stand-ins and adapters that need no MTProto. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebMessage } from '../telegram/web-feed';
import type { WebDialog } from './control';

export const SELF = 5_000_000_001;
export const ANNA = 5_000_000_010;
export const GROUP = -4_455_667;
export const SUPERGROUP = -1_001_234_567_890;
/** A person with a long history: messages 1 to {@link LONG_UP_TO}, with one of them deleted. */
export const LONG = ANNA + 20;
export const LONG_UP_TO = 300;
export const DELETED = 41;
/** A basic group whose id is as long as a channel's: Web K writes both alike. */
export const BIG_GROUP = -4_123_456_789;
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
  const histories = new Map<string, WebMessage[]>();
  const log: string[] = [];
  const streams = new Set<ServerResponse>();
  let lastId = 1000;
  const key = (peer: number, topic: unknown) => `${peer}_${Number(topic) || ''}`;
  const history = (peer: number, topic: unknown) => {
    const known = histories.get(key(peer, topic)) ?? sampleHistory(peer);
    histories.set(key(peer, topic), known);
    return known;
  };

  function add(peer: number, topic: unknown, text: string, out: boolean): void {
    lastId += 1;
    const sent = message(peer, lastId, Date.now() / 1000, text, out);
    history(peer, topic).push(sent);
    const dialog = dialogs.find((other) => other.peer === peer);
    if (dialog) {
      dialog.lastMessage = sent;
      if (!out) dialog.unread += 1;
      dialogs.sort((one, other) => (other.lastMessage?.date ?? 0) - (one.lastMessage?.date ?? 0));
    }
    tell(peer, topic);
  }

  function tell(peer: number, topic: unknown): void {
    for (const stream of streams)
      stream.write(`data: ${JSON.stringify({ type: 'read', peer, topic: Number(topic) || undefined })}\n\n`);
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
    } else if (path === 'dialogs') json({ dialogs });
    else if (path === 'history') {
      const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY);
      const all = history(Number(url.searchParams.get('peer')), url.searchParams.get('topic'));
      const limit = Number(url.searchParams.get('limit') ?? 50);
      json({ messages: all.filter(({ id }) => id < before).slice(-limit) });
    } else if (path === 'send') {
      log.push(`send ${body.peer} ${body.text}`);
      add(body.peer, body.topic, body.text, true);
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
    receive: (peer, text) => add(peer, null, text, false),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function sampleDialogs(count: number): WebDialog[] {
  const named: Partial<WebDialog>[] = [
    { peer: ANNA, title: 'Anna Weber', username: 'anna_weber', unread: 2 },
    { peer: GROUP, type: 'group', title: 'Freight desk', status: '5 members' },
    { peer: SUPERGROUP, type: 'supergroup', title: 'Orbital × Nordwind', status: '18 members' },
    { peer: BIG_GROUP, type: 'group', title: 'Old desk', status: '3 members' },
    { peer: CHANNEL, type: 'channel', title: 'Customs news', status: '4,210 subscribers', mayWrite: false },
    { peer: FORUM, type: 'supergroup', title: 'Partners', status: '40 members', topics: sampleTopics() },
    { peer: SELF, title: 'Me' },
  ];
  for (let i = named.length; i < count; i += 1) named.push({ peer: ANNA + i, title: `Customer ${i}` });
  return named.map((dialog, index) => ({
    peer: 0,
    type: 'user',
    title: '',
    status: 'last seen at 14:32',
    unread: 0,
    mayWrite: true,
    lastMessage: message(0, 900 - index, Date.now() / 1000 - index * 3600, 'Can you send the final quote today?'),
    ...dialog,
  }));
}

function sampleTopics(): WebDialog['topics'] {
  return [1, TOPIC, 52].map((id) => ({ id, title: id === 1 ? 'General' : `Deals ${id}`, unread: 0 }));
}

function sampleHistory(peer: number): WebMessage[] {
  if (peer === LONG) {
    const ids = Array.from({ length: LONG_UP_TO }, (_, index) => index + 1).filter((id) => id !== DELETED);
    return ids.map((id) => message(peer, id, Date.now() / 1000 - 90_000 + id * 60, `Number ${id}`, id % 3 === 0));
  }
  const words = [
    'Hi! We went through v2 yesterday',
    'The transit guarantee is what he liked most',
    `This is chat ${peer}`,
  ];
  const first = Date.now() / 1000 - 7200;
  return words.map((text, index) => message(peer, 10 + index, first + index * 60, text, index === 1));
}

function message(peer: number, id: number, date: number, text: string, out = false): WebMessage {
  return { id, peer, from: { id: peer, name: 'Sample' }, out, date, edited: false, text, service: false, read: true };
}
