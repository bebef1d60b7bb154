import type { ErrorKind } from '@/lib/limits/model';

/** A person in the CRM. `telegram` holds the ids of their Telegram users (none, one or several). */
export interface Contact {
  id: string;
  name: string;
  role?: string;
  telegram: number[];
  /** Without the @. */
  username?: string;
  /** In digits, with the country code (E.164 without its +). */
  phones: string[];
  emails?: string[];
  /** Id of a {@link Company}. */
  company?: string;
  tags: string[];
  /** One of our side: their messages are ours, and do not wait for an answer. */
  colleague?: true;
  /**
   * What Telegram said of them last, by their Telegram user. A field of the contact that equals what was told follows
   * Telegram; one that differs was edited in Tez, and wins until the person takes Telegram's.
   */
  told?: ToldPerson;
  createdAt: number;
}

/** An organisation that contacts belong to. */
export interface Company {
  id: string;
  name: string;
  /** Of its e-mail addresses and its site, such as `berg.example`. */
  domain?: string;
  createdAt: number;
}

/** What Telegram says of a person. */
export interface ToldPerson {
  name: string;
  username?: string;
  /** null: hidden by the person. */
  phone?: string | null;
  /** The account was deleted. */
  deleted?: true;
  bot?: true;
  /** Why Telegram does not let the account see or write to them; nothing of the CRM is lost by it. */
  limited?: ErrorKind;
}
