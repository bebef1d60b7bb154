/** What Tez sends, in Telegram's words. */
import { Long, type tl } from '@mtcute/core';
import { TezError } from '@/lib/limits/model';
import type { UploadedFile } from '../port/files';
import type { OutgoingContent, OutgoingMessage, UploadKind } from '../port/messages';
import { packWaveform, toInputFile } from './map-file';
import type { Peers } from './peers';

export type OutgoingMedia = Exclude<OutgoingContent, { is: 'text' }>;

/** How to speak of somebody who is marked in a text, or null where Telegram never told of them. */
export function markedUser(peers: Peers): (peer: number) => Promise<tl.TypeInputUser | null> {
  return async (peer) => {
    try {
      return await peers.user(peer);
    } catch (error) {
      if (TezError.from(error).kind === 'chatUnavailable') return null;
      throw error;
    }
  };
}

/** Telegram counts seconds; a time is never sent earlier than it was asked for. */
export function toSeconds(at: number): number {
  return Math.ceil(at / 1000);
}

export function toReply({
  replyTo,
  topic,
}: Pick<OutgoingMessage, 'replyTo' | 'topic'>): tl.TypeInputReplyTo | undefined {
  if (replyTo === undefined && topic === undefined) return undefined;
  // In a forum, what answers nothing answers the topic's first message.
  return {
    _: 'inputReplyToMessage',
    replyToMsgId: replyTo ?? topic ?? 0,
    ...(topic === undefined ? {} : { topMsgId: topic }),
  };
}

export function toInputMedia(content: OutgoingMedia): tl.TypeInputMedia {
  switch (content.is) {
    case 'file': {
      const spoiler = content.spoiler === true;
      const { at } = content.file;
      return at.is === 'photo'
        ? { _: 'inputMediaPhoto', spoiler, id: { _: 'inputPhoto', ...toInputFile(at) } }
        : { _: 'inputMediaDocument', spoiler, id: { _: 'inputDocument', ...toInputFile(at) } };
    }
    case 'upload':
      return uploadedMedia(content.upload, content.as, content.spoiler === true);
    case 'place': {
      const { latitude: lat, longitude: long } = content.place;
      return { _: 'inputMediaGeoPoint', geoPoint: { _: 'inputGeoPoint', lat, long } };
    }
    case 'contact': {
      const { firstName, lastName, phone: phoneNumber } = content;
      return { _: 'inputMediaContact', phoneNumber, firstName, lastName, vcard: '' };
    }
  }
}

function uploadedMedia(upload: UploadedFile, as: UploadKind, spoiler: boolean): tl.TypeInputMedia {
  const file = inputFile(upload);
  if (as.is === 'photo') return { _: 'inputMediaUploadedPhoto', file, spoiler };
  return {
    _: 'inputMediaUploadedDocument',
    file,
    spoiler,
    mimeType: upload.mime,
    attributes: attributesOf(as, upload.name),
    // Else Telegram would show an image, or a video, that was to stay as it is.
    forceFile: as.is === 'document',
  };
}

function inputFile({ fileId, parts, big, name, md5 }: UploadedFile): tl.TypeInputFile {
  const id = Long.fromString(fileId);
  if (big) return { _: 'inputFileBig', id, parts, name };
  return { _: 'inputFile', id, parts, name, md5Checksum: md5 ?? '' };
}

function attributesOf(as: Exclude<UploadKind, { is: 'photo' }>, fileName: string): tl.TypeDocumentAttribute[] {
  const named: tl.TypeDocumentAttribute = { _: 'documentAttributeFilename', fileName };
  switch (as.is) {
    case 'document':
      return [named];
    case 'video': {
      const { width: w, height: h, duration } = as;
      return [{ _: 'documentAttributeVideo', supportsStreaming: true, w, h, duration }, named];
    }
    case 'round':
      return [{ _: 'documentAttributeVideo', roundMessage: true, w: as.size, h: as.size, duration: as.duration }];
    case 'audio': {
      const { title, performer } = as;
      return [{ _: 'documentAttributeAudio', duration: Math.round(as.duration), title, performer }, named];
    }
    case 'voice': {
      const waveform = packWaveform(as.waveform);
      return [{ _: 'documentAttributeAudio', voice: true, duration: Math.round(as.duration), waveform }];
    }
  }
}
