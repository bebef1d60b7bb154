import type { Notifier } from '@/lib/notifications/service';

/** The browser's notifications. `requireInteraction` keeps them until they are seen: without it they go after seconds. */
export const notifier: Notifier = {
  async show(id, { title, text, at }) {
    await chrome.notifications.create(id, {
      type: 'basic',
      iconUrl: chrome.runtime.getURL('/icons/128.png'),
      title,
      message: text,
      eventTime: at,
      requireInteraction: true,
    });
  },
  async clear(id) {
    await chrome.notifications.clear(id);
  },
  async shown() {
    return Object.keys(await chrome.notifications.getAll());
  },
};
