import type { Handler } from '@/lib/bus/router';
import type { FileDeps, Files } from '@/lib/files/service';
import type { MessagePart } from '@/lib/messages/service/late';
import type { Outbox, OutboxDeps } from '@/lib/outbox/service';
import type { SearchDeps, SearchPart } from '@/lib/search/service';
import type { Kdf } from '@/lib/store/kdf';
import type { OpenTelegram } from '@/lib/telegram/port';
import type { AuthNeeds, AuthPart } from '../auth';
import type { CrmDeps, CrmPart } from '../crm';
import type { FilePart } from '../files';
import type { MessageNeeds, OpenMessages } from '../messages';
import type { OutboxPart } from '../outbox';
import type { OpenSearch } from '../search';

declare function importScripts(...urls: string[]): void;
declare global {
  /** Set by mtproto.js. */
  var tezTelegram: OpenTelegram | undefined;
  /** Set by argon2.js. */
  var tezArgon2: Kdf | undefined;
  /** Set by auth.js. */
  var tezAuth: AuthPart | undefined;
  /** Set by crm.js. */
  var tezCrm: CrmPart | undefined;
  /** Set by messages.js. */
  var tezMessages: OpenMessages | undefined;
  /** Set by outbox.js. */
  var tezOutbox: OutboxPart | undefined;
  /** Set by files.js. */
  var tezFiles: FilePart | undefined;
  /** Set by search.js. */
  var tezSearch: OpenSearch | undefined;
}

const TELEGRAM = '/mtproto.js';
const ARGON2 = '/argon2.js';
const AUTH = '/auth.js';
const CRM = '/crm.js';
const MESSAGES = '/messages.js';
const OUTBOX = '/outbox.js';
const SEARCH = '/search.js';
const FILES = '/files.js';

/**
 * A worker may only import after its installation what it imported during it, so the big scripts are imported once
 * then (and Chrome keeps them), and again in each later life on first need: other wake-ups stay cheap.
 */
export function importScriptsOnInstall(): void {
  self.addEventListener('install', () => importScripts(TELEGRAM, ARGON2, AUTH, CRM, MESSAGES, OUTBOX, SEARCH, FILES));
}

export async function loadTelegram(): Promise<OpenTelegram> {
  if (!globalThis.tezTelegram) importScripts(TELEGRAM);
  return loaded(globalThis.tezTelegram, TELEGRAM);
}

/** Argon2id, loaded when a passphrase is set or typed. */
export const argon2: Kdf = async (passphrase, how) => {
  if (!globalThis.tezArgon2) importScripts(ARGON2);
  return loaded(globalThis.tezArgon2, ARGON2)(passphrase, how);
};

/** The commands of accounts and of signing in, loaded with the first of them. */
export function loadAuth(needs: AuthNeeds): Handler[] {
  if (!globalThis.tezAuth) importScripts(AUTH);
  return loaded(globalThis.tezAuth, AUTH)(needs);
}

/** The commands of the CRM's records, loaded with the first of them. */
export async function loadCrm(deps: CrmDeps): Promise<Handler[]> {
  if (!globalThis.tezCrm) importScripts(CRM);
  return loaded(globalThis.tezCrm, CRM)(deps);
}

/** Reading messages and their history, loaded when a view asks, a journal is long, or the server must be asked. */
export function openMessages(deps: MessageNeeds): MessagePart {
  if (!globalThis.tezMessages) importScripts(MESSAGES);
  return loaded(globalThis.tezMessages, MESSAGES)(deps);
}

/** Sending, loaded when something is to be sent. */
export async function loadOutbox(deps: OutboxDeps): Promise<Outbox> {
  if (!globalThis.tezOutbox) importScripts(OUTBOX);
  return loaded(globalThis.tezOutbox, OUTBOX)(deps);
}

/** Files, loaded when one is to be fetched, sent or shown. */
export async function loadFiles(deps: FileDeps): Promise<Files> {
  if (!globalThis.tezFiles) importScripts(FILES);
  return loaded(globalThis.tezFiles, FILES)(deps);
}

/** The search, loaded with its first command or the first thing to index. */
export function openSearch(deps: SearchDeps): SearchPart {
  if (!globalThis.tezSearch) importScripts(SEARCH);
  return loaded(globalThis.tezSearch, SEARCH)(deps);
}

function loaded<T>(value: T | undefined, script: string): T {
  if (value === undefined) throw new Error(`${script} did not load`);
  return value;
}
