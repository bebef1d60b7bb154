import { useState } from 'preact/hooks';
import { Avatar, ChannelIcon, cx, FileIcon, Icon, PinIcon } from '@/components/ui';
import { blurUrl } from '@/lib/files/blur';
import type { TelegramFile } from '@/lib/files/model';
import type { Media } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import { asUrl } from '@/lib/outbox/marks';
import { t } from '@/lib/words';
import { formatPhone } from '@/lib/words/phone';
import { formatSize } from '@/lib/words/size';
import { formatCountdown } from '@/lib/words/time';
import { PlayIcon } from './icons';

/** What hangs on a message, as what it is. */
export function MediaView({ message }: { message: Message }) {
  const { kind, media, once } = message;
  if (once) {
    return (
      <p class="cv-file">
        <Icon of={FileIcon} />
        <span>
          {t(`conversation.kind.${kind}`)}
          <small>{t('conversation.once')}</small>
        </span>
      </p>
    );
  }
  if (!media) return kind === 'text' ? null : <p class="cv-kind">{t(`conversation.kind.${kind}`)}</p>;
  switch (media.is) {
    case 'file':
      return <FileView message={message} media={media} />;
    case 'place':
      return (
        <p class="cv-file">
          <Icon of={PinIcon} />
          <span>
            {media.title ?? t(media.live ? 'conversation.liveLocation' : 'conversation.kind.location')}
            {media.address && <small>{media.address}</small>}
            <small class="tz-num">{`${media.place.latitude.toFixed(5)}, ${media.place.longitude.toFixed(5)}`}</small>
          </span>
        </p>
      );
    case 'contact': {
      const name = [media.firstName, media.lastName].filter(Boolean).join(' ');
      return (
        <p class="cv-file">
          <Avatar peer={media.peer ?? 0} name={name} size={36} />
          <span>
            {name}
            <small class="tz-num">{formatPhone(media.phone)}</small>
          </span>
        </p>
      );
    }
    case 'poll':
      return (
        <div class="cv-poll">
          <p class="tz-strong">{media.question}</p>
          <small>
            {t(media.quiz ? 'conversation.quiz' : 'conversation.kind.poll')}
            {media.closed && ` · ${t('conversation.pollClosed')}`}
          </small>
          <ul>
            {media.answers.map((answer, i) => (
              <li key={`${i}-${answer}`}>{answer}</li>
            ))}
          </ul>
        </div>
      );
    case 'page': {
      const url = asUrl(media.url);
      return (
        <div class="cv-page">
          {media.site && <p class="cv-named">{media.site}</p>}
          {(media.title || url) && (
            <p class="tz-strong">
              {url ? (
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {media.title ?? media.url}
                </a>
              ) : (
                media.title
              )}
            </p>
          )}
          {media.description && <p class="tz-cut2">{media.description}</p>}
        </div>
      );
    }
  }
}

function FileView({ message: { kind }, media }: { message: Message; media: Extract<Media, { is: 'file' }> }) {
  const { file, spoiler } = media;
  switch (kind) {
    case 'photo':
    case 'video':
    case 'gif':
    case 'round':
    case 'sticker':
      return <Picture kind={kind} file={file} hidden={spoiler === true} />;
    case 'voice':
      return (
        <div class="cv-file">
          <Icon of={PlayIcon} />
          <span>
            <Waveform values={file.waveform ?? []} />
            <small class="tz-num">
              {t('conversation.kind.voice')} · {formatCountdown(file.duration ?? 0)}
            </small>
          </span>
        </div>
      );
    case 'audio':
      return (
        <p class="cv-file">
          <Icon of={ChannelIcon} />
          <span>
            {file.title ?? file.name ?? t('conversation.kind.audio')}
            <small>
              {[file.performer, formatCountdown(file.duration ?? 0), formatSize(file.size)].filter(Boolean).join(' · ')}
            </small>
          </span>
        </p>
      );
    default:
      return (
        <p class="cv-file">
          <Icon of={FileIcon} />
          <span>
            {file.name ?? t('conversation.kind.document')}
            <small class="tz-num">{formatSize(file.size)}</small>
          </span>
        </p>
      );
  }
}

/** A picture's room is kept by its size, so that nothing moves when more of it comes. */
function Picture({ kind, file, hidden }: { kind: Message['kind']; file: TelegramFile; hidden: boolean }) {
  const [shown, setShown] = useState(!hidden);
  const blur = file.blur === undefined ? null : blurUrl(file.blur);
  const { width = 4, height = 3, duration } = file;
  // Neither a stripe nor a tower.
  const shape = kind === 'round' ? 1 : Math.min(Math.max(width / height, 0.6), 2.4);
  const fact = duration === undefined ? formatSize(file.size) : formatCountdown(duration);
  return (
    <figure class={cx('cv-picture', `is-${kind}`)} style={{ aspectRatio: String(shape) }}>
      {blur && shown && <img src={blur} alt="" draggable={false} />}
      {!shown && (
        <button
          type="button"
          class="cv-cover"
          aria-label={t('conversation.spoilerMedia')}
          onClick={() => setShown(true)}
        />
      )}
      {(kind === 'video' || kind === 'round') && (
        <span class="cv-play">
          <Icon of={PlayIcon} />
        </span>
      )}
      <figcaption class="tz-num">
        <span class="cv-what">{t(`conversation.kind.${kind}`)} · </span>
        {fact}
      </figcaption>
    </figure>
  );
}

const BARS = 32;

function Waveform({ values }: { values: readonly number[] }) {
  const bars = Array.from({ length: BARS }, (_, i) => values[Math.floor((i * values.length) / BARS)] ?? 0);
  return (
    <svg class="cv-wave" viewBox={`0 0 ${BARS * 4} 24`} aria-hidden="true">
      {bars.map((value, i) => {
        const height = 2 + (value / 31) * 22;
        return <rect key={`${i}-${value}`} x={i * 4} y={(24 - height) / 2} width="2" height={height} rx="1" />;
      })}
    </svg>
  );
}
