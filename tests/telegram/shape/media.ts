/** What a message carries, as TL carries it. */
import type { tl } from '@mtcute/tl';
import Long from 'long';
import { type DocumentFile, kindOfFile, type Media } from '../world/media';
import type { World } from '../world/world';
import { documentFile, photoFile } from './files';
import { geoPoint } from './people';

type Marks = Pick<tl.RawMessageMediaPhoto, 'spoiler' | 'ttlSeconds'>;

function documentMedia(world: World, file: DocumentFile, marks: Marks): tl.RawMessageMediaDocument {
  const kind = kindOfFile(file);
  return {
    _: 'messageMediaDocument',
    ...marks,
    document: documentFile(world, file),
    video: kind === 'video' || kind === 'round' || kind === 'gif',
    round: kind === 'round',
    voice: kind === 'voice',
  };
}

const plain = (text: string): tl.RawTextWithEntities => ({ _: 'textWithEntities', text, entities: [] });

function poll(media: Extract<Media, { kind: 'poll' }>): tl.RawMessageMediaPoll {
  const answers = media.answers.map((text, i) => ({
    _: 'pollAnswer' as const,
    text: plain(text),
    option: new Uint8Array([i]),
  }));
  const { quiz, closed } = media;
  return {
    _: 'messageMediaPoll',
    poll: { _: 'poll', id: Long.ONE, quiz, closed, question: plain(media.question), answers },
    results: { _: 'pollResults' },
  };
}

function place(media: Extract<Media, { kind: 'location' }>): tl.TypeMessageMedia {
  const geo = geoPoint(media.lat, media.long);
  if (media.live) return { _: 'messageMediaGeoLive', geo, period: 3600 };
  if (media.title === undefined) return { _: 'messageMediaGeo', geo };
  const { title, address = '' } = media;
  return { _: 'messageMediaVenue', geo, title, address, provider: '', venueId: '', venueType: '' };
}

function page({ url, site, title, description }: Extract<Media, { kind: 'page' }>): tl.RawMessageMediaWebPage {
  const shown = Object.entries({ siteName: site, title, description }).filter(([, value]) => value !== undefined);
  const displayUrl = url.replace(/^https?:\/\//, '');
  return {
    _: 'messageMediaWebPage',
    webpage: { _: 'webPage', id: Long.ONE, url, displayUrl, hash: 0, type: 'article', ...Object.fromEntries(shown) },
  };
}

export function shapeMedia(world: World, media: Media): tl.TypeMessageMedia {
  switch (media.kind) {
    case 'file': {
      const marks: Marks = {
        ...(media.spoiler ? { spoiler: true } : {}),
        ...(media.seconds === undefined ? {} : { ttlSeconds: media.seconds }),
      };
      if (media.file.kind === 'document') return documentMedia(world, media.file, marks);
      return { _: 'messageMediaPhoto', ...marks, photo: photoFile(world, media.file) };
    }
    case 'location':
      return place(media);
    case 'contact': {
      const { firstName, lastName, phone: phoneNumber, person: userId = 0 } = media;
      return { _: 'messageMediaContact', phoneNumber, firstName, lastName, vcard: '', userId };
    }
    case 'poll':
      return poll(media);
    case 'page':
      return page(media);
  }
}
