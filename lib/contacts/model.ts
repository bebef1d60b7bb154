/** A person in the CRM. `telegram` holds the ids of their Telegram users (none, one or several). */
export interface Contact {
  id: string;
  name: string;
  role?: string;
  telegram: number[];
  username?: string;
  phones: string[];
  tags: string[];
  createdAt: number;
}
