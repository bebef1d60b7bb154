/** Every setting, with its default. One record, sealed; a change goes through `commit` like all CRM data. */
export interface Settings {
  theme: 'light' | 'dark' | 'telegram';
  /** Unit of a value typed without one. */
  currency: string;
  /** Where phone numbers written without a country code are from (ISO 3166); empty until it was asked. */
  region: string;
  notifications: {
    replies: boolean;
    /** Telegram Web notifies by itself: plain replies stay silent while one of its tabs is open. */
    telegramWebNotifies: boolean;
    /** UTC ms until which nothing is shown. */
    pausedUntil: number;
  };
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'telegram',
  currency: 'EUR',
  region: '',
  notifications: { replies: true, telegramWebNotifies: false, pausedUntil: 0 },
};
