/** help.*, langpack.*: what a client asks before anybody has signed in. */
import type { tl } from '@mtcute/tl';
import Long from 'long';
import type { Call, OpenMethods } from './call';

const DAY = 86400;

function config({ world, core, dc, now }: Call): tl.RawConfig {
  const { host, port } = core.address();
  return {
    _: 'config',
    revokePmInbox: true,
    preloadFeaturedStickers: false,
    date: now,
    expires: now + DAY,
    testMode: false,
    thisDc: dc,
    dcOptions: world.settings.dcs.map((id) => ({ _: 'dcOption', static: true, id, ipAddress: host, port })),
    dcTxtDomainName: '',
    chatSizeMax: 200,
    megagroupSizeMax: 200000,
    forwardedCountMax: 100,
    onlineUpdatePeriodMs: 210000,
    offlineBlurTimeoutMs: 5000,
    offlineIdleTimeoutMs: 30000,
    onlineCloudTimeoutMs: 300000,
    notifyCloudDelayMs: 30000,
    notifyDefaultDelayMs: 1500,
    pushChatPeriodMs: 60000,
    pushChatLimit: 2,
    editTimeLimit: 172800,
    revokeTimeLimit: 2147483647,
    revokePmTimeLimit: 2147483647,
    ratingEDecay: 2419200,
    stickersRecentLimit: 200,
    channelsReadMediaPeriod: 604800,
    callReceiveTimeoutMs: 20000,
    callRingTimeoutMs: 90000,
    callConnectTimeoutMs: 30000,
    callPacketTimeoutMs: 10000,
    meUrlPrefix: 'https://t.me/',
    captionLengthMax: 1024,
    messageLengthMax: 4096,
    webfileDcId: world.settings.homeDc,
  };
}

const COUNTRIES: [iso2: string, name: string, code: string, patterns: string[]][] = [
  ['DE', 'Germany', '49', ['XXX XXXXXXXX']],
  ['AZ', 'Azerbaijan', '994', ['XX XXX XX XX']],
  ['GE', 'Georgia', '995', ['XXX XXX XXX']],
  ['KZ', 'Kazakhstan', '7', ['XXX XXX XX XX']],
  ['UZ', 'Uzbekistan', '998', ['XX XXX XX XX']],
  ['EE', 'Estonia', '372', ['XXXX XXXX']],
  ['AT', 'Austria', '43', ['XXX XXXXXXX']],
  ['AE', 'United Arab Emirates', '971', ['XX XXX XXXX']],
];

function countries(): tl.help.RawCountriesList {
  return {
    _: 'help.countriesList',
    hash: 1,
    countries: COUNTRIES.map(([iso2, defaultName, countryCode, patterns]) => ({
      _: 'help.country',
      iso2,
      defaultName,
      countryCodes: [{ _: 'help.countryCode', countryCode, patterns }],
    })),
  };
}

export const helpMethods: OpenMethods = {
  'help.getConfig': config,
  'help.getNearestDc': ({ dc, world }) => ({
    _: 'nearestDc',
    country: 'DE',
    thisDc: dc,
    nearestDc: world.settings.homeDc,
  }),
  'help.getAppConfig': () => ({
    _: 'help.appConfig',
    hash: 1,
    config: {
      _: 'jsonObject',
      value: [
        { _: 'jsonObjectValue', key: 'test', value: { _: 'jsonNumber', value: 1 } },
        { _: 'jsonObjectValue', key: 'dialog_filters_enabled', value: { _: 'jsonBool', value: true } },
        { _: 'jsonObjectValue', key: 'dialogs_pinned_limit_default', value: { _: 'jsonNumber', value: 10 } },
      ],
    },
  }),
  'help.getCountriesList': countries,
  'help.getTermsOfServiceUpdate': ({ now }) => ({ _: 'help.termsOfServiceUpdateEmpty', expires: now + DAY }),
  'help.getPromoData': ({ now }) => ({ _: 'help.promoDataEmpty', expires: now + DAY }),
  'help.getPremiumPromo': () => ({
    _: 'help.premiumPromo',
    statusText: '',
    statusEntities: [],
    videoSections: [],
    videos: [],
    periodOptions: [],
    users: [],
  }),
  // The seven colours that every client knows by itself; Web A draws no message of a person whose colour is missing.
  'help.getPeerColors': () => ({
    _: 'help.peerColors',
    hash: 1,
    colors: [0, 1, 2, 3, 4, 5, 6].map((colorId) => ({ _: 'help.peerColorOption', colorId })),
  }),
  'help.getPeerProfileColors': () => ({ _: 'help.peerColors', hash: 1, colors: [] }),
  'help.getTimezonesList': () => ({ _: 'help.timezonesList', hash: 1, timezones: [] }),
  'help.dismissSuggestion': () => true,
  'help.saveAppLog': () => true,
  'langpack.getLangPack': (_call, { langCode }) => ({
    _: 'langPackDifference',
    langCode,
    fromVersion: 0,
    version: 1,
    strings: [],
  }),
  'langpack.getLanguages': () => [],
  'langpack.getStrings': () => [],
  'langpack.getDifference': (_call, { langCode, fromVersion }) => ({
    _: 'langPackDifference',
    langCode,
    fromVersion,
    version: 1,
    strings: [],
  }),
  'messages.getDhConfig': () => ({ _: 'messages.dhConfigNotModified', random: new Uint8Array(256) }),
  'account.getThemes': () => ({ _: 'account.themes', hash: Long.ONE, themes: [] }),
};
