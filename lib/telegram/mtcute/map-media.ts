import type { tl } from '@mtcute/core';
import type { Media, Place } from '@/lib/messages/content';
import { mapDocument, mapPhoto } from './map-file';

/** What hangs on a message, in Tez's words; undefined where nothing does, or where it is gone. */
export function mapMedia(media: tl.TypeMessageMedia | undefined): Media | undefined {
  switch (media?._) {
    case 'messageMediaPhoto': {
      const file = mapPhoto(media.photo);
      return file ? { is: 'file', file, ...(media.spoiler ? { spoiler: true } : {}) } : undefined;
    }
    case 'messageMediaDocument': {
      const file = mapDocument(media.document);
      return file ? { is: 'file', file, ...(media.spoiler ? { spoiler: true } : {}) } : undefined;
    }
    case 'messageMediaGeo':
      return placeMedia(media.geo, {});
    case 'messageMediaGeoLive':
      return placeMedia(media.geo, { live: true });
    case 'messageMediaVenue':
      return placeMedia(media.geo, { title: media.title, address: media.address });
    case 'messageMediaContact': {
      const { firstName, lastName, phoneNumber: phone, userId } = media;
      return { is: 'contact', firstName, lastName, phone, ...(userId ? { peer: userId } : {}) };
    }
    case 'messageMediaPoll': {
      const { question, answers, quiz, closed } = media.poll;
      return {
        is: 'poll',
        question: question.text,
        answers: answers.map(({ text }) => text.text),
        quiz: quiz === true,
        closed: closed === true,
      };
    }
    case 'messageMediaWebPage':
      return mapPage(media.webpage);
    default:
      return undefined;
  }
}

function placeMedia(
  point: tl.TypeGeoPoint,
  more: { live?: true; title?: string; address?: string },
): Extract<Media, { is: 'place' }> | undefined {
  if (point._ !== 'geoPoint') return undefined;
  const place: Place = { latitude: point.lat, longitude: point.long };
  return { is: 'place', place, ...more };
}

function mapPage(page: tl.TypeWebPage): Media | undefined {
  if (page._ !== 'webPage') return undefined;
  const { url, siteName: site, title, description } = page;
  return {
    is: 'page',
    url,
    ...(site ? { site } : {}),
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
  };
}
