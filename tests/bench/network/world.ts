/** The world of the network's bench: one account and one long chat. */
import type { Scenario } from '../../telegram';

export const SELF = 101;
export const PEER = 102;
export const PHONE = '+4915123456789';
export const CODE = '12345';

/** An import that nobody asked for stops at 10,000 messages, and is of 90 days. */
export function longChat(count: number): Scenario {
  return {
    name: 'A long chat',
    main: SELF,
    dcs: [2],
    code: { fixed: CODE },
    people: [
      { name: 'Mikhail Sorokin', id: SELF, phone: PHONE },
      { name: 'Anna Berg', id: PEER, contact: true },
    ],
    accounts: [{ person: SELF, devices: [{ device: 'Pixel 9', platform: 'Android', app: 'Telegram Android' }] }],
    chats: [{ type: 'private', with: PEER, filler: { count, from: '60d ago', to: '1h ago' }, messages: [] }],
  };
}
